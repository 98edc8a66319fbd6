/**
 * What react-big-calendar is told of time: wall times of the hospital as dates of UTC, so that
 * neither the computer's zone nor its clock changes touch a day of the calendar. Names and formats
 * come from Intl; no date library is needed.
 */
import { DateLocalizer } from 'react-big-calendar';
import { plusDays } from '../../../shared/time';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A wall time as the calendar's date. */
export const dateOfLocal = (local: string): Date => new Date(Date.parse(`${local}:00.000Z`));

/** A day as the calendar's date. */
export const dateOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00.000Z`));

/** The wall time of one of the calendar's dates. */
export const localOfDate = (date: Date): string => date.toISOString().slice(0, 16);

type Unit =
  | 'milliseconds'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'day'
  | 'week'
  | 'month'
  | 'year'
  | 'decade'
  | 'century';

const unitMs: Partial<Record<Unit, number>> = {
  seconds: 1000,
  minutes: minuteMs,
  hours: 60 * minuteMs,
  day: dayMs,
};

const startOf = (date: Date | undefined, unit: Unit, firstOfWeek = 1): Date => {
  // The grid names its slots before it has a day.
  if (date === undefined) return new Date(NaN);
  const ms = unitMs[unit];
  if (ms !== undefined) return new Date(Math.floor(date.getTime() / ms) * ms);
  const day = localOfDate(date).slice(0, 10);
  if (unit === 'week') return dateOfDay(plusDays(day, -((date.getUTCDay() - firstOfWeek + 7) % 7)));
  if (unit === 'month') return dateOfDay(`${day.slice(0, 8)}01`);
  if (unit === 'year') return dateOfDay(`${day.slice(0, 5)}01-01`);
  return date;
};

const add = (date: Date, n: number, unit: Unit): Date => {
  if (unit === 'month' || unit === 'year') {
    const moved = new Date(date);
    moved.setUTCMonth(date.getUTCMonth() + (unit === 'month' ? n : 12 * n));
    return moved;
  }
  const ms = unit === 'milliseconds' ? 1 : unit === 'week' ? 7 * dayMs : (unitMs[unit] ?? dayMs);
  return new Date(date.getTime() + n * ms);
};

const endOf = (date: Date, unit: Unit, firstOfWeek?: number): Date =>
  unit === 'milliseconds'
    ? date
    : new Date(add(startOf(date, unit, firstOfWeek), 1, unit).getTime() - 1);

const at = (date: Date | undefined, unit: Unit | undefined): number =>
  startOf(date, unit ?? 'milliseconds').getTime();

const range = (start: Date, end: Date, unit: Unit = 'day'): Date[] => {
  const days: Date[] = [];
  for (let day = start; at(day, unit) <= at(end, unit); day = add(day, 1, unit)) days.push(day);
  return days;
};

const midnight = (date: Date): number => startOf(date, 'day').getTime();

/** Minutes since midnight. */
const minutesOfDay = (date: Date): number => (date.getTime() - midnight(date)) / minuteMs;

interface Spans {
  start: Date;
  end: Date;
}

const formatter = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return (date: Date): string => format.format(date);
};

/** The localizer of a language; a week begins on Monday. */
export const localizerOf = (language: string): DateLocalizer => {
  const locale = language.startsWith('es') ? 'es-US' : 'en-US';
  const time = formatter(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = formatter(locale, { weekday: 'short', month: 'short', day: 'numeric' });
  const span = ({ start, end }: Spans): string => `${time(start)}–${time(end)}`;
  const spec = {
    firstOfWeek: () => 1,
    // Every format below is a function: a pattern is never asked for.
    format: (value: Date | string) => String(value),
    formats: {
      dayFormat: day,
      dateFormat: day,
      weekdayFormat: day,
      dayHeaderFormat: day,
      monthHeaderFormat: day,
      timeGutterFormat: time,
      selectRangeFormat: span,
      eventTimeRangeFormat: span,
      eventTimeRangeStartFormat: span,
      eventTimeRangeEndFormat: span,
      dayRangeHeaderFormat: ({ start, end }: Spans) => `${day(start)} – ${day(end)}`,
    },
    merge: (date: Date, clock: Date) =>
      new Date(midnight(date) + clock.getTime() - midnight(clock)),
    inRange: (date: Date, min: Date, max: Date, unit?: Unit) =>
      at(date, unit) >= at(min, unit) && at(date, unit) <= at(max, unit),
    lt: (a: Date, b: Date, unit?: Unit) => at(a, unit) < at(b, unit),
    lte: (a: Date, b: Date, unit?: Unit) => at(a, unit) <= at(b, unit),
    gt: (a: Date, b: Date, unit?: Unit) => at(a, unit) > at(b, unit),
    gte: (a: Date, b: Date, unit?: Unit) => at(a, unit) >= at(b, unit),
    eq: (a: Date, b: Date, unit?: Unit) => at(a, unit) === at(b, unit),
    neq: (a: Date, b: Date, unit?: Unit) => at(a, unit) !== at(b, unit),
    startOf,
    endOf,
    add,
    range,
    diff: (a: Date, b: Date, unit: Unit = 'milliseconds') =>
      Math.round(Math.abs(at(a, unit) - at(b, unit)) / (unitMs[unit] ?? 1)),
    ceil: (date: Date, unit: Unit) => {
      const floor = startOf(date, unit);
      return floor.getTime() === date.getTime() ? floor : add(floor, 1, unit);
    },
    min: (...dates: Date[]) => new Date(Math.min(...dates.map((date) => date.getTime()))),
    max: (...dates: Date[]) => new Date(Math.max(...dates.map((date) => date.getTime()))),
    minutes: (date: Date) => date.getUTCMinutes(),
    daySpan: (start: Date, end: Date) => Math.round((midnight(end) - midnight(start)) / dayMs),
    firstVisibleDay: (date: Date) => startOf(startOf(date, 'month'), 'week'),
    lastVisibleDay: (date: Date) => endOf(endOf(date, 'month'), 'week'),
    visibleDays: (date: Date) =>
      range(startOf(startOf(date, 'month'), 'week'), endOf(endOf(date, 'month'), 'week')),
    getSlotDate: (date: Date, minutes: number, offset: number) =>
      new Date(midnight(date) + (minutes + offset) * minuteMs),
    getTimezoneOffset: () => 0,
    getDstOffset: () => 0,
    getTotalMin: (start: Date, end: Date) =>
      Math.round((at(end, 'minutes') - at(start, 'minutes')) / minuteMs),
    getMinutesFromMidnight: minutesOfDay,
    continuesPrior: (start: Date, first: Date) => midnight(start) < midnight(first),
    continuesAfter: (start: Date, end: Date, last: Date) =>
      start.getTime() === end.getTime() ? end >= last : end > last,
    sortEvents: ({ evtA, evtB }: { evtA: Spans; evtB: Spans }) =>
      evtA.start.getTime() - evtB.start.getTime() || evtB.end.getTime() - evtA.end.getTime(),
    inEventRange: ({ event, range: shown }: { event: Spans; range: Spans }) =>
      midnight(event.start) <= midnight(shown.end) && event.end > shown.start,
    isSameDate: (a: Date, b: Date) => midnight(a) === midnight(b),
    startAndEndAreDateOnly: (start: Date, end: Date) =>
      minutesOfDay(start) === 0 && minutesOfDay(end) === 0,
  };
  // Its published types are those of one date library; the fields above are all it calls.
  return new DateLocalizer(spec as unknown as ConstructorParameters<typeof DateLocalizer>[0]);
};
