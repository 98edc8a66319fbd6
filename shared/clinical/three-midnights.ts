/**
 * The three-day rule for skilled nursing under traditional Medicare (42 CFR 409.30): three
 * consecutive inpatient days, counted as local dates from the inpatient order up to, not including,
 * the day of discharge. Observation and a stay changed under condition code 44 count nothing;
 * consecutive stays, also in several hospitals, add up.
 */
import { localDateOf, plusDays } from '../time';

/** One period of a stay; instants in UTC. */
export interface ClassSegment {
  class: string;
  from: string;
  to: string;
}

export interface ThreeMidnights {
  /** The longest run of consecutive inpatient midnights. */
  consecutiveInpatientMidnights: number;
  qualifies: boolean;
}

/** Inpatient days that are asked for. */
export const daysNeeded = 3;

/** Counts the longest run in the hospital's zone. */
export const threeMidnights = (
  segments: readonly ClassSegment[],
  conditionCode44: boolean,
  zone: string,
): ThreeMidnights => {
  const dates = new Set<string>();
  for (const segment of conditionCode44 ? [] : segments) {
    if (segment.class !== 'inpatient') continue;
    const last = localDateOf(segment.to, zone);
    for (let date = localDateOf(segment.from, zone); date < last; date = plusDays(date, 1))
      dates.add(date);
  }
  let longest = 0;
  for (const start of dates) {
    if (dates.has(plusDays(start, -1))) continue;
    let length = 1;
    while (dates.has(plusDays(start, length))) length += 1;
    longest = Math.max(longest, length);
  }
  return { consecutiveInpatientMidnights: longest, qualifies: longest >= daysNeeded };
};
