/** Day and week: react-big-calendar's time grid over the hospital's wall times. */
import { useEffect, useMemo, useRef, type CSSProperties, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Calendar, type SlotInfo } from 'react-big-calendar';
import * as dragAndDropModule from 'react-big-calendar/lib/addons/dragAndDrop';
import 'react-big-calendar/lib/addons/dragAndDrop/styles.css';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import type { Conflict, Occurrence } from '../../../shared/appointments/appointment';
import { placeSpans } from './day-layout';
import { DayHead, LaneLabels } from './DayHead';
import {
  drawnEnd,
  EventBox,
  eventClass,
  goneOf,
  useOccurrenceTitle,
  type CalendarEvent,
} from './EventBox';
import { dateOfDay, dateOfLocal, localizerOf, localOfDate } from './localizer';
import { HoursWithNow } from './NowLabel';
import './time-grid.css';

type AddOn = typeof dragAndDropModule.default;

/** A package that was made for the older way of modules: its default may lie one deeper. */
const withDragAndDrop = ((dragAndDropModule.default as unknown as { default?: AddOn }).default ??
  dragAndDropModule.default) as AddOn;

const DragCalendar = withDragAndDrop<CalendarEvent>(Calendar<CalendarEvent>);

/** Minutes of one step when dragging and when choosing a time. */
export const stepMinutes = 15;
const stepsAnHour = 4;
/** The hour at the top when a day is opened. */
const firstHour = '1970-01-01T07:30';

const components = {
  event: EventBox,
  timeGutterHeader: LaneLabels,
  timeGutterWrapper: HoursWithNow,
  day: { header: DayHead },
  week: { header: DayHead },
};

/** Where something was dropped, or how long it became: wall times. */
export interface Dropped {
  occurrence: Occurrence;
  startLocal: string;
  endLocal: string;
  /** Among the whole days, above the hours. */
  onWholeDays: boolean;
}

export const TimeGrid = ({
  view,
  date,
  nowLocal,
  occurrences,
  conflicts,
  selectedKey,
  onDrop,
  onSlot,
  onOpen,
}: {
  view: 'day' | 'week';
  date: string;
  nowLocal: string;
  occurrences: readonly Occurrence[];
  conflicts: readonly Conflict[];
  selectedKey: string | null;
  onDrop: (dropped: Dropped) => void;
  onSlot: (startLocal: string, endLocal: string) => void;
  onOpen: (occurrence: Occurrence, anchor: HTMLElement) => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('calendar');
  const titleOf = useOccurrenceTitle();
  const localizer = useMemo(() => localizerOf(i18n.language), [i18n.language]);
  const events = occurrences.map((occurrence) =>
    toEvent(occurrence, titleOf(occurrence), conflicts, nowLocal),
  );
  const now = useRef(nowLocal);
  now.current = nowLocal;
  // One function for good: the grid asks it anew each minute by itself.
  const getNow = useMemo(() => () => dateOfLocal(now.current), []);
  const root = useRef<HTMLDivElement>(null);
  const hours = t('hours');
  useEffect(() => {
    // The part that scrolls is reached by keyboard, too, when no event is in it.
    const scrolls = root.current?.querySelector<HTMLElement>('.rbc-time-content');
    scrolls?.setAttribute('tabindex', '0');
    scrolls?.setAttribute('role', 'group');
    scrolls?.setAttribute('aria-label', hours);
    // The grid calls parts of its head a row of a table that does not exist.
    for (const part of root.current?.querySelectorAll('.rbc-time-header [role^="row"]') ?? [])
      part.setAttribute('role', 'presentation');
  });
  // Whole days lie across equal columns; without them a weekend, when little happens, gives way.
  const isNarrow = view === 'week' && occurrences.every(({ wholeDays }) => wholeDays === 0);
  return (
    <div className={isNarrow ? 'time-grid narrow-weekend' : 'time-grid'} ref={root}>
      <DragCalendar
        localizer={localizer}
        culture={i18n.language}
        view={view}
        views={['day', 'week']}
        date={dateOfDay(date)}
        getNow={getNow}
        toolbar={false}
        drilldownView={null}
        events={events}
        components={components}
        messages={{ allDay: t('allDay') }}
        tooltipAccessor={null}
        showMultiDayTimes
        dayLayoutAlgorithm={layOut}
        step={stepMinutes}
        timeslots={stepsAnHour}
        scrollToTime={dateOfLocal(firstHour)}
        selected={events.find(({ occurrence }) => occurrence.key === selectedKey) ?? null}
        eventPropGetter={({ occurrence }) => ({ className: eventClass(occurrence, nowLocal) })}
        dayPropGetter={(day) => ({ className: [0, 6].includes(day.getUTCDay()) ? 'weekend' : '' })}
        selectable
        resizable
        draggableAccessor={({ occurrence }) => occurrence.mayWrite && !occurrence.cancelled}
        resizableAccessor={({ occurrence }) => occurrence.mayWrite && !occurrence.cancelled}
        onNavigate={() => undefined}
        onView={() => undefined}
        onSelectEvent={({ occurrence }, { currentTarget }) => onOpen(occurrence, currentTarget)}
        onSelectSlot={(slot) => onSlot(...slotOf(slot))}
        onEventDrop={({ event, start, end, isAllDay }) =>
          onDrop(droppedOf(event, start, end, isAllDay === true))
        }
        onEventResize={({ event, start, end }) =>
          onDrop(droppedOf(event, start, end, event.allDay))
        }
      />
    </div>
  );
};

interface Slots {
  getRange: (start: Date, end: Date) => { start: number; end: number; top: number; height: number };
}

/** Events beside each other; each keeps a little room to its neighbor. */
const layOut = ({
  events,
  slotMetrics,
}: {
  events: CalendarEvent[];
  slotMetrics: Slots;
}): { event: CalendarEvent; style: CSSProperties }[] => {
  const ranges = events.map(({ start, end }) => slotMetrics.getRange(start, end));
  const places = placeSpans(ranges.map(({ start, end }) => ({ from: start, to: end })));
  return events.map((event, i) => {
    const { column, wide, columns } = places[i]!;
    const { top, height } = ranges[i]!;
    const style = {
      top,
      height: `calc(${height}% - 2px)`,
      width: `calc(${(100 * wide) / columns}% - ${column + wide < columns ? 3 : 0}px)`,
      xOffset: (100 * column) / columns,
    };
    return { event, style };
  });
};

/** What ends at midnight is drawn up to it, and not on the next day. */
const withinDay = (end: Date): Date =>
  localOfDate(end).endsWith('T00:00') ? new Date(end.getTime() - 1) : end;

const toEvent = (
  occurrence: Occurrence,
  title: string,
  conflicts: readonly Conflict[],
  nowLocal: string,
): CalendarEvent => ({
  // A single one stays the same box when it moves, so that it keeps the focus.
  id: occurrence.recurring ? occurrence.key : occurrence.seriesId,
  title,
  start: dateOfLocal(occurrence.startLocal),
  end:
    occurrence.wholeDays > 0
      ? dateOfLocal(occurrence.endLocal)
      : withinDay(dateOfLocal(drawnEnd(occurrence))),
  allDay: occurrence.wholeDays > 0,
  occurrence,
  // What is over needs nobody's answer.
  conflict:
    occurrence.endLocal <= nowLocal
      ? null
      : (conflicts.find(({ keys }) => keys[0] === occurrence.key) ?? null),
  gone: goneOf(occurrence, nowLocal),
});

const stepMs = stepMinutes * 60_000;

const localOf = (at: Date | string): string => localOfDate(new Date(at));

const droppedOf = (
  { occurrence }: CalendarEvent,
  start: Date | string,
  end: Date | string,
  onWholeDays: boolean,
): Dropped => ({
  occurrence,
  onWholeDays,
  startLocal: localOf(start),
  // The end that was drawn a moment before midnight is midnight.
  endLocal: localOf(new Date(Math.ceil(new Date(end).getTime() / 60_000) * 60_000)),
});

/** What a place among the whole days is taken for: a time of that day, which the form can change. */
const usualSlot = ['T09:00', 'T09:30'] as const;
const wholeDayMs = 20 * 3_600_000;

const slotOf = ({ start, end, slots, action }: SlotInfo): [string, string] => {
  const asked = end.getTime() - start.getTime();
  if (asked >= wholeDayMs) {
    const day = localOf(slots[0] ?? start).slice(0, 10);
    return [`${day}${usualSlot[0]}`, `${day}${usualSlot[1]}`];
  }
  // A click means the usual length, a drag the length that was drawn.
  const length = action === 'select' || asked > stepMs ? asked : 2 * stepMs;
  return [localOf(start), localOf(new Date(start.getTime() + length))];
};
