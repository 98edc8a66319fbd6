/**
 * My day: the order of a person's rows. Ordered by what is at stake, then by what is due first, then
 * by what holds up a discharge. No clock, no store: the same input gives the same rows.
 */
import { epochOf, localDateOf } from '../time';
import { doesNotFit } from './fit';
import type { DayInput, DayItem, Drag, PlannedRow } from './item';
import { dayOf, place, type Day, type Placed } from './nearness';
import { inOrder } from './order';
import { sentences, type DragOutcome } from './sentence';

export interface DayRow {
  id: string;
  /** 1 to 12. */
  rank: number;
  why: string;
  /** It came, or rose, since the order that the person saw last. */
  mark?: 'new' | 'risen';
  /** It does not fit into the day: hand over, move, decline. */
  callOut?: string;
}

export interface DayOrder {
  /** Do next, ranks 1 to 10. */
  rows: readonly DayRow[];
  /** From the next working day on. */
  later: readonly DayRow[];
  /** Not open yet, put off or waiting, by id. */
  hidden: readonly string[];
  /** Places where the kept order differs from a fresh one; only where an order was kept. */
  wouldMove?: number;
}

/** The last rank of “Do next”. */
const lastOfDay = 10;
/** Rows of these ranks come in under the hand. */
const mostUrgent = 3;

const isLater = (instant: string | null | undefined, now: number): boolean =>
  typeof instant === 'string' && epochOf(instant) > now;

const isHidden = ({ item, rank }: Placed, now: number): boolean =>
  isLater(item.notBefore, now) ||
  (rank >= 6 && (isLater(item.snoozedUntil, now) || isLater(item.waitingOn?.chaseAt, now)));

/** The order that the person saw, with what is new or has become urgent put where it belongs. */
const kept = (
  fresh: readonly Placed[],
  planned: readonly PlannedRow[],
): { base: string[]; marks: ReadonlyMap<string, 'new' | 'risen'> } => {
  const before = new Map(planned.map(({ id, rank }) => [id, rank]));
  const marks = new Map<string, 'new' | 'risen'>();
  for (const { item, rank } of fresh) {
    const was = before.get(item.id);
    if (was === undefined) marks.set(item.id, 'new');
    else if (rank <= mostUrgent && rank < was) marks.set(item.id, 'risen');
  }
  const order = new Map(fresh.map(({ item }, at) => [item.id, at]));
  const base = [...before.keys()].filter((id) => order.has(id) && !marks.has(id));
  for (const [id] of marks) {
    const at = base.findIndex((other) => order.get(other)! > order.get(id)!);
    base.splice(at === -1 ? base.length : at, 0, id);
  }
  return { base, marks };
};

/** Today's drags on the order, one after the other, and what became of each row's last one. */
const dragged = (
  base: readonly string[],
  drags: readonly Drag[],
  rowOf: ReadonlyMap<string, Placed>,
  { today, zone }: Day,
): { order: string[]; outcomes: ReadonlyMap<string, DragOutcome> } => {
  const order = [...base];
  const outcomes = new Map<string, DragOutcome>();
  const mine = drags
    .filter(({ id, at }) => rowOf.has(id) && localDateOf(at, zone) === today)
    .toSorted((one, other) => epochOf(one.at) - epochOf(other.at));
  for (const drag of mine) {
    const row = rowOf.get(drag.id)!;
    const without = order.filter((id) => id !== drag.id);
    const anchor = drag.before === null ? without.length : without.indexOf(drag.before);
    if (row.item.safety) outcomes.set(drag.id, { drag, kind: 'safety' });
    else if (row.rank < drag.rankAt) outcomes.set(drag.id, { drag, kind: 'rose' });
    else if (anchor === -1) outcomes.set(drag.id, { drag, kind: 'anchor-gone' });
    else {
      without.splice(anchor, 0, drag.id);
      order.splice(0, order.length, ...without);
      outcomes.set(drag.id, { drag, kind: 'held' });
    }
  }
  return { order, outcomes };
};

/** Each item once, the first of an id. */
const once = (items: readonly DayItem[]): DayItem[] => [
  ...new Map(items.toReversed().map((item) => [item.id, item])).values(),
];

/** The rows of a person's day, in order, each with its reason. */
export const rank = (input: DayInput): DayOrder => {
  const day = dayOf(input);
  const placed = once(input.items).map((item) => place(item, day));
  const shown = inOrder(
    placed.filter((row) => !isHidden(row, day.now)),
    day,
  );
  const hidden = new Set(placed.filter((row) => isHidden(row, day.now)).map(({ item }) => item.id));
  const fresh = shown.filter((row) => row.rank <= lastOfDay);
  const freshIds = fresh.map(({ item }) => item.id);
  const follows = input.planned !== null && !input.replan ? kept(fresh, input.planned) : null;
  const base = follows?.base ?? freshIds;
  const rowOf = new Map(fresh.map((row) => [row.item.id, row]));
  const { order, outcomes } = dragged(base, input.drags, rowOf, day);
  const out = doesNotFit(fresh, day);
  const say = sentences(day, input.language);

  const rowFor = (row: Placed): DayRow => {
    const { id } = row.item;
    const mark = follows?.marks.get(id);
    const callOut = out.get(id);
    return {
      id,
      rank: row.rank,
      why: say.why(row, outcomes.get(id)),
      ...(mark === undefined ? {} : { mark }),
      ...(callOut === undefined
        ? {}
        : { callOut: say.doesNotFit(callOut.deadline, callOut.minutes, callOut.left) }),
    };
  };
  return {
    rows: order.map((id) => rowFor(rowOf.get(id)!)),
    later: shown.filter((row) => row.rank > lastOfDay).map(rowFor),
    hidden: input.items.map(({ id }) => id).filter((id) => hidden.has(id)),
    ...(follows === null ? {} : { wouldMove: base.filter((id, at) => id !== freshIds[at]).length }),
  };
};
