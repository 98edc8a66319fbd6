/**
 * What is at stake in a row and how near it is: the rank. Severity ranks before time; a mark that a
 * person gives moves a row in time, never in what is at stake.
 */
import {
  daysBetween,
  epochOf,
  localDateOf,
  minuteMs,
  plusDays,
  startOfDate,
  weekdayOf,
} from '../time';
import type { Busy, ChangeKind, DayInput, DayItem, Priority } from './item';

export type Stake = 'A' | 'B' | 'C' | 'D';
/** O overdue, N now, T today, S soon, L later. */
export type Nearness = 'O' | 'N' | 'T' | 'S' | 'L';

/** Changes with what is at stake and the priority that they bring. */
export const changes: Readonly<Record<ChangeKind, { stake: 'B' | 'C'; priority: Priority }>> = {
  'turned-worse': { stake: 'B', priority: 'stat' },
  'wants-to-leave': { stake: 'B', priority: 'stat' },
  'class-changed': { stake: 'B', priority: 'asap' },
  'bed-offer': { stake: 'B', priority: 'asap' },
  'order-written': { stake: 'B', priority: 'asap' },
  'all-declined': { stake: 'C', priority: 'asap' },
  'edd-earlier': { stake: 'C', priority: 'asap' },
  readmitted: { stake: 'C', priority: 'urgent' },
};

/** Slack below this many minutes means: start now. */
export const startNow = 30;
/** Who waits for a call is called now after this many minutes. */
const longWait = 60;

/** The person's day as the order reckons with it; instants as epoch milliseconds. */
export interface Day {
  now: number;
  today: string;
  zone: string;
  startsAt: number;
  endsAt: number;
  nextStartsAt: number;
  /** End of the next business day. */
  soonEnds: number;
  /** Spans that are not free: in order, none touching another. */
  busy: readonly { from: number; to: number }[];
}

/** A row with its rank and what led to it; instants as epoch milliseconds. */
export interface Placed {
  item: DayItem;
  stake: Stake;
  near: Nearness;
  rank: number;
  /** Null without a due. */
  dueEnd: number | null;
  workDue: number | null;
  /** Free minutes until the work is due, and those left after it. */
  free: number | null;
  slack: number | null;
}

const epochOrNull = (instant: string | null): number | null =>
  instant === null ? null : epochOf(instant);

/** Spans joined where they overlap, so that none counts twice. */
const joined = (busy: readonly Busy[]): { from: number; to: number }[] => {
  const spans = busy
    .map(({ from, to }) => ({ from: epochOf(from), to: epochOf(to) }))
    .filter(({ from, to }) => to > from)
    .toSorted((one, other) => one.from - other.from);
  const result: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
};

/** The next business day after a date: Monday to Friday, no holiday. */
const nextBusinessDay = (date: string, holidays: ReadonlySet<string>): string => {
  const next = plusDays(date, 1);
  return weekdayOf(next) > 5 || holidays.has(next) ? nextBusinessDay(next, holidays) : next;
};

/** The day of the input. Past its end it ends at the next local midnight. */
export const dayOf = ({ now, zone, day, holidays, busy }: DayInput): Day => {
  const today = localDateOf(now, zone);
  const midnightAfter = (date: string): number => epochOf(startOfDate(plusDays(date, 1), zone));
  const ends = epochOf(day.endsAt);
  return {
    now: epochOf(now),
    today,
    zone,
    startsAt: epochOf(day.startsAt),
    endsAt: epochOf(now) > ends ? midnightAfter(today) : ends,
    nextStartsAt: epochOf(day.nextStartsAt),
    soonEnds: midnightAfter(nextBusinessDay(today, holidays)),
    busy: joined(busy),
  };
};

/** Whole minutes without busy time from the later of now and the day's start to an instant. */
export const freeUntil = ({ now, startsAt, busy }: Day, until: number): number => {
  const from = Math.max(now, startsAt);
  const taken = busy.reduce(
    (total, span) => total + Math.max(0, Math.min(span.to, until) - Math.max(span.from, from)),
    0,
  );
  return Math.max(0, Math.floor((until - from - taken) / minuteMs));
};

/** The expected discharge less today, in days; null when it is not known. */
export const eddIn = ({ patient }: DayItem, today: string): number | null =>
  patient?.edd ? daysBetween(today, patient.edd) : null;

const stakeOf = (item: DayItem, day: Day): Stake => {
  if (item.safety) return 'A';
  const leavesIn = eddIn(item, day.today);
  const nearDischarge = (leavesIn !== null && leavesIn <= 1) || item.patient?.ready === true;
  const change = item.change === null ? null : changes[item.change].stake;
  if (item.law || item.payer !== null || (item.blocks && nearDischarge) || change === 'B')
    return 'B';
  const people = item.target !== null || item.waiting !== null || item.blocks || change === 'C';
  return people || item.origin === 'review' || item.origin === 'visit' ? 'C' : 'D';
};

/** The priority of a row: what a person marked, or what the change brings. */
export const priorityOf = ({ priority, change }: DayItem): Priority | null => {
  const ranked: readonly (Priority | null)[] = ['stat', 'asap', 'urgent', 'routine'];
  const brought = change === null ? null : changes[change].priority;
  return ranked.find((one) => one !== null && (one === priority || one === brought)) ?? null;
};

const byPriority: Readonly<Record<Priority, Nearness>> = {
  stat: 'N',
  asap: 'T',
  urgent: 'S',
  routine: 'L',
};

const byWaiting = ({ waiting }: DayItem, now: number): Nearness => {
  if (waiting === null) return 'L';
  const long = now - epochOf(waiting.since) >= longWait * minuteMs;
  return waiting.how === 'here' || long ? 'N' : 'T';
};

const byDue = (
  { dueEnd, workDue, slack }: Pick<Placed, 'dueEnd' | 'workDue' | 'slack'>,
  day: Day,
): Nearness => {
  if (dueEnd === null || workDue === null || slack === null) return 'L';
  if (day.now >= dueEnd) return 'O';
  if (workDue <= day.endsAt) return slack < startNow ? 'N' : 'T';
  return dueEnd <= day.soonEnds ? 'S' : 'L';
};

const order: readonly Nearness[] = ['O', 'N', 'T', 'S', 'L'];
const nearest = (found: readonly Nearness[]): Nearness =>
  order.find((one) => found.includes(one)) ?? 'L';

const ranks: Readonly<Record<string, number>> = {
  BO: 2,
  BN: 3,
  CO: 4,
  CN: 5,
  BT: 6,
  CT: 7,
  DO: 8,
  DN: 9,
  DT: 10,
};
const rankOf = (stake: Stake, near: Nearness): number =>
  stake === 'A' ? 1 : (ranks[stake + near] ?? (near === 'S' ? 11 : 12));

/** The due end of an item: its instant, or the midnight after its date. */
export const dueEndOf = ({ dueAt, dueOn }: DayItem, zone: string): number | null =>
  epochOrNull(dueAt) ?? (dueOn === null ? null : epochOf(startOfDate(plusDays(dueOn, 1), zone)));

/** When the work must be done: before the person leaves, where it falls due before they are back. */
const workDueOf = (dueEnd: number, { endsAt, nextStartsAt }: Day): number =>
  dueEnd > endsAt && dueEnd <= nextStartsAt ? endsAt : dueEnd;

/** A row with its rank. */
export const place = (item: DayItem, day: Day): Placed => {
  const dueEnd = dueEndOf(item, day.zone);
  const workDue = dueEnd === null ? null : workDueOf(dueEnd, day);
  const free = workDue === null ? null : freeUntil(day, workDue);
  const slack = free === null ? null : free - item.minutes;
  const priority = priorityOf(item);
  const stake = stakeOf(item, day);
  const near = nearest([
    byDue({ dueEnd, workDue, slack }, day),
    priority === null ? 'L' : byPriority[priority],
    byWaiting(item, day.now),
  ]);
  return { item, stake, near, rank: rankOf(stake, near), dueEnd, workDue, free, slack };
};
