/** A small month to go to a day by: the days shown are tinted, today is filled. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { plusDays } from '../../../shared/time';
import { Icon } from '../../components/Icon';
import { useCalendarFormat } from './calendar-format';
import { monthAway, sheetStart } from './use-calendar-view';

const sheetDays = 42;

export const MiniMonth = ({
  date,
  today,
  shown,
  onGoTo,
}: {
  date: string;
  today: string;
  shown: { from: string; to: string };
  onGoTo: (date: string) => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const calendar = useCalendarFormat();
  const [turned, setTurned] = useState<{ of: string; month: string } | null>(null);
  // Leafing holds until another day is gone to.
  const month = turned !== null && turned.of === date ? turned.month : `${date.slice(0, 8)}01`;
  const leaf = (n: number): void => setTurned({ of: date, month: monthAway(month, n) });
  const first = sheetStart(month);
  const days = Array.from({ length: sheetDays }, (_, i) => plusDays(first, i));
  const weeks = days.filter(
    (day, i) => i % 7 === 0 && (i === 0 || day.slice(0, 7) <= month.slice(0, 7)),
  );
  return (
    <section className="mini-month" aria-label={calendar.month(month)}>
      <div className="row">
        <b className="b">{calendar.month(month)}</b>
        <span className="end">
          <button
            type="button"
            className="icon-button"
            aria-label={t('monthBefore')}
            onClick={() => leaf(-1)}
          >
            <Icon name="left" size={14} />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t('monthAfter')}
            onClick={() => leaf(1)}
          >
            <Icon name="right" size={14} />
          </button>
        </span>
      </div>
      <div className="mini-days">
        {days.slice(0, 7).map((day) => (
          <span key={day} className="letter" aria-hidden="true">
            {calendar.letter(day)}
          </span>
        ))}
        {weeks.flatMap((week) =>
          Array.from({ length: 7 }, (_, i) => plusDays(week, i)).map((day) =>
            day.slice(0, 7) === month.slice(0, 7) ? (
              <button
                key={day}
                type="button"
                className={[
                  day === today ? 'today' : '',
                  day >= shown.from && day <= shown.to ? 'shown' : '',
                ].join(' ')}
                aria-label={calendar.full(day)}
                aria-current={day === date ? 'date' : undefined}
                onClick={() => onGoTo(day)}
              >
                {Number(day.slice(8))}
              </button>
            ) : (
              <span key={day} />
            ),
          ),
        )}
      </div>
    </section>
  );
};
