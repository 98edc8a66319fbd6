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

/** The wall time of epoch milliseconds. */
export const localOfEpoch = (ms: number, zone: string): string => {
  // In every zone the local date is the UTC date or a neighbor of it.
  const utc = new Date(ms).toISOString().slice(0, 10);
  return (
    localOnDate(ms, utc, zone) ??
    localOnDate(ms, plusDays(utc, -1), zone) ??
    localOnDate(ms, plusDays(utc, 1), zone) ??
    localOf(instantOfEpoch(ms), zone)
  );
};

/** The wall time, if it lies on this date and the clocks do not change on it. */
const localOnDate = (ms: number, date: string, zone: string): string | null => {
  const offset = offsetOfDate(date, zone);
  if (offset === null) return null;
  const local = new Date(ms + offset).toISOString().slice(0, 16);
  return local.startsWith(date) ? local : null;
};

/** The wall time some minutes of wall clock later; what a drag or a form adds. */
export const plusWallMinutes = (local: string, minutes: number): string =>
  new Date(Date.parse(`${local}:00.000Z`) + minutes * minuteMs).toISOString().slice(0, 16);

/** Minutes of wall clock from one local time to another. */
export const wallMinutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}:00.000Z`) - Date.parse(`${from}:00.000Z`)) / minuteMs);
