/** Days on which the clocks change, so that a calendar can say so (clocks.md, Time). */
import { Temporal } from 'temporal-polyfill';
import { plusDays } from '../time';

export interface ClockChange {
  /** Wall time at which the clocks are set, as they still show it: 2026-03-08T02:00. */
  atLocal: string;
  /** 60 = set forward, -60 = set back. */
  minutes: number;
}

/** Most changes one window can hold; a zone has two a year. */
const mostChanges = 4;

/** Clock changes from a local date up to and with another, in the zone. */
export const clockChanges = (from: string, to: string, zone: string): ClockChange[] => {
  const found: ClockChange[] = [];
  // One second before midnight: a change at midnight belongs to the day it begins.
  let at = Temporal.PlainDate.from(from).toZonedDateTime(zone).subtract({ seconds: 1 });
  const last = Temporal.PlainDate.from(plusDays(to, 1)).toZonedDateTime(zone);
  for (let i = 0; i < mostChanges; i++) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || Temporal.ZonedDateTime.compare(next, last) >= 0) break;
    const before = next.subtract({ nanoseconds: 1 });
    const minutes = (next.offsetNanoseconds - before.offsetNanoseconds) / 6e10;
    if (minutes !== 0)
      found.push({
        atLocal: before.toPlainDateTime().add({ nanoseconds: 1 }).toString().slice(0, 16),
        minutes,
      });
    at = next;
  }
  return found;
};
