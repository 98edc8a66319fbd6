/** A goal's progress as points in a box: time from left to right, the value upward. */
import { epochOf, startOfDate } from '../time';
import { numberIn } from './measure';

interface Charted {
  baseline: string | null;
  target: string | null;
  dueOn: string | null;
  progress: readonly { at: string; value: string | null }[];
}

export interface ProgressChart {
  /** Oldest first, placed. */
  points: { x: number; y: number; value: number; at: string }[];
  baseline: { y: number; value: number } | null;
  target: { y: number; value: number } | null;
  /** Where the goal's date begins to be past; null without a date. */
  due: { x: number; on: string } | null;
}

/**
 * Null where no point is a number. The scale spans values, baseline and target, the time span the
 * points and the due date, so that all of them are inside. Points of one instant stand side by side.
 */
export const progressChart = (
  goal: Charted,
  box: { width: number; height: number },
  zone: string,
): ProgressChart | null => {
  const measured = goal.progress.flatMap(({ at, value }) => {
    const number = numberIn(value);
    return number === null ? [] : [{ at, value: number }];
  });
  const [first] = measured;
  const last = measured.at(-1);
  if (!first || !last) return null;
  const baseline = numberIn(goal.baseline);
  const target = numberIn(goal.target);
  const values = [...measured.map(({ value }) => value), baseline, target].filter(
    (value): value is number => value !== null,
  );
  const low = Math.min(...values);
  const high = Math.max(...values);
  const yOf = (value: number): number =>
    high === low ? box.height / 2 : box.height - ((value - low) / (high - low)) * box.height;
  const due = goal.dueOn === null ? null : startOfDate(goal.dueOn, zone);
  const from = Math.min(epochOf(first.at), due === null ? Infinity : epochOf(due));
  const to = Math.max(epochOf(last.at), due === null ? -Infinity : epochOf(due));
  const xOf = (instant: string): number =>
    to === from ? 0 : ((epochOf(instant) - from) / (to - from)) * box.width;
  return {
    points: measured.map(({ at, value }) => ({ x: xOf(at), y: yOf(value), value, at })),
    baseline: baseline === null ? null : { y: yOf(baseline), value: baseline },
    target: target === null ? null : { y: yOf(target), value: target },
    due: due === null || goal.dueOn === null ? null : { x: xOf(due), on: goal.dueOn },
  };
};
