/** The common rules as choices of a form, so that nobody types an RRULE. */
import { plusDays, weekdayOf } from '../time';
import {
  formatRule,
  parseRule,
  untilDate,
  untilOf,
  weekdays,
  type Rule,
  type Weekday,
} from './rule';

export const repetitions = [
  'never',
  'daily',
  'weekdays',
  'weekly',
  'monthlyDate',
  'monthlyWeekday',
  'monthlyLast',
  'yearly',
  'own',
] as const;
export type Repetition = (typeof repetitions)[number];

export interface RuleChoice {
  repeats: Repetition;
  /** Every n days, weeks, months or years. */
  interval: number;
  /** For `weekly`. */
  days: Weekday[];
  ends: 'never' | 'on' | 'after';
  /** The last local date, for `on`. */
  endsOn: string;
  /** How often in all, for `after`. */
  times: number;
}

/** The weekday of a date. */
export const weekdayName = (date: string): Weekday => weekdays[weekdayOf(date) - 1]!;

/** Which of its weekday in the month a date is: 1 to 5. */
export const nthOfMonth = (date: string): number => Math.ceil(Number(date.slice(8, 10)) / 7);

/** Is the date the last of its weekday in the month? */
export const isLastOfMonth = (date: string): boolean =>
  plusDays(date, 7).slice(5, 7) !== date.slice(5, 7);

/** Repetitions that make sense for a start: a fifth Tuesday is the last one. */
export const repetitionsFor = (date: string): Repetition[] =>
  repetitions.filter((each) => {
    if (each === 'own') return false;
    if (each === 'monthlyLast') return isLastOfMonth(date);
    return each !== 'monthlyWeekday' || nthOfMonth(date) < 5;
  });

/** A choice to begin with: once, and what the parts would be. */
export const onceFrom = (startsLocal: string): RuleChoice => ({
  repeats: 'never',
  interval: 1,
  days: [weekdayName(startsLocal.slice(0, 10))],
  ends: 'never',
  endsOn: plusDays(startsLocal.slice(0, 10), 28),
  times: 10,
});

const bare = (choice: RuleChoice, date: string): Rule | null => {
  const rule: Rule = {
    frequency: 'DAILY',
    interval: choice.interval,
    count: null,
    until: null,
    months: [],
    monthDays: [],
    days: [],
    positions: [],
    weekStart: 'MO',
  };
  const on = (nth: number): Rule => ({
    ...rule,
    frequency: 'MONTHLY',
    days: [{ day: weekdayName(date), nth }],
  });
  const plain = (days: readonly Weekday[]): Rule['days'] => days.map((day) => ({ day, nth: null }));
  switch (choice.repeats) {
    case 'never':
    case 'own':
      return null;
    case 'daily':
      return rule;
    case 'weekdays':
      return { ...rule, frequency: 'WEEKLY', interval: 1, days: plain(weekdays.slice(0, 5)) };
    case 'weekly':
      return {
        ...rule,
        frequency: 'WEEKLY',
        days: plain(weekdays.filter((day) => choice.days.includes(day))),
      };
    case 'monthlyDate':
      return { ...rule, frequency: 'MONTHLY', monthDays: [Number(date.slice(8, 10))] };
    case 'monthlyWeekday':
      return on(nthOfMonth(date));
    case 'monthlyLast':
      return on(-1);
    case 'yearly':
      return { ...rule, frequency: 'YEARLY' };
  }
};

/** The rule of a choice; null = a single appointment. `own` keeps the rule as it stands. */
export const ruleOfChoice = (
  choice: RuleChoice,
  startsLocal: string,
  zone: string,
  wholeDays: boolean,
  own: string | null = null,
): string | null => {
  const known = choice.repeats === 'own' && own !== null ? parseRule(own) : null;
  const rule =
    known === null || typeof known === 'string' ? bare(choice, startsLocal.slice(0, 10)) : known;
  if (rule === null) return null;
  return formatRule({
    ...rule,
    count: choice.ends === 'after' ? choice.times : null,
    until: choice.ends === 'on' ? untilOf(`${choice.endsOn}T23:59`, zone, wholeDays) : null,
  });
};

const repetitionOf = (rule: Rule, date: string): Repetition => {
  const { frequency, days, monthDays } = rule;
  if (rule.months.length > 0 || rule.positions.length > 0) return 'own';
  if (frequency === 'DAILY') return days.length + monthDays.length === 0 ? 'daily' : 'own';
  if (frequency === 'YEARLY') return days.length + monthDays.length === 0 ? 'yearly' : 'own';
  if (frequency === 'WEEKLY') {
    const names = days.map(({ day }) => day);
    const working = weekdays.slice(0, 5).every((day) => names.includes(day)) && names.length === 5;
    return working && rule.interval === 1 ? 'weekdays' : 'weekly';
  }
  if (days.length === 0)
    return monthDays.length === 0 ||
      (monthDays.length === 1 && monthDays[0] === Number(date.slice(8, 10)))
      ? 'monthlyDate'
      : 'own';
  const [only, ...more] = days;
  if (more.length > 0 || monthDays.length > 0 || only!.day !== weekdayName(date)) return 'own';
  if (only!.nth === -1) return 'monthlyLast';
  return only!.nth === nthOfMonth(date) && only!.nth < 5 ? 'monthlyWeekday' : 'own';
};

/** The choice that stands for a rule; what the form cannot say is `own`. */
export const choiceOf = (text: string | null, startsLocal: string, zone: string): RuleChoice => {
  const once = onceFrom(startsLocal);
  const rule = text === null ? 'unreadable' : parseRule(text);
  if (typeof rule === 'string') return once;
  const repeats = repetitionOf(rule, startsLocal.slice(0, 10));
  const days = rule.days.map(({ day }) => day);
  return {
    repeats,
    interval: rule.interval,
    days: repeats === 'weekly' && days.length > 0 ? days : once.days,
    ends: rule.count !== null ? 'after' : rule.until !== null ? 'on' : 'never',
    endsOn: rule.until === null ? once.endsOn : untilDate(rule.until, zone),
    times: rule.count ?? once.times,
  };
};
