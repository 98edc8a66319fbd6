/** Dates and times as they are printed, in the hospital's zone and the document's language. */
import type { Language } from '../../shared/careplans/labels';
import { localDateOf } from '../../shared/time';

export interface PrintDates {
  /** Mar 13, 2026. */
  full: (date: string) => string;
  /** Fri, Mar 13, 2026. */
  weekday: (date: string) => string;
  /** Mar 13; with its year where that is not the year of printing. */
  short: (date: string) => string;
  /** 03/14/1941 in English, 14/03/1941 would be read two ways: Spanish writes the month in words. */
  birth: (date: string) => string;
  /** Mar 12, 2026, 10:04. */
  moment: (instant: string) => string;
  /** Mar 12, 12:00. */
  shortMoment: (instant: string) => string;
  /** Local date of an instant. */
  dateOf: (instant: string) => string;
}

/** Formatting for one document printed at an instant. */
export const printDates = (language: Language, zone: string, printedAt: string): PrintDates => {
  const locale = language === 'es' ? 'es-US' : 'en-US';
  const made = new Map<string, Intl.DateTimeFormat>();
  const ofDate = (date: string, options: Intl.DateTimeFormatOptions): string => {
    const key = JSON.stringify(options);
    const formatter =
      made.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    made.set(key, formatter);
    return formatter.format(Date.parse(`${date}T12:00:00Z`));
  };
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const day = { month: 'short', day: 'numeric' } as const;
  const full = (date: string): string => ofDate(date, { ...day, year: 'numeric' });
  const dateOf = (instant: string): string => localDateOf(instant, zone);
  const thisYear = dateOf(printedAt).slice(0, 4);
  const short = (date: string): string =>
    date.slice(0, 4) === thisYear ? ofDate(date, day) : full(date);
  const time = (instant: string): string => clock.format(Date.parse(instant));
  return {
    full,
    weekday: (date) => ofDate(date, { ...day, weekday: 'short', year: 'numeric' }),
    short,
    birth: (date) =>
      language === 'es'
        ? full(date)
        : ofDate(date, { year: 'numeric', month: '2-digit', day: '2-digit' }),
    moment: (instant) => `${full(dateOf(instant))}, ${time(instant)}`,
    shortMoment: (instant) => `${short(dateOf(instant))}, ${time(instant)}`,
    dateOf,
  };
};
