/** What stands in an event's box: sign, title, time and place; travel before and after; its conflict. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict, Occurrence } from '../../../shared/appointments/appointment';
import { plusWallMinutes, wallMinutesBetween } from '../../../shared/appointments/zone-line';
import { useFormat } from '../../app/format';
import { Icon } from '../../components/Icon';
import { kindIcon, useCalendarFormat } from './calendar-format';

/** One event of react-big-calendar. */
export interface CalendarEvent {
  id: string;
  title: string;
  start: Date;
  end: Date;
  allDay: boolean;
  occurrence: Occurrence;
  /** The conflict that is told above it; only the earlier of the two tells it. */
  conflict: Conflict | null;
  /** How much of it is over, 0 to 1, while it goes on; null before and after. */
  gone: number | null;
}

/** How much of an occurrence that goes on now is over; of one that began on another day, nothing is said. */
export const goneOf = (occurrence: Occurrence, nowLocal: string): number | null => {
  const { startLocal, wholeDays, cancelled } = occurrence;
  const end = drawnEnd(occurrence);
  if (wholeDays > 0 || cancelled || startLocal.slice(0, 10) !== nowLocal.slice(0, 10)) return null;
  if (nowLocal <= startLocal || nowLocal >= end) return null;
  return wallMinutesBetween(startLocal, nowLocal) / wallMinutesBetween(startLocal, end);
};

/** Less than this has room for one line, and less than that hardly for it. */
const oneLineMinutes = 40;
const tinyMinutes = 25;
/** From this on a title may take two lines. */
const tallMinutes = 60;

/** The title of an occurrence, or why it is not told. */
export const useOccurrenceTitle = (): ((one: Pick<Occurrence, 'masked' | 'title'>) => string) => {
  const { t } = useTranslation('calendar');
  return ({ masked, title }) => (masked === null ? title : t(`masked.${masked}`));
};

/** What a screen reader says of an event. */
export const useSpokenOccurrence = (): ((one: Occurrence) => string) => {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const calendar = useCalendarFormat();
  const titleOf = useOccurrenceTitle();
  return (one) =>
    [
      `${t(`kind.${one.kind}`)}: ${titleOf(one)}`,
      one.wholeDays > 0 ? '' : format.weekdayDate(one.startLocal.slice(0, 10)),
      calendar.when(one),
      one.place ?? '',
      one.cancelled ? t('cancelled') : '',
      one.moved && !one.cancelled ? t('moved') : '',
      one.conflicted ? t('conflict') : '',
    ]
      .filter(Boolean)
      .join(', ');
};

/** The end as it is drawn: past the repeated hour the clock may show less than at the start. */
export const drawnEnd = ({ startLocal, endLocal, startsAt, endsAt }: Occurrence): string =>
  endLocal > startLocal
    ? endLocal
    : plusWallMinutes(startLocal, (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

const Travel = ({
  minutes,
  of,
  side,
}: {
  minutes: number;
  of: number;
  side: 'before' | 'after';
}) => {
  const { t } = useTranslation('calendar');
  if (minutes === 0) return null;
  return (
    <span
      className={`travel ${side}`}
      style={{ height: `${(100 * minutes) / of}%` }}
      aria-hidden="true"
    >
      <span>{t('travelShort', { minutes })}</span>
    </span>
  );
};

export const EventBox = ({ event }: { event: CalendarEvent }): ReactElement => {
  const { t } = useTranslation('calendar');
  const spoken = useSpokenOccurrence();
  const { occurrence, conflict, gone } = event;
  const { travelBeforeMinutes, travelAfterMinutes, place, startLocal, wholeDays } = occurrence;
  const length = Math.max(5, wallMinutesBetween(startLocal, drawnEnd(occurrence)));
  const time = wholeDays > 0 ? '' : startLocal.slice(11);
  const oneLine = length < oneLineMinutes || wholeDays > 0;
  const size = oneLine ? 'one' : length >= tallMinutes ? 'tall' : '';
  return (
    <span className="event-in" data-key={occurrence.key}>
      <span className="sr">{spoken(occurrence)}</span>
      {conflict === null || wholeDays > 0 ? null : (
        <span className="conflict-mark" aria-hidden="true">
          <Icon name="alert" size={14} />
          <span className="word">{t('conflictCount', { count: 1 })}</span>
          <span className="time">
            {conflict.fromLocal.slice(11)}–
            {plusWallMinutes(conflict.fromLocal, conflict.minutes).slice(11)}
          </span>
        </span>
      )}
      {wholeDays > 0 || occurrence.cancelled ? null : (
        <>
          <Travel minutes={travelBeforeMinutes} of={length} side="before" />
          <Travel minutes={travelAfterMinutes} of={length} side="after" />
        </>
      )}
      {gone === null ? null : (
        <span className="event-now" style={{ top: `${100 * gone}%` }} aria-hidden="true" />
      )}
      <span
        className={`event-text ${size} ${length < tinyMinutes ? 'tiny' : ''}`}
        aria-hidden="true"
      >
        <Icon name={occurrence.cancelled ? 'close' : kindIcon[occurrence.kind]} size={14} />
        <span className="event-words">
          <b className="b">{event.title}</b>
          <span className="at">
            {(oneLine ? [time] : [time, place]).filter(Boolean).join(', ')}
          </span>
        </span>
      </span>
    </span>
  );
};

/** Classes of an event's box. */
export const eventClass = (one: Occurrence, nowLocal: string): string =>
  [
    'ev',
    one.kind,
    one.endLocal <= nowLocal ? 'past' : '',
    one.cancelled ? 'fallen' : '',
    one.conflicted && !one.cancelled && one.endLocal > nowLocal ? 'conf' : '',
    one.masked === null ? '' : 'masked',
  ]
    .filter(Boolean)
    .join(' ');
