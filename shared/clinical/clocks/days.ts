/**
 * Days and hours of deadlines (clocks.md, Time). "Calendar day" deadlines use local dates of the
 * hospital's zone and end, exclusively, at the next local midnight; "hour" deadlines add elapsed
 * time on the UTC line, so that a day of 23 or 25 hours changes nothing.
 */
import { instantOfLocal, plusDays, startOfDate, weekdayOf } from '../../time';

/** A deadline by date: kept as the date with its exclusive end. */
export interface DueDate {
  dueDate: string;
  /** The first instant at which it is too late. */
  dueBefore: string;
}

/** Due within a local date: before 00:00 of the next one. */
export const dueOn = (date: string, zone: string): DueDate => ({
  dueDate: date,
  dueBefore: startOfDate(plusDays(date, 1), zone),
});

/** The instant of a full hour of a local date; in the repeated hour the first. */
export const atHourOf = (date: string, hour: number, zone: string): string =>
  instantOfLocal(`${date}T${String(hour).padStart(2, '0')}:00`, zone);

/** Monday to Friday and not a holiday of the hospital. */
export const isBusinessDay = (date: string, holidays: ReadonlySet<string>): boolean =>
  weekdayOf(date) <= 5 && !holidays.has(date);

/** The n-th business day after a date; the date itself is not counted. */
export const businessDayAfter = (
  date: string,
  count: number,
  holidays: ReadonlySet<string>,
): string => {
  let day = date;
  for (let left = count; left > 0;) {
    day = plusDays(day, 1);
    if (isBusinessDay(day, holidays)) left -= 1;
  }
  return day;
};
