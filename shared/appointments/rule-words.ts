/** A rule as a person says it, in English and Spanish. */
import { parseRule, untilDate, weekdays, type Rule, type Weekday } from './rule';
import { nthOfMonth, weekdayName } from './rule-choice';

type Language = 'en' | 'es';

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' };

/** A Monday; the weekdays' names are those of the days after it. */
const someMonday = Date.UTC(2024, 0, 1, 12);
const dayMs = 86_400_000;

interface Words {
  every: (n: number, frequency: Rule['frequency']) => string;
  workdays: string;
  everyOf: (days: string) => string;
  weekly: (n: number, days: string) => string;
  onDate: (every: string, day: number) => string;
  onDates: (every: string, days: string) => string;
  onLastDay: (every: string) => string;
  shortMonths: string;
  onNth: (every: string, nth: string) => string;
  nth: (n: number, day: string) => string;
  workday: (n: number) => string | null;
  onYearDate: (every: string, date: string) => string;
  own: string;
  until: (date: string) => string;
  times: (n: number) => string;
}

const enNth: Record<number, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'second to last',
};
const esNth: Record<number, string> = {
  1: 'primer',
  2: 'segundo',
  3: 'tercer',
  4: 'cuarto',
  5: 'quinto',
  [-1]: 'último',
  [-2]: 'penúltimo',
};
const enUnits = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const esUnits = {
  DAILY: ['día', 'días'],
  WEEKLY: ['semana', 'semanas'],
  MONTHLY: ['mes', 'meses'],
  YEARLY: ['año', 'años'],
} as const;

const tables: Record<Language, Words> = {
  en: {
    every: (n, frequency) =>
      n === 1 ? `Every ${enUnits[frequency]}` : `Every ${n} ${enUnits[frequency]}s`,
    workdays: 'Every weekday, Monday to Friday',
    everyOf: (days) => `Every ${days}`,
    weekly: (n, days) => `Every ${n} weeks on ${days}`,
    onDate: (every, day) => `${every} on day ${day}`,
    onDates: (every, days) => `${every} on days ${days}`,
    onLastDay: (every) => `${every} on the last day`,
    shortMonths: '; months without it are left out',
    onNth: (every, nth) => `${every} on the ${nth}`,
    nth: (n, day) => `${enNth[n] ?? `${n}.`} ${day}`,
    workday: (n) => (n === 1 ? 'first weekday' : n === -1 ? 'last weekday' : null),
    onYearDate: (every, date) => `${every} on ${date}`,
    own: 'By a rule of its own',
    until: (date) => `, until ${date}`,
    times: (n) => (n === 1 ? ', once' : `, ${n} times`),
  },
  es: {
    every: (n, frequency) =>
      n === 1 ? `Cada ${esUnits[frequency][0]}` : `Cada ${n} ${esUnits[frequency][1]}`,
    workdays: 'Cada día laborable, de lunes a viernes',
    everyOf: (days) => `Cada ${days}`,
    weekly: (n, days) => `Cada ${n} semanas, ${days}`,
    onDate: (every, day) => `${every}, el día ${day}`,
    onDates: (every, days) => `${every}, los días ${days}`,
    onLastDay: (every) => `${every}, el último día`,
    shortMonths: '; los meses que no lo tienen se omiten',
    onNth: (every, nth) => `${every}, el ${nth}`,
    nth: (n, day) => `${esNth[n] ?? `${n}.º`} ${day}`,
    workday: (n) => (n === 1 ? 'primer día laborable' : n === -1 ? 'último día laborable' : null),
    onYearDate: (every, date) => `${every}, el ${date}`,
    own: 'Según una regla propia',
    until: (date) => `, hasta el ${date}`,
    times: (n) => (n === 1 ? ', una vez' : `, ${n} veces`),
  },
};

const dayName = (day: Weekday, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' }).format(
    someMonday + weekdays.indexOf(day) * dayMs,
  );

const listOf = (parts: readonly string[], language: Language): string =>
  new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(parts);

const isWorkdays = (rule: Rule): boolean =>
  rule.days.length === 5 &&
  rule.days.every(({ day, nth }) => nth === null && day !== 'SA' && day !== 'SU');

const monthlyWords = (rule: Rule, date: string, w: Words, language: Language): string | null => {
  const every = w.every(rule.interval, 'MONTHLY');
  if (rule.positions.length > 0) {
    const named =
      rule.positions.length === 1 && isWorkdays(rule) ? w.workday(rule.positions[0]!) : null;
    return named === null ? null : w.onNth(every, named);
  }
  if (rule.days.length > 0) {
    if (rule.monthDays.length > 0 || rule.days.some(({ nth }) => nth === null)) return null;
    const named = rule.days.map(({ day, nth }) => w.nth(nth!, dayName(day, language)));
    return w.onNth(every, listOf(named, language));
  }
  const days = rule.monthDays.length > 0 ? rule.monthDays : [Number(date.slice(8, 10))];
  if (days.length === 1 && days[0] === -1) return w.onLastDay(every);
  if (days.some((day) => day < 0)) return null;
  const tail = days.some((day) => day > 28) ? w.shortMonths : '';
  return days.length === 1
    ? w.onDate(every, days[0]!) + tail
    : w.onDates(every, listOf(days.map(String), language)) + tail;
};

const weeklyWords = (rule: Rule, date: string, w: Words, language: Language): string => {
  const days = rule.days.length > 0 ? rule.days.map(({ day }) => day) : [weekdayName(date)];
  if (rule.interval === 1 && isWorkdays(rule)) return w.workdays;
  const named = listOf(
    weekdays.filter((day) => days.includes(day)).map((day) => dayName(day, language)),
    language,
  );
  return rule.interval === 1 ? w.everyOf(named) : w.weekly(rule.interval, named);
};

const yearlyWords = (rule: Rule, date: string, w: Words, language: Language): string | null => {
  if (rule.days.length > 0 || rule.positions.length > 0) return null;
  if (rule.months.length > 1 || rule.monthDays.length > 1) return null;
  const month = rule.months[0] ?? Number(date.slice(5, 7));
  const day = rule.monthDays[0] ?? Number(date.slice(8, 10));
  if (day < 0) return null;
  const named = new Intl.DateTimeFormat(locales[language], {
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return w.onYearDate(
    w.every(rule.interval, 'YEARLY'),
    named.format(Date.UTC(2024, month - 1, day, 12)),
  );
};

const bodyWords = (rule: Rule, date: string, w: Words, language: Language): string | null => {
  if (rule.frequency === 'YEARLY') return yearlyWords(rule, date, w, language);
  if (rule.months.length > 0) return null;
  if (rule.frequency === 'MONTHLY') return monthlyWords(rule, date, w, language);
  if (rule.positions.length > 0) return null;
  if (rule.frequency === 'WEEKLY') return weeklyWords(rule, date, w, language);
  if (rule.monthDays.length > 0) return null;
  if (rule.days.length === 0) return w.every(rule.interval, 'DAILY');
  return rule.interval === 1 ? weeklyWords(rule, date, w, language) : null;
};

/** The rule in words; '' for a single appointment. */
export const ruleWords = (
  text: string | null,
  startsLocal: string,
  zone: string,
  language: string,
): string => {
  const rule = text === null ? 'unreadable' : parseRule(text);
  if (typeof rule === 'string') return '';
  const tongue: Language = language.startsWith('es') ? 'es' : 'en';
  const w = tables[tongue];
  const body = bodyWords(rule, startsLocal.slice(0, 10), w, tongue) ?? `${w.own} (${text})`;
  if (rule.count !== null) return body + w.times(rule.count);
  if (rule.until === null) return body;
  const ends = new Intl.DateTimeFormat(locales[tongue], {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(Date.parse(`${untilDate(rule.until, zone)}T12:00:00Z`));
  return body + w.until(ends);
};

/** Which of its weekday in the month a date is, in words: `second Tuesday`. */
export const nthWords = (date: string, last: boolean, language: string): string => {
  const tongue: Language = language.startsWith('es') ? 'es' : 'en';
  return tables[tongue].nth(last ? -1 : nthOfMonth(date), dayName(weekdayName(date), tongue));
};
