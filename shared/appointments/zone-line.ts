/**
 * Wall times of many appointments to the UTC line: a day on which the clocks do not change has one
 * offset, so it is asked for once (a month of 5,000 events has some thirty days).
 */
import {
  epochOf,
  instantOfEpoch,
  instantOfLocal,
  localOf,
  minuteMs,
  plusDays,
  startOfDate,
} from '../time';

const dayMs = 86_400_000;
const mostDays = 20_000;
const offsets = new Map<string, number | null>();

/** Offset in milliseconds of a whole local date; null where the clocks change on it. */
const offsetOfDate = (date: string, zone: string): number | null => {
  const key = `${zone} ${date}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > mostDays) offsets.clear();
  const starts = epochOf(startOfDate(date, zone));
  const ends = epochOf(startOfDate(plusDays(date, 1), zone));
  const offset = Date.parse(`${date}T00:00:00Z`) - starts;
  const steady =
    ends - starts === dayMs && offset === Date.parse(`${plusDays(date, 1)}T00:00:00Z`) - ends;
  offsets.set(key, steady ? offset : null);
  return steady ? offset : null;
};

/** Epoch milliseconds of a wall time: the first of a repeated hour, moved on in the gap (clocks.md). */
export const epochOfLocal = (local: string, zone: string): number => {
  const offset = offsetOfDate(local.slice(0, 10), zone);
  return offset === null
    ? epochOf(instantOfLocal(local, zone))
    : Date.parse(`${local}:00.000Z`) - offset;
};

/** Offsets of UTC days by zone; null where the clocks change in it. */
const utcOffsets = new Map<string, Map<number, number | null>>();

/** Offset in milliseconds that holds for a whole UTC day, counted from the epoch. */
const offsetOfUtcDay = (day: number, zone: string): number | null => {
  const days = utcOffsets.get(zone) ?? new Map<number, number | null>();
  utcOffsets.set(zone, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size > mostDays) days.clear();
  const at = (ms: number): number => Date.parse(`${localOf(instantOfEpoch(ms), zone)}Z`) - ms;
  const offset = at(day * dayMs);
  const steady = offset === at((day + 1) * dayMs);
  days.set(day, steady ? offset : null);
  return steady ? offset : null;
};

/** Dates of days counted from the epoch, and times of the minutes of a day: written out once each. */
const dates = new Map<number, string>();
const times: string[] = Array.from({ length: 1440 }, (_, minute) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
);

/** YYYY-MM-DDTHH:MM in UTC; a tenth of what making a Date and its text takes. */
const minuteOf = (ms: number): string => {
  const day = Math.floor(ms / dayMs);
  let date = dates.get(day);
  if (date === undefined) {
    if (dates.size > mostDays) dates.clear();
    date = instantOfEpoch(day * dayMs).slice(0, 10);
    dates.set(day, date);
  }
  return `${date}T${times[Math.floor((ms - day * dayMs) / minuteMs)]!}`;
};

/** As `instantOfEpoch`, for many instants that are whole minutes. */
export const instantOfMinute = (ms: number): string =>
  ms % minuteMs === 0 ? `${minuteOf(ms)}:00.000Z` : instantOfEpoch(ms);

/** The wall time of epoch milliseconds. */
export const localOfEpoch = (ms: number, zone: string): string => {
  const offset = offsetOfUtcDay(Math.floor(ms / dayMs), zone);
  return offset === null ? localOf(instantOfEpoch(ms), zone) : minuteOf(ms + offset);
};

/** The wall time some minutes of wall clock later; what a drag or a form adds. */
export const plusWallMinutes = (local: string, minutes: number): string =>
  new Date(Date.parse(`${local}:00.000Z`) + minutes * minuteMs).toISOString().slice(0, 16);

/** Minutes of wall clock from one local time to another. */
export const wallMinutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}:00.000Z`) - Date.parse(`${from}:00.000Z`)) / minuteMs);
