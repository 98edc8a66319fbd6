/**
 * Recurrence rules (RFC 5545, RRULE value) as data. A series repeats by day, week, month or year;
 * its time of day is that of its start, so rules that set hours, minutes or seconds are refused.
 */
import { instantOfLocal, localOf } from '../time';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** A weekday, or the nth of it in the month or year (−1 = the last). */
export interface RuleDay {
  day: Weekday;
  nth: number | null;
}

/** A rule in its parts; empty lists are absent parts. */
export interface Rule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  /** As written: `20260330T133000Z`, or `20260330` for whole days. Inclusive. */
  until: string | null;
  months: number[];
  monthDays: number[];
  days: RuleDay[];
  positions: number[];
  weekStart: Weekday;
}

/** Longest interval and most occurrences a rule may name: nobody plans beyond, and it bounds the work. */
const mostInterval = 999;
const mostCount = 1000;
/** Weekdays of one name a month or a year can have. */
const mostOfMonth = 5;
const mostOfYear = 53;
/** RFC 5545: weeks begin on Monday unless the rule says otherwise. */
const usualWeekStart: Weekday = 'MO';

/** Why a rule cannot be used; the window has a sentence for each. */
export type RuleProblem = 'unreadable' | 'tooOften' | 'tooLong' | 'unsupported';

const isWeekday = (text: string): text is Weekday => (weekdays as readonly string[]).includes(text);

const numbers = (text: string, low: number, high: number): number[] | null => {
  const found = text.split(',').map((part) => (/^[+-]?\d{1,3}$/.test(part) ? Number(part) : NaN));
  const fits = found.every((n) => n !== 0 && Math.abs(n) <= high && n >= low);
  return fits ? [...new Set(found)] : null;
};

const ruleDays = (text: string): RuleDay[] | null => {
  const found = text.split(',').map((part): RuleDay | null => {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(part);
    const day = match?.[2];
    if (day === undefined || !isWeekday(day)) return null;
    const nth = match?.[1] === undefined ? null : Number(match[1]);
    return nth === 0 || (nth !== null && Math.abs(nth) > 53) ? null : { day, nth };
  });
  return found.every((each) => each !== null) ? found : null;
};

const whole = (text: string, most: number): number | RuleProblem => {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) return 'unreadable';
  return Number(text) > most ? 'tooLong' : Number(text);
};

/**
 * Reads a rule, or says why it cannot be used. `positioned` = other parts, kept elsewhere, make the
 * set that BYSETPOS picks from.
 */
export const parseRule = (text: string, positioned = false): Rule | RuleProblem => {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name, value, ...more] = part.split('=');
    if (!name || !value || more.length > 0 || parts.has(name)) return 'unreadable';
    parts.set(name, value);
  }
  const frequency = parts.get('FREQ') ?? '';
  if (/^(SECONDLY|MINUTELY|HOURLY)$/.test(frequency)) return 'tooOften';
  if (!(frequencies as readonly string[]).includes(frequency)) return 'unreadable';
  const rule: Rule = { ...emptyRule, frequency: frequency as Frequency };
  for (const [name, value] of parts) {
    const problem = readPart(rule, name, value);
    if (problem !== null) return problem;
  }
  if (rule.count !== null && rule.until !== null) return 'unreadable';
  const ordinals = rule.days.flatMap(({ nth }) => (nth === null ? [] : Math.abs(nth)));
  if (ordinals.length > 0 && frequency !== 'MONTHLY' && frequency !== 'YEARLY') return 'unreadable';
  const inMonth = frequency === 'MONTHLY' || rule.months.length > 0;
  if (ordinals.some((nth) => nth > (inMonth ? mostOfMonth : mostOfYear))) return 'unreadable';
  if (frequency === 'YEARLY' && ordinals.length > 0) {
    // The library lets a 53rd weekday that a year lacks fall into the next one, and joins numbered
    // weekdays with days of the month where the standard has them limit each other.
    if (rule.monthDays.length > 0 || (!inMonth && ordinals.includes(mostOfYear)))
      return 'unsupported';
  }
  if (rule.monthDays.length > 0 && frequency === 'WEEKLY') return 'unreadable';
  // RFC 5545, 3.3.10: BYSETPOS picks from a set that another part makes.
  const sets = rule.months.length + rule.monthDays.length + rule.days.length;
  if (rule.positions.length > 0 && sets === 0 && !positioned) return 'unreadable';
  return rule;
};

const emptyRule: Rule = {
  frequency: 'DAILY',
  interval: 1,
  count: null,
  until: null,
  months: [],
  monthDays: [],
  days: [],
  positions: [],
  weekStart: usualWeekStart,
};

const readPart = (rule: Rule, name: string, value: string): RuleProblem | null => {
  const list = <T>(found: T[] | null, set: (found: T[]) => void): RuleProblem | null => {
    if (found === null) return 'unreadable';
    set(found);
    return null;
  };
  switch (name) {
    case 'FREQ':
      return null;
    case 'INTERVAL':
    case 'COUNT': {
      const n = whole(value, name === 'COUNT' ? mostCount : mostInterval);
      if (typeof n !== 'number') return n;
      rule[name === 'COUNT' ? 'count' : 'interval'] = n;
      return null;
    }
    case 'UNTIL':
      if (!/^\d{8}(T\d{6}Z)?$/.test(value) || Number.isNaN(Date.parse(untilText(value))))
        return 'unreadable';
      rule.until = value;
      return null;
    case 'WKST':
      if (!isWeekday(value)) return 'unreadable';
      rule.weekStart = value;
      return null;
    case 'BYMONTH':
      return list(numbers(value, 1, 12), (found) => (rule.months = found));
    case 'BYMONTHDAY':
      return list(numbers(value, -31, 31), (found) => (rule.monthDays = found));
    case 'BYSETPOS':
      return list(numbers(value, -366, 366), (found) => (rule.positions = found));
    case 'BYDAY':
      return list(ruleDays(value), (found) => (rule.days = found));
    case 'BYHOUR':
    case 'BYMINUTE':
    case 'BYSECOND':
      return 'tooOften';
    default:
      return 'unsupported';
  }
};

/** Writes a rule as RFC 5545 has it; parts that say nothing are left out. */
export const formatRule = (rule: Rule): string =>
  [
    `FREQ=${rule.frequency}`,
    rule.interval === 1 ? '' : `INTERVAL=${rule.interval}`,
    rule.count === null ? '' : `COUNT=${rule.count}`,
    rule.until === null ? '' : `UNTIL=${rule.until}`,
    rule.months.length === 0 ? '' : `BYMONTH=${rule.months.join(',')}`,
    rule.monthDays.length === 0 ? '' : `BYMONTHDAY=${rule.monthDays.join(',')}`,
    rule.days.length === 0
      ? ''
      : `BYDAY=${rule.days.map(({ day, nth }) => `${nth ?? ''}${day}`).join(',')}`,
    rule.positions.length === 0 ? '' : `BYSETPOS=${rule.positions.join(',')}`,
    rule.weekStart === usualWeekStart ? '' : `WKST=${rule.weekStart}`,
  ]
    .filter(Boolean)
    .join(';');

/** Reads a rule that was checked before. Throws on any other. */
export const ruleOf = (text: string): Rule => {
  const rule = parseRule(text);
  if (typeof rule === 'string') throw new Error(`not a rule: ${rule}`);
  return rule;
};

const untilText = (until: string): string => {
  const date = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  const time = until.slice(9, 15);
  return time === ''
    ? date
    : `${date}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}.000Z`;
};

/** The last local date an UNTIL lets in; a date without time never passes through the zone. */
export const untilDate = (until: string, zone: string): string =>
  until.length === 8 ? untilText(until) : localOf(untilText(until), zone).slice(0, 10);

/** UNTIL of a last local start: the date for whole days, else UTC (RFC 5545 beside a zoned DTSTART). */
export const untilOf = (lastLocal: string, zone: string, wholeDays: boolean): string =>
  wholeDays
    ? lastLocal.slice(0, 10).replaceAll('-', '')
    : `${instantOfLocal(lastLocal, zone).slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
