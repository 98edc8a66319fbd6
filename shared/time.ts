/**
 * Instants are UTC ISO-8601 text with milliseconds; dates are YYYY-MM-DD and have no zone; wall
 * times are YYYY-MM-DDTHH:MM in the hospital's zone. Nothing here asks the machine for the time.
 */
import { Temporal } from 'temporal-polyfill';

/** The one source of time, made in electron/main.ts and passed on. */
export interface Clock {
  /** UTC ISO-8601 with milliseconds. */
  now: () => string;
  /** The hospital's IANA zone. */
  zone: () => string;
}

/** Milliseconds in a minute, for arithmetic on the UTC line. */
export const minuteMs = 60_000;
const offsetCache = new Map<string, Map<string, number>>();

/** UTC ISO-8601 with milliseconds of epoch milliseconds. */
export const instantOfEpoch = (ms: number): string => new Date(ms).toISOString();

/** Epoch milliseconds of an instant. */
export const epochOf = (instant: string): number => Date.parse(instant);

/** The instant `minutes` of elapsed time after another (23- and 25-hour days included). */
export const plusMinutes = (instant: string, minutes: number): string =>
  instantOfEpoch(epochOf(instant) + minutes * minuteMs);

/** The instant `hours` of elapsed time after another. */
export const plusHours = (instant: string, hours: number): string =>
  plusMinutes(instant, hours * 60);

/** The zone's local date and time of an instant, YYYY-MM-DDTHH:MM. */
export const localOf = (instant: string, zone: string): string => {
  // The offset is the same within a quarter of an hour in every zone in use: one lookup for it.
  const quarter = Math.floor(epochOf(instant) / (15 * minuteMs));
  const byQuarter = offsetCache.get(zone) ?? new Map<string, number>();
  offsetCache.set(zone, byQuarter);
  const key = String(quarter);
  let offset = byQuarter.get(key);
  if (offset === undefined) {
    const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
    offset = zoned.offsetNanoseconds / 1e6;
    if (byQuarter.size > 20_000) byQuarter.clear();
    byQuarter.set(key, offset);
  }
  return new Date(epochOf(instant) + offset).toISOString().slice(0, 16);
};

/** The zone's local date of an instant. */
export const localDateOf = (instant: string, zone: string): string =>
  localOf(instant, zone).slice(0, 10);

/**
 * The instant of a wall time: in the repeated hour the first, in the spring gap moved on by the
 * offset before it (clocks.md).
 */
export const instantOfLocal = (local: string, zone: string): string =>
  Temporal.PlainDateTime.from(local)
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** Whether a wall time exists once, twice (autumn) or not (spring) in the zone. */
export const wallTimeKind = (local: string, zone: string): 'once' | 'repeated' | 'gap' => {
  const plain = Temporal.PlainDateTime.from(local);
  const early = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const late = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  if (early.equals(late)) return 'once';
  return early.toPlainDateTime().equals(plain) ? 'repeated' : 'gap';
};

/** Midnight that starts a local date. */
export const startOfDate = (date: string, zone: string): string =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime(zone)
    .startOfDay()
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** The date `days` after another; dates never pass through a zone. */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Is it a real calendar date, YYYY-MM-DD? */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
};

/** Day of the stay as shown: local date − admission date + 1 (records.md: Stay). */
export const stayDay = (admittedAt: string, now: string, zone: string): number =>
  daysBetween(localDateOf(admittedAt, zone), localDateOf(now, zone)) + 1;

/** Length of stay for averages: the difference of the dates, same day 1 (records.md: Stay). */
export const lengthOfStayDays = (admittedAt: string, leftAt: string, zone: string): number =>
  Math.max(1, daysBetween(localDateOf(admittedAt, zone), localDateOf(leftAt, zone)));

/** Age in completed years on a date. */
export const ageOn = (birthDate: string, date: string): number => {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

/** Can the engine compute in this IANA zone? */
export const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};
