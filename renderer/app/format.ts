/** Dates, times and names as people read them, in the hospital's zone and the chosen language. */
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../shared/time';

const cache = new Map<string, Intl.DateTimeFormat>();

const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = locale + JSON.stringify(options);
  const found = cache.get(key) ?? new Intl.DateTimeFormat(locale, options);
  cache.set(key, found);
  return found;
};

const localeOf = (language: string): string => (language.startsWith('es') ? 'es-US' : 'en-US');

/** A date without zone as an instant that formats to itself in UTC. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);

export interface Format {
  /** 09:42, 24 hours. */
  time: (instant: string, zone: string) => string;
  /** Mar 12; with the year when it is not this one. */
  date: (date: string, today?: string) => string;
  /** Thu, Mar 12. */
  weekdayDate: (date: string) => string;
  /** Thu 12: a day among its neighbors. */
  weekdayNumber: (date: string) => string;
  /** Thursday, March 12. */
  longDate: (date: string) => string;
  /** 03/14/1941: birth dates and whatever is compared digit by digit. */
  numericDate: (date: string) => string;
  /** Mar 12, 09:42. */
  dateTime: (instant: string, zone: string) => string;
  number: (value: number) => string;
  /** The name of a language that a feed gives as a code (`es`, `spa`); other words stay as they are. */
  language: (said: string) => string;
}

/** Formatting in a language, outside of a component. */
export const formatIn = (language: string): Format => {
  const locale = localeOf(language);
  const ofDate = (date: string, options: Intl.DateTimeFormatOptions): string =>
    formatter(locale, { ...options, timeZone: 'UTC' }).format(noonOf(date));
  const time: Format['time'] = (instant, zone) =>
    formatter(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).format(Date.parse(instant));
  const date: Format['date'] = (value, today) =>
    ofDate(value, {
      month: 'short',
      day: 'numeric',
      ...(today !== undefined && today.slice(0, 4) !== value.slice(0, 4)
        ? { year: 'numeric' }
        : {}),
    });
  return {
    time,
    date,
    weekdayDate: (value) => ofDate(value, { weekday: 'short', month: 'short', day: 'numeric' }),
    weekdayNumber: (value) =>
      `${ofDate(value, { weekday: 'short' })} ${ofDate(value, { day: 'numeric' })}`,
    longDate: (value) => ofDate(value, { weekday: 'long', month: 'long', day: 'numeric' }),
    numericDate: (value) => ofDate(value, { year: 'numeric', month: '2-digit', day: '2-digit' }),
    dateTime: (instant, zone) => `${date(localDateOf(instant, zone))}, ${time(instant, zone)}`,
    number: (value) => new Intl.NumberFormat(locale).format(value),
    language: (said) =>
      /^[a-z]{2,3}(-[A-Za-z]{2,4})*$/.test(said)
        ? (new Intl.DisplayNames(locale, { type: 'language' }).of(said) ?? said)
        : said,
  };
};

/** Formatting in the chosen language. */
export const useFormat = (): Format => formatIn(useTranslation().i18n.language);
