/** The federal holidays of the United States (5 U.S.C. 6103) as they are observed, and business days. */
import { plusDays, weekdayOf } from '../../shared/time';

/** A day on which offices are closed. */
export interface Holiday {
  on: string;
  name: string;
}

const saturday = 6;
const sunday = 7;

/** Saturday holidays are observed on Friday, Sunday ones on Monday. */
const observed = (date: string): string => {
  const weekday = weekdayOf(date);
  if (weekday === saturday) return plusDays(date, -1);
  return weekday === sunday ? plusDays(date, 1) : date;
};

/** The nth (1 …) or last (-1) weekday (1 = Monday) of a month. */
const nthWeekday = (year: number, month: number, weekday: number, nth: number): string => {
  const two = String(month).padStart(2, '0');
  const first = `${year}-${two}-01`;
  const ahead = (weekday - weekdayOf(first) + 7) % 7;
  if (nth > 0) return plusDays(first, ahead + 7 * (nth - 1));
  const fifth = plusDays(first, ahead + 28);
  return fifth.slice(5, 7) === two ? fifth : plusDays(first, ahead + 21);
};

/** The eleven federal holidays of a year, on the day they are observed. */
export const federalHolidays = (year: number): Holiday[] => [
  { on: observed(`${year}-01-01`), name: "New Year's Day" },
  { on: nthWeekday(year, 1, 1, 3), name: 'Martin Luther King Jr. Day' },
  { on: nthWeekday(year, 2, 1, 3), name: "Washington's Birthday" },
  { on: nthWeekday(year, 5, 1, -1), name: 'Memorial Day' },
  { on: observed(`${year}-06-19`), name: 'Juneteenth' },
  { on: observed(`${year}-07-04`), name: 'Independence Day' },
  { on: nthWeekday(year, 9, 1, 1), name: 'Labor Day' },
  { on: nthWeekday(year, 10, 1, 2), name: 'Columbus Day' },
  { on: observed(`${year}-11-11`), name: 'Veterans Day' },
  { on: nthWeekday(year, 11, 4, 4), name: 'Thanksgiving Day' },
  { on: observed(`${year}-12-25`), name: 'Christmas Day' },
];

/** The holidays from the year before a date to two years after it: what a hospital keeps in its table. */
export const holidaysAround = (date: string): Holiday[] => {
  const year = Number(date.slice(0, 4));
  return [-1, 0, 1, 2].flatMap((ahead) => federalHolidays(year + ahead));
};

/** The first business day on or after a date. */
export const businessDayFrom = (date: string, holidays: ReadonlySet<string>): string => {
  let day = date;
  while (weekdayOf(day) >= saturday || holidays.has(day)) day = plusDays(day, 1);
  return day;
};
