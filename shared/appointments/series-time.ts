/**
 * When a series happens: local start, zone, length and rule, and the occurrences that follow from
 * them (clocks.md, Recurring events). A recurring instance that falls into the spring gap is left
 * out; a single start moves on with the offset before the gap; in the repeated hour the first.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { instantOfEpoch, minuteMs, plusDays, wallTimeKind } from '../time';
import { formatRule, ruleOf, untilDate, untilOf, type Rule } from './rule';
import { epochOfLocal } from './zone-line';

/** A series keeps its local start and zone, never UTC. */
export interface SeriesTime {
  /** YYYY-MM-DDTHH:MM of the first occurrence; 00:00 where it takes whole days. */
  startsLocal: string;
  zone: string;
  /** Elapsed minutes (RFC 5545 `PT…M`); 0 where it takes whole days. */
  minutes: number;
  /** Nominal days (RFC 5545 `P…D`), which may have 23 or 25 hours; 0 where it has a time. */
  wholeDays: number;
  /** RRULE value; null = a single appointment. */
  rule: string | null;
}

/** When a series happens, and nothing else of it. */
export const timeOfSeries = ({ startsLocal, zone, minutes, wholeDays, rule }: SeriesTime) => ({
  startsLocal,
  zone,
  minutes,
  wholeDays,
  rule,
});

/** Instants, the end exclusive. */
export interface Window {
  from: string;
  to: string;
}

/** Most occurrences of one series that one window may give. */
export const mostOccurrences = 1000;

/**
 * Periods the library may look through before it gives up: a rule that finds nothing must not hang
 * the caller. Its limit on candidates stays its own: a given one switches its fast ways off, which
 * costs a series of ten years 100 times as much.
 */
const mostSteps = 10_000;

/** The zone occurrences are counted in: dates without a time never pass through one. */
export const countingZone = ({ zone, wholeDays }: SeriesTime): string =>
  wholeDays > 0 ? 'UTC' : zone;

const zoned = (local: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone);

/** The library over one rule; it throws when it has looked through as many periods as it may. */
export const recurrence = (rule: string, startsLocal: string, zone: string, steps = mostSteps) =>
  new RRuleTemporal({
    rruleString: `RRULE:${rule}`,
    dtstart: zoned(startsLocal, zone),
    tzid: zone,
    maxIterations: steps,
    cache: false,
  });

const localText = (at: { toString: () => string }): string => at.toString().slice(0, 16);

/** Local starts of a recurring series from one local time up to, not including, another. */
const localsBetween = (time: SeriesTime, fromLocal: string, toLocal: string): string[] => {
  if (time.rule === null || toLocal <= time.startsLocal) return [];
  const zone = countingZone(time);
  const found = recurrence(time.rule, time.startsLocal, zone).between(
    zoned(fromLocal, zone),
    zoned(toLocal, zone),
    true,
  );
  return found
    .map(localText)
    .filter((local) => local >= fromLocal && local < toLocal)
    .slice(0, mostOccurrences);
};

/** Local starts in a window of local dates, the last date included. */
export const startsOnDates = (time: SeriesTime, fromDate: string, toDate: string): string[] => {
  const from = `${fromDate}T00:00`;
  const to = `${plusDays(toDate, 1)}T00:00`;
  if (time.rule !== null) return localsBetween(time, from, to);
  return time.startsLocal >= from && time.startsLocal < to ? [time.startsLocal] : [];
};

/** Is this local start one that the series gives by itself? */
export const isStartOf = (time: SeriesTime, local: string): boolean =>
  startsOnDates(time, local.slice(0, 10), local.slice(0, 10)).includes(local);

/** Starts that are looked at until one does not fall into the gap: it opens once a year. */
const mostGaps = 3;

/** The first occurrence on or after the given start; null when the rule gives none. */
export const firstStart = (time: SeriesTime): string | null => {
  if (time.rule === null) return time.startsLocal;
  const zone = countingZone(time);
  const inGap = (local: string): boolean => wallTimeKind(local, zone) === 'gap';
  if (!inGap(time.startsLocal)) return firstFrom(time.rule, time.startsLocal, zone);
  // The library would carry the moved-on time along: the dates are counted without a zone instead.
  const floating = recurrence(time.rule, time.startsLocal, 'UTC');
  let next = floating.next(zoned(time.startsLocal, 'UTC'), true);
  for (let i = 0; i < mostGaps && next !== null && inGap(localText(next)); i++)
    next = floating.next(next, false);
  return next === null || inGap(localText(next)) ? null : localText(next);
};

const firstFrom = (rule: string, startsLocal: string, zone: string): string | null => {
  const first = recurrence(rule, startsLocal, zone).next(zoned(startsLocal, zone), true);
  return first === null ? null : localText(first);
};

/** The last local start that can occur; null when the series has no end. */
export const lastStart = (time: SeriesTime): string | null => {
  if (time.rule === null) return time.startsLocal;
  const rule = ruleOf(time.rule);
  if (rule.count === null && rule.until === null) return null;
  const zone = countingZone(time);
  const all = recurrence(time.rule, time.startsLocal, zone);
  if (rule.count !== null) return localText(all.all().at(-1) ?? time.startsLocal);
  const last = all.previous(
    zoned(`${plusDays(untilDate(rule.until!, zone), 1)}T00:00`, zone),
    false,
  );
  return last === null ? time.startsLocal : localText(last);
};

/** How many occurrences the rule gives before a local start. */
export const countBefore = (time: SeriesTime, local: string): number =>
  localsBetween(time, time.startsLocal, local).length;

/** The last occurrence before a local start; null when there is none. */
export const startBefore = (time: SeriesTime, local: string): string | null => {
  if (time.rule === null || local <= time.startsLocal) return null;
  const zone = countingZone(time);
  const before = recurrence(time.rule, time.startsLocal, zone).previous(zoned(local, zone), false);
  return before === null ? null : localText(before);
};

/** A series as it is stored: its start matches its rule, and UNTIL is its last start. */
export interface Settled extends SeriesTime {
  /** Last local start that can occur; null = no end. */
  endsLocal: string | null;
}

/**
 * Makes start and rule agree: the start becomes the first occurrence, UNTIL the last one on or
 * before the date it names. Null when the rule gives no occurrence at all.
 */
export const settle = (time: SeriesTime): Settled | null => {
  if (time.rule === null) return { ...time, endsLocal: time.startsLocal };
  try {
    return settleRecurring(time, ruleOf(time.rule));
  } catch (error) {
    // The library gives up on a rule that finds no date within the work it may do.
    if (error instanceof Error && /exceeded/i.test(error.message)) return null;
    throw error;
  }
};

const settleRecurring = (time: SeriesTime, written: Rule): Settled | null => {
  const bare = { ...time, rule: formatRule({ ...written, until: null }) };
  const startsLocal = firstStart(bare);
  if (startsLocal === null) return null;
  const started = { ...bare, startsLocal };
  if (written.until === null) return { ...started, endsLocal: lastStart(started) };
  const until = untilDate(written.until, countingZone(time));
  if (until < startsLocal.slice(0, 10)) return null;
  const endsLocal = startBefore(started, `${plusDays(until, 1)}T00:00`) ?? startsLocal;
  return { ...started, ...endedAt(started, endsLocal), endsLocal };
};

/** The rule that ends with a local start, in UTC where the start has a time. */
export const endedAt = (time: SeriesTime, lastLocal: string): { rule: string } => ({
  rule: formatRule({
    ...ruleOf(time.rule!),
    count: null,
    until: untilOf(lastLocal, time.zone, time.wholeDays > 0),
  }),
});

/** Start and end of an occurrence on the UTC line, in epoch milliseconds. */
export const spanOf = (
  local: string,
  { zone, minutes, wholeDays }: Pick<SeriesTime, 'zone' | 'minutes' | 'wholeDays'>,
): { from: number; to: number } => {
  const from = epochOfLocal(local, zone);
  if (wholeDays === 0) return { from, to: from + minutes * minuteMs };
  return { from, to: epochOfLocal(`${plusDays(local.slice(0, 10), wholeDays)}T00:00`, zone) };
};

/** The same as instants. */
export const instantsOf = (
  local: string,
  time: Pick<SeriesTime, 'zone' | 'minutes' | 'wholeDays'>,
): { startsAt: string; endsAt: string } => {
  const { from, to } = spanOf(local, time);
  return { startsAt: instantOfEpoch(from), endsAt: instantOfEpoch(to) };
};
