/**
 * A recurrence set as RFC 5545 has it: start, rule, dates taken out and dates added, in one zone.
 * It reads more than the calendar's own rules (`rule.ts`): what other programs may send. In the
 * spring gap a recurring instance is left out and does not count; a single start and an added date
 * move on with the offset before it; in the repeated hour the first is meant (clocks.md).
 */
import { Temporal } from 'temporal-polyfill';
import { isZone, wallTimeKind } from '../time';
import { parseRule, type Rule, type RuleProblem } from './rule';
import { recurrence } from './series-time';

export interface RecurrenceSet {
  /** Local wall time, or a date for what takes whole days. */
  start: string;
  zone: string;
  /** RRULE value; null = the start alone. */
  rule: string | null;
  /** Original starts that are taken out. */
  exdates: readonly string[];
  /** Starts beside the rule; they do not count for COUNT. */
  rdates: readonly string[];
}

/** Local times, dates (all of the day) or instants; both included. */
export interface SetWindow {
  from: string | null;
  to: string | null;
}

/** Starts one window may give. */
export const mostStarts = 10_000;

/** Two parts of a time as people and iCalendar write it. */
const timeForm =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A time that was read: where it lies in the zone, and whether it was a date only. */
interface Read {
  local: Temporal.PlainDateTime;
  isDate: boolean;
  /** The instant it named by itself, with offset or Z. */
  instant: Temporal.Instant | null;
}

const readTime = (text: string, zone: string, name: string): Read => {
  const [, year, month, day, hour, minute, second = '00', offset] = timeForm.exec(text) ?? [];
  if (year === undefined) throw new Error(`${name} is not a local time or date: ${text}`);
  const isDate = hour === undefined;
  const date = `${year}-${month}-${day}`;
  try {
    const wall = isDate ? `${date}T00:00:00` : `${date}T${hour}:${minute}:${second}`;
    if (second === '60') throw new RangeError('leap seconds have no wall time');
    if (offset === undefined)
      return { local: Temporal.PlainDateTime.from(wall), isDate, instant: null };
    const instant = Temporal.Instant.from(`${wall}${offset}`);
    return { local: instant.toZonedDateTimeISO(zone).toPlainDateTime(), isDate, instant };
  } catch {
    throw new Error(`${name} is no day or time that exists: ${text}`);
  }
};

const problemWords: Record<RuleProblem, string> = {
  unreadable: 'rule cannot be read, or combines parts that do not go together',
  tooOften: 'rule repeats within a day',
  tooLong: 'rule names an interval or a count beyond what is computed',
  unsupported: 'rule has a part that is not computed here',
};

const listOf = (text: string, low: number, high: number): boolean =>
  text.split(',').every((part) => {
    const n = /^[+-]?\d{1,3}$/.test(part) ? Number(part) : NaN;
    return n >= low && n <= high && (low >= 0 || n !== 0);
  });

/** Parts the calendar's own rules do not have, with their bounds. */
const moreParts: Record<string, [low: number, high: number]> = {
  BYHOUR: [0, 23],
  BYMINUTE: [0, 59],
  BYSECOND: [0, 59],
  BYWEEKNO: [-53, 53],
  BYYEARDAY: [-366, 366],
};
const subDaily = ['HOURLY', 'MINUTELY', 'SECONDLY'];

/** The rule checked, in the form the library takes: UNTIL in UTC. Throws plain words. */
const checkedRule = (text: string, zone: string, wholeDays: boolean): string => {
  const given = text
    .trim()
    .replace(/^RRULE:/i, '')
    .replace(/;$/, '')
    .toUpperCase();
  const own: string[] = [];
  const more = new Map<string, string>();
  let until: string | null = null;
  for (const part of given.split(';')) {
    const [name = '', value = ''] = part.split('=');
    if (more.has(name) || (name === 'UNTIL' && until !== null))
      throw new Error(problemWords.unreadable);
    const bounds = moreParts[name];
    if (bounds !== undefined) {
      if (!listOf(value, ...bounds)) throw new Error(`${name} of the rule is out of its bounds`);
      more.set(name, value);
    } else if (name === 'FREQ' && subDaily.includes(value)) {
      if (wholeDays) throw new Error('whole days cannot repeat within a day');
      more.set(name, value);
      own.push('FREQ=DAILY');
    } else if (name === 'UNTIL') {
      until = untilInUtc(value, zone, wholeDays);
      own.push(`UNTIL=${until}`);
    } else own.push(part);
  }
  const rule = parseRule(own.join(';'), more.size > 0);
  if (typeof rule === 'string') throw new Error(problemWords[rule]);
  refuseCombinations(more, more.get('FREQ') ?? rule.frequency, rule, wholeDays);
  const frequency = more.get('FREQ');
  more.delete('FREQ');
  return [
    ...own.map((part) => (frequency && part === 'FREQ=DAILY' ? `FREQ=${frequency}` : part)),
    ...[...more].map(([name, value]) => `${name}=${value}`),
  ].join(';');
};

const atYearsEdge = (week: number): boolean => Math.abs(week) === 1 || Math.abs(week) > 51;

/** What RFC 5545 (3.3.10) does not let stand together. */
const refuseCombinations = (
  more: ReadonlyMap<string, string>,
  frequency: string,
  { days, monthDays, months, interval, positions }: Rule,
  wholeDays: boolean,
): void => {
  if (more.has('BYWEEKNO') && frequency !== 'YEARLY')
    throw new Error('weeks of the year (BYWEEKNO) go with FREQ=YEARLY only');
  if (more.has('BYWEEKNO') && days.some(({ nth }) => nth !== null))
    throw new Error('a numbered weekday does not go with weeks of the year (BYWEEKNO)');
  if (more.has('BYWEEKNO') && (days.length === 0 || monthDays.length + months.length > 0))
    throw new Error('weeks of the year (BYWEEKNO) are computed with weekdays (BYDAY) alone');
  // A week that lies in two years belongs to either, by who reads the standard.
  const inTwoYears = more
    .get('BYWEEKNO')
    ?.split(',')
    .some((week) => atYearsEdge(Number(week)));
  if (inTwoYears === true && (interval > 1 || positions.length > 0))
    throw new Error(
      'first and last weeks of the year (BYWEEKNO) are not computed for every nth year or by position',
    );
  if (more.has('BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency))
    throw new Error(`days of the year (BYYEARDAY) do not go with FREQ=${frequency}`);
  // The library joins these where the standard has them limit each other.
  if (more.has('BYYEARDAY') && days.length + monthDays.length > 0)
    throw new Error('days of the year (BYYEARDAY) beside other days are not computed here');
  if (wholeDays && ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((name) => more.has(name)))
    throw new Error('whole days have no hours, minutes or seconds');
};

/** UNTIL in UTC: a local time is one of the zone, a date lets its whole day in. */
const untilInUtc = (value: string, zone: string, wholeDays: boolean): string => {
  const { local, isDate, instant } = readTime(value, zone, 'UNTIL');
  if (wholeDays) return compact(local.toPlainDate().toString());
  const at = isDate
    ? local.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 })
    : (instant ?? local.toZonedDateTime(zone).toInstant());
  return `${compact(at.toString({ smallestUnit: 'second' }).slice(0, 19))}Z`;
};

const compact = (text: string): string => text.replaceAll(/[-:]/g, '');

/** Periods one rule may be looked through: a command may take longer than a window. */
const mostSteps = 40_000;

/** Starts of the rule alone that can lie in the window. */
const generated = (
  rule: string,
  start: Temporal.PlainDateTime,
  zone: string,
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime | null,
): Temporal.ZonedDateTime[] => {
  if (to === null && !/(^|;)(COUNT|UNTIL)=/.test(rule))
    throw new Error('rule has no end: say up to when (to) it is asked for');
  if (to !== null && Temporal.ZonedDateTime.compare(from, to) > 0) return [];
  try {
    const first = startOutsideGap(rule, start, zone);
    if (first === null) return [];
    const set = recurrence(rule, first.toString(), zone, mostSteps);
    const found = to === null ? set.all((_at, n) => n <= mostStarts) : set.between(from, to, true);
    return found.map(({ epochMilliseconds: at }) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone),
    );
  } catch (error) {
    if (!(error instanceof Error) || !/exceeded/i.test(error.message)) throw error;
    throw new Error('rule finds too many dates, or none, for what is computed here', {
      cause: error,
    });
  }
};

/** The library would carry a start in the gap along as moved on: the series begins with the next. */
const startOutsideGap = (
  rule: string,
  start: Temporal.PlainDateTime,
  zone: string,
): Temporal.PlainDateTime | null => {
  const inGap = (at: Temporal.PlainDateTime): boolean =>
    wallTimeKind(at.toString(), zone) === 'gap';
  if (!inGap(start)) return start;
  const floating = recurrence(rule, start.toString(), 'UTC', mostSteps);
  let next = floating.next(start.toZonedDateTime('UTC'), true);
  while (next !== null && inGap(next.toPlainDateTime())) next = floating.next(next, false);
  return next === null ? null : next.toPlainDateTime();
};

/**
 * Starts of a set in a window, in order: local ISO with offset, or dates where the start is one.
 * Throws plain words for what cannot be read or has no end.
 */
export const startsOfSet = (set: RecurrenceSet, window: SetWindow): string[] => {
  if (!isZone(set.zone)) throw new Error(`${set.zone} is no time zone`);
  const start = readTime(set.start, set.zone, 'dtstart');
  // Dates never pass through a zone.
  const zone = start.isDate ? 'UTC' : set.zone;
  const zonedOf = (read: Read): Temporal.ZonedDateTime =>
    read.instant !== null && !start.isDate
      ? read.instant.toZonedDateTimeISO(zone)
      : read.local.toZonedDateTime(zone);
  const listed = (texts: readonly string[], name: string): Temporal.ZonedDateTime[] =>
    texts.map((text, i) => {
      const read = readTime(text, set.zone, `${name}[${i}]`);
      if (read.isDate !== start.isDate)
        throw new Error(
          `${name}[${i}] is ${read.isDate ? 'a date, but the series has a time' : 'a time, but the series has dates'}: ${text}`,
        );
      return zonedOf(read);
    });
  const from = window.from === null ? null : readTime(window.from, set.zone, 'from');
  const to = window.to === null ? null : readTime(window.to, set.zone, 'to');
  const first = from === null ? start.local.toZonedDateTime(zone) : zonedOf(from);
  const last =
    to === null
      ? null
      : to.isDate
        ? to.local.add({ days: 1 }).toZonedDateTime(zone).subtract({ seconds: 1 })
        : zonedOf(to);
  const rule = set.rule?.trim() ? checkedRule(set.rule, set.zone, start.isDate) : null;
  const byRule = rule === null ? [zonedOf(start)] : generated(rule, start.local, zone, first, last);
  const out = new Set(listed(set.exdates, 'exdates').map(({ epochMilliseconds: at }) => at));
  const found = new Map(
    [...byRule, ...listed(set.rdates, 'rdates')].map((at) => [at.epochMilliseconds, at]),
  );
  const starts = [...found]
    .filter(([at]) => !out.has(at))
    .filter(([at]) => from === null || at >= first.epochMilliseconds)
    .filter(([at]) => last === null || at <= last.epochMilliseconds)
    .sort(([a], [b]) => a - b)
    .map(([, at]) => at);
  if (starts.length > mostStarts)
    throw new Error(`there are more than ${mostStarts} starts: ask for a shorter time`);
  return starts.map((at) =>
    start.isDate
      ? at.toPlainDate().toString()
      : at.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
  );
};
