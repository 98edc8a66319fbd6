/**
 * Dates and times as feeds write them, to instants and dates of the record. HL7 without an offset
 * is in the hospital's zone: the repeated hour is the first, a time in the gap is moved on, a date
 * alone is 00:00 with “time unknown” (records.md). Nothing is guessed from an impossible one.
 */
import {
  instantOfEpoch,
  instantOfLocal,
  isDate,
  localDateOf,
  startOfDate,
  wallTimeKind,
} from '../../shared/time';

export type Precision = 'year' | 'month' | 'day' | 'time';

export interface FeedTime {
  precision: Precision;
  /** As written: YYYY-MM-DD; null where only year or month stand. */
  date: string | null;
  /** UTC; of a date alone the start of that day in the zone; null below day. */
  instant: string | null;
  /** The wall time falls into the hour that spring leaves out. */
  movedByGap: boolean;
}

/** First and last year that a record of a living hospital can hold. */
const firstYear = 1850;
const lastYear = 2199;

/**
 * Milliseconds come after a point; some senders leave the point out. Others write a T or a blank
 * before the time, a colon into the offset, or Z for none.
 */
const hl7Pattern =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:[T ]?(\d{2})(?:(\d{2})(?:(\d{2})(?:(?:\.|(?=\d{3}(?:[+-]|$)))(\d{1,9}))?)?)?)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const isoPattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,12}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** An HL7 TS/DTM (also one written as ISO 8601); null when it is no date and time. */
export const parseHl7Time = (text: string, zone: string): FeedTime | null => {
  // A message says the same time in several places, and a stay's messages say its admission again.
  const key = `${text} ${zone}`;
  const known = timeCache.get(key);
  if (known !== undefined) return known;
  const trimmed = text.trim();
  const match = hl7Pattern.exec(trimmed) ?? isoPattern.exec(trimmed);
  const found = match ? fromParts(match.slice(1), zone) : null;
  if (timeCache.size >= timeCacheLimit) timeCache.clear();
  if (text.length < 40) timeCache.set(key, found);
  return found;
};

const timeCache = new Map<string, FeedTime | null>();
const timeCacheLimit = 2_000;

/** A FHIR date, dateTime or instant; null when it is none. */
export const parseFhirTime = (text: string, zone: string): FeedTime | null => {
  const match = isoPattern.exec(text.trim());
  return match ? fromParts(match.slice(1), zone) : null;
};

const fromParts = (parts: (string | undefined)[], zone: string): FeedTime | null => {
  const [year, month, day, hour, minute, second, fraction, offset] = parts;
  const yearNumber = Number(year);
  if (yearNumber < firstYear || yearNumber > lastYear) return null;
  const none = { date: null, instant: null, movedByGap: false };
  if (month === undefined) return { precision: 'year', ...none };
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return { precision: 'month', ...none };
  const date = `${year}-${month}-${day}`;
  if (!isDate(date)) return null;
  if (hour === undefined)
    return { precision: 'day', date, instant: startOfDay(date, zone), movedByGap: false };
  const minutes = minute ?? '00';
  // A leap second is the last one of its minute.
  const seconds = second === '60' ? '59' : (second ?? '00');
  if (Number(hour) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const local = `${date}T${hour}:${minutes}`;
  const ms = Number(seconds) * 1000 + Number((fraction ?? '0').padEnd(3, '0').slice(0, 3));
  if (offset !== undefined) {
    const shift = offsetMs(offset);
    if (shift === null) return null;
    return {
      precision: 'time',
      date,
      instant: instantOfEpoch(Date.parse(`${local}:00Z`) - shift + ms),
      movedByGap: false,
    };
  }
  const wall = wallOffset(local, zone);
  return {
    precision: 'time',
    date,
    instant: instantOfEpoch(Date.parse(`${local}:00Z`) - wall.offset + ms),
    movedByGap: wall.gap,
  };
};

const offsetMs = (offset: string): number | null => {
  if (offset === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return sign * (hours * 60 + minutes) * 60_000;
};

/** Offsets of wall times by quarter of an hour; every zone in use changes on a quarter. */
const wallCache = new Map<string, { offset: number; gap: boolean }>();
const startCache = new Map<string, string>();
const cacheLimit = 50_000;

const wallOffset = (local: string, zone: string): { offset: number; gap: boolean } => {
  const quarter = `${local.slice(0, 14)}${Math.floor(Number(local.slice(14, 16)) / 15)}${zone}`;
  const known = wallCache.get(quarter);
  if (known) return known;
  const found = {
    offset: Date.parse(`${local}:00Z`) - Date.parse(instantOfLocal(local, zone)),
    gap: wallTimeKind(local, zone) === 'gap',
  };
  if (wallCache.size >= cacheLimit) wallCache.clear();
  wallCache.set(quarter, found);
  return found;
};

const startOfDay = (date: string, zone: string): string => {
  const key = `${date}${zone}`;
  const known = startCache.get(key);
  if (known) return known;
  const found = startOfDate(date, zone);
  if (startCache.size >= cacheLimit) startCache.clear();
  startCache.set(key, found);
  return found;
};

/** The local date of a feed's time: of a date as written, of a time in the hospital's zone. */
export const dateOfTime = (time: FeedTime, zone: string): string | null =>
  time.precision === 'time' && time.instant ? localDateOf(time.instant, zone) : time.date;

/** Can this be the birth date of a person who is or was a patient, `now` being the import's time? */
export const isPossibleBirthDate = (date: string, now: string): boolean =>
  date >= `${firstYear}-01-01` && Date.parse(`${date}T00:00:00Z`) <= Date.parse(now) + 86_400_000;
