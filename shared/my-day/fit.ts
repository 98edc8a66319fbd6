/** What does not fit into the day. */
import { freeUntil, type Day, type Placed } from './nearness';

/** A row that does not fit: its deadline (epoch milliseconds) and the minutes left before it. */
export interface CallOut {
  deadline: number;
  minutes: number;
  left: number;
}

/** Ranks that come first whatever they take. */
const front = new Set([1, 2, 4]);

/**
 * Rows of “Do next” in their fresh order; those that do not fit, by id. Safety and what is overdue
 * take their minutes from the front of the day; the rest is taken rank by rank, inside a rank what
 * the law asks first. A row that does not fit leaves its minutes to those below.
 */
export const doesNotFit = (fresh: readonly Placed[], day: Day): ReadonlyMap<string, CallOut> => {
  const ahead = fresh
    .filter(({ rank }) => front.has(rank))
    .reduce((total, { item }) => total + item.minutes, 0);
  const asked = fresh
    .filter(({ rank }) => !front.has(rank))
    .toSorted(
      (one, other) => one.rank - other.rank || Number(other.item.law) - Number(one.item.law),
    );
  const taken: { deadline: number; minutes: number }[] = [];
  const out = new Map<string, CallOut>();
  for (const { item, near, workDue } of asked) {
    const deadline = workDue === null || near === 'O' ? day.endsAt : workDue;
    const later = taken.map((row) => row.deadline).filter((one) => one > deadline);
    const rooms = [deadline, ...later].map((until) => {
      const before = taken
        .filter((row) => row.deadline <= until)
        .reduce((total, row) => total + row.minutes, ahead);
      return freeUntil(day, until) - before;
    });
    const room = Math.min(...rooms);
    if (item.minutes <= room) taken.push({ deadline, minutes: item.minutes });
    else out.set(item.id, { deadline, minutes: item.minutes, left: Math.max(0, room) });
  }
  return out;
};
