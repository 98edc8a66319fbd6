/** When a proposal falls due, by its rule and the dates of the stay. */
import { businessDayAfter } from '../clinical/clocks/days';
import { instantOfLocal, localDateOf, plusDays, plusHours } from '../time';
import type { DueRule } from './proposal';

/** What dues are counted from. */
export interface StayDates {
  now: string;
  zone: string;
  holidays: ReadonlySet<string>;
  admittedAt: string | null;
  /** Expected discharge, or the local date of leaving; null = unknown. */
  dischargeOn: string | null;
}

/** A due is an instant or a local date, or neither while its date is not known. */
export interface Due {
  dueAt: string | null;
  dueOn: string | null;
}

/** End of the working day (content lists 3: working hours are 08:00 to 18:00). */
const workdayEnds = '18:00';

const none: Due = { dueAt: null, dueOn: null };

/** The local date that a rule counts from; null while it is not known. */
const startOf = (from: DueRule['from'], dates: StayDates): string | null => {
  switch (from) {
    case 'now':
    case 'today':
      return localDateOf(dates.now, dates.zone);
    case 'admission':
      return dates.admittedAt === null ? null : localDateOf(dates.admittedAt, dates.zone);
    case 'edd':
    case 'leaving':
    case 'discharge':
      return dates.dischargeOn;
    // Set with the session and the visit, which have no date yet.
    case 'teaching':
    case 'visit':
      return null;
  }
};

const inHours = (hours: number, withinWorkday: boolean, { now, zone }: StayDates): Due => {
  const at = plusHours(now, hours);
  const end = instantOfLocal(`${localDateOf(now, zone)}T${workdayEnds}`, zone);
  return { dueAt: withinWorkday && end > now && end < at ? end : at, dueOn: null };
};

/** The due of a rule. A day before leaving that has passed already is today. */
export const dueBy = (rule: DueRule | null, dates: StayDates): Due => {
  if (rule === null) return none;
  const { from, days, businessDays, hours, withinWorkday = false } = rule;
  if (hours !== undefined && from === 'now') return inHours(hours, withinWorkday, dates);
  const start = startOf(from, dates);
  if (start === null) return none;
  const day =
    businessDays !== undefined
      ? businessDayAfter(start, businessDays, dates.holidays)
      : plusDays(start, days ?? Math.ceil((hours ?? 0) / 24));
  const today = localDateOf(dates.now, dates.zone);
  return { dueAt: null, dueOn: day < today ? today : day };
};
