/** The stay in days: admitted, today, expected discharge. Read out as one sentence. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Encounter } from '../../../shared/encounters/encounter';
import { localDateOf, stayDay } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { columnOf, shownDays, stayDays } from './stay-days';
import './encounters.css';

/** Middle of a column in percent of the line. */
const middle = (column: number): string => `${((column + 0.5) / shownDays) * 100}%`;

export const StayLine = ({ stay }: { stay: Encounter }): ReactElement | null => {
  const { t } = useTranslation('encounters');
  const format = useFormat();
  const { now, zone } = useMinute();
  if (stay.admittedAt === null) return null;
  const today = localDateOf(now, zone);
  const admittedOn = localDateOf(stay.admittedAt, zone);
  const leftOn = stay.dischargedAt === null ? null : localDateOf(stay.dischargedAt, zone);
  const expectedOn = leftOn === null ? stay.expectedDischargeOn : null;
  const days = stayDays(admittedOn, today, expectedOn, leftOn);
  const start = columnOf(days, admittedOn);
  const end = columnOf(days, leftOn ?? today);
  const expected = expectedOn === null ? null : columnOf(days, expectedOn);
  const lineFrom = start === null ? 0 : start + 0.5;
  const said = [
    t('lineAdmitted', { date: format.longDate(admittedOn) }),
    leftOn === null
      ? t('lineDay', { day: stayDay(stay.admittedAt, now, zone) })
      : t('lineLeft', { date: format.longDate(leftOn) }),
    expectedOn === null ? '' : t('lineExpected', { date: format.longDate(expectedOn) }),
  ];
  return (
    <div className="stay-line" role="img" aria-label={said.filter(Boolean).join('. ')}>
      {days.dates.map((date, i) => (
        <div
          key={date}
          className={
            date === today && leftOn === null
              ? 'day today'
              : date > (leftOn ?? expectedOn ?? today)
                ? 'day after'
                : 'day'
          }
        >
          {i === 0 || date.endsWith('-01') ? format.weekdayDate(date) : format.weekdayNumber(date)}
        </div>
      ))}
      {end === null ? null : (
        <div
          className="done"
          style={{
            left: `${(lineFrom / shownDays) * 100}%`,
            width: `${((end + 0.5 - lineFrom) / shownDays) * 100}%`,
          }}
        />
      )}
      {expected !== null && end !== null && expected > end ? (
        <div
          className="ahead"
          style={{ left: middle(end), width: `${((expected - end) / shownDays) * 100}%` }}
        />
      ) : null}
      {start === null ? (
        <span className="mark word" style={{ left: '0.5%' }}>
          {t('admittedOn', { date: format.date(admittedOn, today) })}
        </span>
      ) : (
        <span className="mark dot" style={{ left: middle(start) }}>
          <span>{t('admitted')}</span>
        </span>
      )}
      {expected === null ? null : (
        <span className="mark expected" style={{ left: middle(expected) }}>
          <Icon name="diamond" size={18} />
          <span>
            {stay.plannedLeaveAt === null
              ? t('edd')
              : `${t('edd')} ${format.time(stay.plannedLeaveAt, zone)}`}
          </span>
        </span>
      )}
      {leftOn === null || end === null ? null : (
        <span className="mark dot" style={{ left: middle(end) }}>
          <span>{t('left')}</span>
        </span>
      )}
    </div>
  );
};
