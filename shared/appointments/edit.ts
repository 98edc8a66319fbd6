/**
 * Editing a series: this occurrence, this and following, or all. Exceptions go with the occurrence
 * they belong to: a new time or zone rewrites their original start, a split hands those after it to
 * the new series (clocks.md, Recurring events). Nothing is deleted: an exception whose occurrence
 * is gone stays with its series and has no effect.
 */
import { daysBetween, plusDays } from '../time';
import { formatRule, ruleOf, untilDate, untilOf, type Weekday, weekdays } from './rule';
import {
  countBefore,
  countingZone,
  endedAt,
  isStartOf,
  settle,
  startBefore,
  type SeriesTime,
  type Settled,
} from './series-time';
import { plusWallMinutes, wallMinutesBetween } from './zone-line';

export const scopes = ['this', 'following', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** An exception under its new original start. */
export interface Rewritten {
  from: string;
  to: string;
}

/** Where exceptions go; `from` are original starts of the old series. */
export interface EditedAll {
  series: Settled;
  rewritten: Rewritten[];
}

export interface EditedFollowing {
  /** The old series ends before the occurrence. */
  ended: Pick<Settled, 'rule' | 'endsLocal'>;
  successor: Settled;
  /** Exceptions that go over to the successor. */
  rewritten: Rewritten[];
}

/**
 * Pairs exceptions with the occurrence of the same date in the new times, else with the shifted
 * date's. Those of occurrences that stand come first; one whose date the rule lost earlier comes
 * back only where its date does, and where nothing else wants it.
 */
const pair = (
  old: SeriesTime,
  originals: readonly string[],
  next: SeriesTime,
  shiftDays: number,
): Rewritten[] => {
  const time = next.startsLocal.slice(10);
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const take = (froms: readonly string[], days: number): void => {
    for (const from of froms) {
      const to = `${plusDays(from.slice(0, 10), days)}${time}`;
      if (found.has(from) || taken.has(to) || !isStartOf(next, to)) continue;
      taken.add(to);
      found.set(from, to);
    }
  };
  const standing = originals.filter((original) => isStartOf(old, original));
  // First every date that stays, so that none of them is taken by one that moved onto it.
  take(standing, 0);
  if (shiftDays !== 0) take(standing, shiftDays);
  take(originals, 0);
  return [...found].map(([from, to]) => ({ from, to }));
};

/** A rule's UNTIL names a local date; in another zone the same date is another instant. */
const inZone = (next: SeriesTime, writtenIn: string): SeriesTime => {
  const rule = next.rule === null ? null : ruleOf(next.rule);
  if (rule === null || rule.until === null || writtenIn === countingZone(next)) return next;
  const lastLocal = `${untilDate(rule.until, writtenIn)}T23:59`;
  const until = untilOf(lastLocal, next.zone, next.wholeDays > 0);
  return { ...next, rule: formatRule({ ...rule, until }) };
};

/** The whole series takes new times. Null when the new rule gives no occurrence. */
export const editAll = (
  series: SeriesTime,
  originals: readonly string[],
  next: SeriesTime,
): EditedAll | null => {
  const settled = settle(inZone(next, countingZone(series)));
  if (settled === null) return null;
  const shift = daysBetween(series.startsLocal.slice(0, 10), settled.startsLocal.slice(0, 10));
  return { series: settled, rewritten: pair(series, originals, settled, shift) };
};

/**
 * From one occurrence on the series takes new times: it ends with the occurrence before, and a new
 * one begins. At the first occurrence there is no before: then it is `editAll`. Null when the new
 * rule gives no occurrence. What differed on the occurrence itself is replaced by the new facts,
 * unless it is `carried` over.
 */
export const editFollowing = (
  series: SeriesTime,
  originals: readonly string[],
  splitAt: string,
  next: SeriesTime,
  carried = false,
): EditedFollowing | null => {
  const before = startBefore(series, splitAt);
  if (before === null) throw new Error('the first occurrence is edited as the whole series');
  const successor = settle(inZone(next, countingZone(series)));
  if (successor === null) return null;
  const shift = daysBetween(splitAt.slice(0, 10), next.startsLocal.slice(0, 10));
  const later = originals.filter((at) => at > splitAt || (carried && at === splitAt));
  return {
    ended: { ...endedAt(series, before), endsLocal: before },
    successor,
    rewritten: pair(series, later, successor, shift),
  };
};

/** The series ends before this occurrence; null when it is the first: then the whole is cancelled. */
export const endBefore = (
  series: SeriesTime,
  splitAt: string,
): Pick<Settled, 'rule' | 'endsLocal'> | null => {
  const before = startBefore(series, splitAt);
  return before === null ? null : { ...endedAt(series, before), endsLocal: before };
};

/** The rule as it stands from an occurrence on: of a counted one what is left. */
export const ruleFrom = (series: SeriesTime, splitAt: string): string | null => {
  if (series.rule === null) return null;
  const rule = ruleOf(series.rule);
  if (rule.count === null) return series.rule;
  return formatRule({ ...rule, count: Math.max(1, rule.count - countBefore(series, splitAt)) });
};

const rotate = (day: Weekday, days: number): Weekday =>
  weekdays[(((weekdays.indexOf(day) + days) % 7) + 7) % 7]!;

/**
 * The rule after its start moved by whole days: a weekly rule of one weekday moves to the other, a
 * monthly one of one date to the new date. Null where a drag does not say what is meant (several
 * weekdays, the second Tuesday): then the rule is changed in words.
 */
export const shiftedRule = (text: string, shiftDays: number, newStart: string): string | null => {
  if (shiftDays === 0) return text;
  const rule = ruleOf(text);
  if (rule.months.length > 0 || rule.positions.length > 0) return null;
  if (rule.days.length > 0) {
    const [only, ...more] = rule.days;
    if (more.length > 0 || only!.nth !== null || rule.frequency !== 'WEEKLY') return null;
    return formatRule({ ...rule, days: [{ day: rotate(only!.day, shiftDays), nth: null }] });
  }
  if (rule.monthDays.length === 0) return text;
  if (rule.monthDays.length > 1 || rule.monthDays[0]! < 0) return null;
  return formatRule({ ...rule, monthDays: [Number(newStart.slice(8, 10))] });
};

/**
 * The times after an occurrence was dragged from its original start to another, for the series
 * from `base` on (its own start for all, the occurrence for the following). Null where the rule
 * cannot follow.
 */
export const draggedTime = (
  series: SeriesTime,
  base: string,
  occurrence: { fromLocal: string; toLocal: string; minutes: number },
): SeriesTime | null => {
  const moved = wallMinutesBetween(occurrence.fromLocal, occurrence.toLocal);
  const startsLocal = plusWallMinutes(base, moved);
  const shift = daysBetween(occurrence.fromLocal.slice(0, 10), occurrence.toLocal.slice(0, 10));
  const rule = base === series.startsLocal ? series.rule : ruleFrom(series, base);
  const shifted = rule === null ? null : shiftedRule(rule, shift, startsLocal);
  if (rule !== null && shifted === null) return null;
  const until = shifted === null ? null : ruleOf(shifted).until;
  const next = { ...series, startsLocal, minutes: occurrence.minutes, rule: shifted };
  if (until === null || shift === 0) return next;
  // The last date moves along with all others.
  const lastLocal = `${plusDays(untilDate(until, countingZone(series)), shift)}T23:59`;
  return {
    ...next,
    rule: formatRule({
      ...ruleOf(shifted!),
      until: untilOf(lastLocal, series.zone, series.wholeDays > 0),
    }),
  };
};
