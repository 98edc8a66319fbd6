/**
 * Dates as people type them: in the language's order (3/14 or 14/3), short (`14`, `14mar`, `+2`,
 * `today`, `vie`) or whole. A date that can be meant in one way only is taken; all others are
 * refused, and the field says how to write one.
 */
import { isDate, plusDays, weekdayOf } from './time';

export type Language = 'en' | 'es';

export interface DateReading {
  /** The hospital's date, YYYY-MM-DD. */
  today: string;
  language: Language;
  /** The field asks for what has been: a day without its month or year lies behind. */
  past?: boolean;
}

const monthNames: readonly (readonly string[])[] = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre', 'setiembre'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
];

/** Monday first. `mar` alone is a day only in Spanish: in English nothing else begins so. */
const weekdayNames: Record<Language, readonly string[]> = {
  en: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  es: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
};

const daysFromToday: Readonly<Record<string, number>> = {
  today: 0,
  hoy: 0,
  tomorrow: 1,
  manana: 1,
  yesterday: -1,
  ayer: -1,
};

/** Years that a date of this product can lie in; outside of them it is a slip of the hand. */
const years = { first: 1850, last: 2199 };
/** A year of two digits up to this many years ahead is of this century. */
const yearsAhead = 20;

const clean = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\b(de|del|of|the|el)\b/g, ' ')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .replace(/([a-z])\./g, '$1 ')
    .replace(/,/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const two = (n: number): string => String(n).padStart(2, '0');

/** The date of these parts, or null when there is no such day. */
const dateOf = (year: number, month: number, day: number): string | null => {
  if (year < years.first || year > years.last) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  return isDate(date) ? date : null;
};

const wholeYear = (typed: string, today: string): number | null => {
  if (typed.length === 4) return Number(typed);
  if (typed.length !== 2) return null;
  const present = Number(today.slice(0, 4));
  const inCentury = Math.floor(present / 100) * 100 + Number(typed);
  return inCentury > present + yearsAhead ? inCentury - 100 : inCentury;
};

const distance = (from: string, to: string): number => Math.abs(Date.parse(to) - Date.parse(from));

/** A day and month without a year: the nearest one, or the newest that has been. */
const withoutYear = (month: number, day: number, { today, past }: DateReading): string | null => {
  const present = Number(today.slice(0, 4));
  // Eight years back reach a February 29 across 1900 and 2100 too.
  const around = Array.from({ length: 17 }, (_, i) => dateOf(present - 8 + i, month, day)).filter(
    (date) => date !== null,
  );
  const allowed = past ? around.filter((date) => date <= today) : around;
  return (
    allowed.toSorted((a, b) => distance(today, a) - distance(today, b) || (a < b ? 1 : -1))[0] ??
    null
  );
};

/** A day alone: the next one, today included, or the last one. */
const dayAlone = (day: number, { today, past }: DateReading): string | null => {
  const step = past ? -1 : 1;
  for (let n = 0; n <= 62; n += 1) {
    const date = plusDays(today, n * step);
    if (Number(date.slice(8)) === day) return date;
  }
  return null;
};

const monthOf = (word: string): number | null => {
  if (word.length < 3) return null;
  const found = monthNames.findIndex((names) => names.some((name) => name.startsWith(word)));
  return found < 0 ? null : found + 1;
};

const weekdayNamed = (word: string, { today, language, past }: DateReading): string | null => {
  if (word.length < 2) return null;
  const order = language === 'es' ? (['es', 'en'] as const) : (['en', 'es'] as const);
  for (const each of order) {
    const found = weekdayNames[each].findIndex((name) => name.startsWith(word));
    if (found < 0) continue;
    const ahead = (found + 1 - weekdayOf(today) + 7) % 7;
    // The day of today's name is a week away: today has a word of its own.
    return plusDays(today, past ? (ahead === 0 ? -7 : ahead - 7) : ahead === 0 ? 7 : ahead);
  }
  return null;
};

const numbers = (
  first: number,
  second: number,
  year: string | undefined,
  reading: DateReading,
): string | null => {
  const make = (month: number, day: number): string | null => {
    if (year === undefined) return withoutYear(month, day, reading);
    const whole = wholeYear(year, reading.today);
    return whole === null ? null : dateOf(whole, month, day);
  };
  const monthFirst = reading.language === 'en';
  const usual = monthFirst ? make(first, second) : make(second, first);
  // The other order only where the usual one cannot be meant: no month has the number 14.
  const month = monthFirst ? first : second;
  return usual ?? (month > 12 ? (monthFirst ? make(second, first) : make(first, second)) : null);
};

/** The date a typed text means, YYYY-MM-DD; null when it cannot be read. */
export const readDate = (text: string, reading: DateReading): string | null => {
  const typed = clean(text);
  const { today } = reading;
  if (Object.hasOwn(daysFromToday, typed)) return plusDays(today, daysFromToday[typed]!);
  const shift = /^([+-]) ?(\d{1,3})$/.exec(typed);
  if (shift) return plusDays(today, Number(shift[2]) * (shift[1] === '-' ? -1 : 1));
  const iso = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/.exec(typed);
  const whole = iso ? dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3])) : null;
  if (whole !== null) return whole;
  if (/^\d{1,2}$/.test(typed)) return dayAlone(Number(typed), reading);
  const inNumbers =
    /^(\d{1,2}) ?[-/. ] ?(\d{1,2})(?: ?[-/. ] ?(\d{2}|\d{4}))?$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (inNumbers) return numbers(Number(inNumbers[1]), Number(inNumbers[2]), inNumbers[3], reading);
  const named =
    /^(?<day>\d{1,2}) ?[-/]? ?(?<month>[a-z]+)(?: ?[-/]? ?(?<year>\d{4}|\d{2}))?$/.exec(typed) ??
    /^(?<month>[a-z]+) ?[-/]? ?(?<day>\d{1,2})(?: ?[-/]? ?(?<year>\d{4}|(?<= )\d{2}))?$/.exec(
      typed,
    );
  if (named?.groups) {
    const month = monthOf(named.groups['month'] ?? '');
    const day = Number(named.groups['day']);
    const year = named.groups['year'];
    if (month === null) return null;
    if (year === undefined) return withoutYear(month, day, reading);
    const inFull = wholeYear(year, today);
    return inFull === null ? null : dateOf(inFull, month, day);
  }
  return /^[a-z]+$/.test(typed) ? weekdayNamed(typed, reading) : null;
};

/** Nothing more can follow: the text names day, month and year. */
export const isWholeDate = (text: string): boolean =>
  /^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\s*$/.test(text);

/** A date as the field shows it: 03/14/2026 in English, 14/03/2026 in Spanish. */
export const writeDate = (date: string, language: Language): string => {
  if (!isDate(date)) return date;
  const [year, month, day] = date.split('-');
  return language === 'es' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
};
