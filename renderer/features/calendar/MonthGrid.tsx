/**
 * A month's sheet: each day with the sign of its daily round, who leaves and what is due, and at
 * most three events. Events are dragged to another day; the keys of the calendar move them too.
 */
import { useState, type DragEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthDay, Occurrence } from '../../../shared/appointments/appointment';
import type { ClockChange } from '../../../shared/appointments/clock-changes';
import { Icon } from '../../components/Icon';
import { kindIcon, useCalendarFormat } from './calendar-format';
import { ClockChangeLine } from './DayHead';
import { eventClass, useOccurrenceTitle, useSpokenOccurrence } from './EventBox';
import type { Layer } from './use-calendar-view';
import './month-grid.css';

/** Events a cell writes out; the rest is a number (look.md, Month cell). */
const shownEvents = 3;

interface MonthProps {
  days: readonly MonthDay[];
  date: string;
  today: string;
  nowLocal: string;
  hidden: readonly Layer[];
  changes: readonly ClockChange[];
  onChoose: (date: string) => void;
  onOpenDay: (date: string) => void;
  onOpen: (occurrence: Occurrence, anchor: HTMLElement) => void;
  onMoveTo: (occurrence: Occurrence, date: string) => void;
}

export const MonthGrid = (props: MonthProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const calendar = useCalendarFormat();
  const { days, date } = props;
  const [dragged, setDragged] = useState<Occurrence | null>(null);
  // A last week that is wholly the next month's is left away.
  const weeks = days
    .filter((_, i) => i % 7 === 0)
    .map((_, i) => days.slice(7 * i, 7 * i + 7))
    .filter((week) => week[0]!.date.slice(0, 7) <= date.slice(0, 7));
  return (
    <div className="month-grid" role="table" aria-label={calendar.month(date)}>
      <div role="row" className="month-week head">
        {days.slice(0, 7).map((day) => (
          <div key={day.date} role="columnheader">
            {calendar.weekday(day.date)}
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div role="row" className="month-week" key={week[0]!.date} aria-label={t('week')}>
          {week.map((day) => (
            <MonthCell
              key={day.date}
              {...props}
              day={day}
              dragged={dragged}
              onDragged={setDragged}
            />
          ))}
        </div>
      ))}
    </div>
  );
};

const MonthCell = ({
  day,
  date: chosen,
  today,
  nowLocal,
  hidden,
  changes,
  dragged,
  onDragged,
  onChoose,
  onOpenDay,
  onOpen,
  onMoveTo,
}: MonthProps & {
  day: MonthDay;
  dragged: Occurrence | null;
  onDragged: (occurrence: Occurrence | null) => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const calendar = useCalendarFormat();
  const { date, counts } = day;
  const otherMonth = date.slice(0, 7) !== chosen.slice(0, 7);
  const events = day.events.filter(({ kind }) => !hidden.includes(kind));
  const all =
    (['round', 'meeting', 'visit'] as const)
      .filter((kind) => !hidden.includes(kind))
      .reduce((sum, kind) => sum + counts[kind], 0) -
    (hidden.includes('round') ? 0 : day.dailyRounds.length) +
    events.filter(({ cancelled }) => cancelled).length;
  const change = changes.find(({ atLocal }) => atLocal.startsWith(date));
  const room = shownEvents - (day.conflicts > 0 ? 1 : 0) - (change ? 1 : 0);
  const more = Math.max(0, all - Math.min(events.length, room));
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    if (dragged !== null && !dragged.startLocal.startsWith(date)) onMoveTo(dragged, date);
    onDragged(null);
  };
  return (
    <div
      role="cell"
      className={[
        'month-cell',
        otherMonth ? 'other' : '',
        [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) ? 'weekend' : '',
        date === chosen ? 'chosen' : '',
      ].join(' ')}
      onClick={() => onChoose(date)}
      onDoubleClick={() => onOpenDay(date)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className="month-date">
        <button
          type="button"
          className={date === today ? 'number today' : 'number'}
          aria-current={date === chosen ? 'date' : undefined}
          onClick={() => onChoose(date)}
        >
          {otherMonth && date.endsWith('-01')
            ? `${calendar.monthShort(date)} 1`
            : Number(date.slice(8))}
          <span className="sr">, {calendar.full(date)}</span>
        </button>
        {day.dailyRounds.length > 0 && !hidden.includes('round') ? (
          <span className="daily" title={day.dailyRounds.map(({ title }) => title).join(', ')}>
            <Icon name="round" size={14} />
            <span className="sr">
              {day.dailyRounds
                .map(({ title, startLocal }) => `${title} ${startLocal.slice(11)}`)
                .join(', ')}
            </span>
          </span>
        ) : null}
        <DayCounts day={day} today={today} hidden={hidden} />
      </div>
      {change ? <ClockChangeLine change={change} /> : null}
      {day.conflicts > 0 ? (
        <div className="conflict-mark inline">
          <Icon name="alert" size={14} />
          {t('conflictCount', { count: day.conflicts })}
        </div>
      ) : null}
      {events.slice(0, room).map((occurrence) => (
        <MonthEvent
          key={`${occurrence.key} ${date}`}
          occurrence={occurrence}
          nowLocal={nowLocal}
          onDragged={onDragged}
          onOpen={onOpen}
        />
      ))}
      {more > 0 ? (
        <button type="button" className="link-button more" onClick={() => onOpenDay(date)}>
          {t('more', { count: more })}
        </button>
      ) : null}
    </div>
  );
};

/** Who leaves and what is due, small at the right. */
const DayCounts = ({
  day: { date, edd, reviews },
  today,
  hidden,
}: {
  day: MonthDay;
  today: string;
  hidden: readonly Layer[];
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const leaving = date < today ? edd.left : edd.expected;
  return (
    <span className="month-counts">
      {leaving > 0 && !hidden.includes('edd') ? (
        <span className={date < today ? 'edd-chip past' : 'edd-chip'}>
          <Icon name="diamond" size={14} />
          <span className="sr">{t(date < today ? 'edd.gone' : 'edd.spoken')}</span>
          {leaving}
        </span>
      ) : null}
      {reviews > 0 && !hidden.includes('due') ? (
        <span className={`pill ${date < today ? 'overdue' : date === today ? 'today' : 'soon'}`}>
          <Icon name={date < today ? 'alert' : 'flag'} size={14} />
          <span className="sr">{t('due.spoken')}</span>
          {reviews}
        </span>
      ) : null}
    </span>
  );
};

const MonthEvent = ({
  occurrence,
  nowLocal,
  onDragged,
  onOpen,
}: {
  occurrence: Occurrence;
  nowLocal: string;
  onDragged: (occurrence: Occurrence | null) => void;
  onOpen: (occurrence: Occurrence, anchor: HTMLElement) => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const spoken = useSpokenOccurrence();
  const titleOf = useOccurrenceTitle();
  const { cancelled, kind, moved, startLocal, wholeDays } = occurrence;
  return (
    <button
      type="button"
      className={`month-event ${eventClass(occurrence, nowLocal)}`}
      data-key={occurrence.key}
      draggable={occurrence.mayWrite && !cancelled}
      onDragStart={() => onDragged(occurrence)}
      onDragEnd={() => onDragged(null)}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(occurrence, event.currentTarget);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span className="sr">{spoken(occurrence)}</span>
      <Icon name={cancelled ? 'close' : kindIcon[kind]} size={14} />
      {wholeDays > 0 || cancelled ? null : (
        <b className="b" aria-hidden="true">
          {startLocal.slice(11)}
        </b>
      )}
      <span className="trunc" aria-hidden="true">
        {titleOf(occurrence)}
        {cancelled ? ` ${t('cancelledShort')}` : moved ? ` ${t('movedShort')}` : ''}
      </span>
    </button>
  );
};
