/** The order of rows inside a rank. */
import { instantOfEpoch, localDateOf, localOf, minuteMs } from '../time';
import type { DayItem } from './item';
import { eddIn, priorityOf, type Day, type Placed } from './nearness';

type Compare = (one: Placed, other: Placed) => number;

const by =
  (key: (row: Placed) => number): Compare =>
  (one, other) =>
    key(one) - key(other);
const byText =
  (key: (row: Placed) => string): Compare =>
  (one, other) =>
    key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;

const first =
  (...keys: readonly Compare[]): Compare =>
  (one, other) => {
    for (const compare of keys) {
      const result = compare(one, other);
      if (result !== 0) return result;
    }
    return 0;
  };

const yes = (holds: (item: DayItem) => boolean): Compare => by(({ item }) => (holds(item) ? 0 : 1));

const last = Number.MAX_SAFE_INTEGER;
const risks = ['high', 'moderate'];
const risk = by(({ item }) => {
  const at = risks.indexOf(item.patient?.risk ?? '');
  return at === -1 ? risks.length : at;
});
const dueEnd = by((row) => row.dueEnd ?? last);
const stake = byText((row) => row.stake);
const law = yes((item) => item.law);
const isHere = ({ waiting }: DayItem): boolean => waiting?.how === 'here';

/** Beds in natural order, 412 before 501-1; no bed last. */
const byBed: Compare = ({ item: one }, { item: other }) => {
  const left = one.patient?.bed ?? null;
  const right = other.patient?.bed ?? null;
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left.localeCompare(right, 'en', { numeric: true });
};
const byId = byText(({ item }) => item.id);

/** 0 leaves today or should have, 1 tomorrow, 2 else. */
const leaving = ({ today }: Day): Compare =>
  by(({ item }) => {
    const days = eddIn(item, today);
    if (days === null || item.patient?.left) return 2;
    return days <= 0 ? 0 : Math.min(days, 2);
  });

/** Least slack first: none without a due, and none to spare for who is here or what is stat. */
const slackFirst = by(({ item, slack }) =>
  isHere(item) || priorityOf(item) === 'stat' ? Math.min(slack ?? 0, 0) : (slack ?? 0),
);

/** The half hour on the wall in which the work is due. */
const halfHour = ({ endsAt, zone }: Day): Compare =>
  byText(({ workDue }) => {
    const local = localOf(instantOfEpoch(workDue ?? endsAt), zone);
    return `${local.slice(0, 14)}${Number(local.slice(14, 16)) < 30 ? '00' : '30'}`;
  });

/** The local date of the last minute before something is due; urgent without a due: what is soon. */
const dueDate = ({ soonEnds, zone }: Day): Compare =>
  byText((row) => localDateOf(instantOfEpoch((row.dueEnd ?? soonEnds) - minuteMs), zone));

const insideRank = (rank: number, day: Day): Compare => {
  if (rank === 1) return byText(({ item }) => item.since ?? '');
  if ([2, 4, 8].includes(rank))
    return first(
      yes(({ origin }) => origin === 'clock' || origin === 'review'),
      dueEnd,
      leaving(day),
      risk,
    );
  if ([3, 5, 9].includes(rank)) return first(slackFirst, leaving(day), risk);
  if (rank <= 10)
    return first(
      halfHour(day),
      leaving(day),
      yes((item) => item.waiting !== null),
      law,
      risk,
      by((row) => row.workDue ?? day.endsAt),
      by(({ item }) => item.minutes),
    );
  const soonest = by((row) => row.dueEnd ?? day.soonEnds);
  if (rank === 11) return first(dueDate(day), stake, soonest, leaving(day), risk);
  return first(dueEnd, stake, risk);
};

/** Rows by rank and inside it; the same rows give the same order, however they come. */
export const inOrder = (rows: readonly Placed[], day: Day): Placed[] =>
  rows.toSorted(
    (one, other) =>
      one.rank - other.rank || first(insideRank(one.rank, day), byBed, byId)(one, other),
  );
