/** Order of a plan's parts, and goals that become two or one. Each answers with its steps, for undo. */
import type { Step } from '../shared/careplans/steps';
import type { GoalFields } from '../shared/contract/careplans';
import { AppError, notFound } from '../shared/errors';
import { given, openPlan, planIdOf, seen, settleDraft, type Editing } from './careplan-editing';
import { changeGoal } from './careplan-edits';
import { followNewestProgress } from './careplan-live';
import type { ActivityRow, BarrierRow, GoalRow, ProblemRow, ProgressRow } from './careplan-rows';
import { insertRecord, updateRecord, type RecordColumns } from './records';

type Movable = 'problem' | 'goal' | 'activity';
type Placed = RecordColumns & { position: number };

/** Those that stand beside a record, in their order. */
const siblings = async (
  e: Editing,
  part: Movable,
  row: Partial<ProblemRow & GoalRow>,
): Promise<Placed[]> =>
  e
    .trx(part)
    .where(part === 'problem' ? { carePlanId: row.carePlanId } : { problemId: row.problemId })
    .whereNull('enteredInErrorAt')
    .whereNull('removedAt')
    .orderBy(['position', 'id']);

/** Counts them anew in this order. */
const place = async (e: Editing, part: Movable, order: readonly Placed[]): Promise<Step[]> => {
  const steps: Step[] = [];
  for (const [index, { id, rowVersion }] of order.entries()) {
    const next = await updateRecord<Placed>(
      e.trx,
      part,
      id,
      rowVersion,
      { position: index + 1 },
      e.actor,
    );
    if (next.rowVersion !== rowVersion)
      steps.push({ record: part, id, from: rowVersion, to: next.rowVersion });
  }
  return steps;
};

const openPlanOf = async (
  e: Editing,
  part: Movable,
  row: { problemId?: string | null; carePlanId?: string },
): Promise<string> => {
  const planId = await planIdOf(e, part, row);
  if (planId === null) throw notFound();
  await openPlan(e, planId);
  return planId;
};

/** Puts a problem, goal or intervention at place `to` among its own (1 = first). */
export const movePart = async (
  e: Editing,
  part: Movable,
  id: string,
  rowVersion: number,
  to: number,
): Promise<Step[]> => {
  const row = (await seen(e, part, id, rowVersion)) as Placed & Partial<ProblemRow & GoalRow>;
  const planId = await openPlanOf(e, part, row);
  const others = (await siblings(e, part, row)).filter((each) => each.id !== id);
  const steps = await place(e, part, [...others.slice(0, to - 1), row, ...others.slice(to - 1)]);
  await settleDraft(e, planId);
  return steps;
};

/** Makes two goals of one: the second stands after the first, due on the same day. */
export const splitGoal = async (
  e: Editing,
  id: string,
  rowVersion: number,
  first: string,
  second: string,
): Promise<{ goalId: string; steps: Step[] }> => {
  const row = await seen(e, 'goal', id, rowVersion);
  const planId = await openPlanOf(e, 'goal', row);
  const kept = await updateRecord<GoalRow>(
    e.trx,
    'goal',
    id,
    rowVersion,
    { description: first },
    e.actor,
  );
  const { problemId, patientId, dueOn, lifecycleStatus, position } = row;
  const made = await insertRecord(
    e.trx,
    'goal',
    { problemId, patientId, position, description: second, dueOn, lifecycleStatus },
    e.actor,
  );
  const standing = await siblings(e, 'goal', row);
  const others = standing.filter((each) => each.id !== made.id);
  const at = others.findIndex((each) => each.id === id);
  const moved = await place(e, 'goal', [
    ...others.slice(0, at + 1),
    standing.find((each) => each.id === made.id)!,
    ...others.slice(at + 1),
  ]);
  await settleDraft(e, planId);
  return {
    goalId: made.id,
    steps: [
      { record: 'goal', id, from: rowVersion, to: kept.rowVersion },
      // It was not there in any place: the place it got belongs to its making.
      { record: 'goal', id: made.id, from: 0, to: 1 },
      ...moved,
    ],
  };
};

/**
 * Makes one goal of two of a problem. The first takes the fields that the person chose; what serves
 * or blocks the second serves or blocks the first, and its progress goes there too. Throws `refused`
 * where the second has progress in another measure.
 */
export const joinGoals = async (
  e: Editing,
  keep: { id: string; rowVersion: number },
  drop: { id: string; rowVersion: number },
  fields: GoalFields,
): Promise<Step[]> => {
  const first = await seen(e, 'goal', keep.id, keep.rowVersion);
  const second = await seen(e, 'goal', drop.id, drop.rowVersion);
  const planId = await openPlanOf(e, 'goal', first);
  if (first.id === second.id || first.problemId !== second.problemId) throw notFound();
  const steps: Step[] = [];
  const put = async <R extends RecordColumns>(
    record: 'activity' | 'barrier' | 'goalProgress',
    row: R,
  ): Promise<void> => {
    const table = record === 'goalProgress' ? 'goal_progress' : record;
    const patch = { goalId: keep.id } as unknown as Partial<Omit<R, keyof RecordColumns>>;
    const next = await updateRecord<R>(e.trx, table, row.id, row.rowVersion, patch, e.actor);
    steps.push({ record, id: row.id, from: row.rowVersion, to: next.rowVersion });
  };
  const joined = await changeGoal(e, keep.id, keep.rowVersion, given(fields) as GoalFields);
  if (joined.rowVersion !== keep.rowVersion)
    steps.push({ record: 'goal', id: keep.id, from: keep.rowVersion, to: joined.rowVersion });
  const progress = (await e
    .trx('goal_progress')
    .where({ goalId: drop.id })
    .whereNull('enteredInErrorAt')
    .orderBy(['at', 'id'])) as ProgressRow[];
  if (progress.length > 0 && !sameMeasure(joined, second))
    throw new AppError('refused', 'Both have progress in another measure, so they stay two.', {
      key: 'careplans.cannotJoin',
    });
  for (const point of progress) await put('goalProgress', point);
  for (const activity of (await e
    .trx('activity')
    .where({ goalId: drop.id })
    .orderBy('id')) as ActivityRow[])
    await put('activity', activity);
  for (const barrier of (await e
    .trx('barrier')
    .where({ goalId: drop.id })
    .orderBy('id')) as BarrierRow[])
    await put('barrier', barrier);
  const gone = await updateRecord<GoalRow>(
    e.trx,
    'goal',
    drop.id,
    drop.rowVersion,
    { removedAt: e.actor.at },
    e.actor,
  );
  steps.push({ record: 'goal', id: drop.id, from: drop.rowVersion, to: gone.rowVersion });
  if (progress.length > 0) {
    await followNewestProgress(e, keep.id);
    await followNewestProgress(e, drop.id);
  }
  await settleDraft(e, planId);
  return steps;
};

const sameMeasure = (a: GoalRow, b: GoalRow): boolean =>
  a.measureKind === b.measureKind && a.unit === b.unit;
