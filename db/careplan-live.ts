/**
 * What is recorded live on a care plan, without a draft: progress, statuses, resolved barriers
 * (records.md, Three things called version).
 */
import type { ActivityStatus, GoalStatus } from '../shared/careplans/statuses';
import { conflict, notFound } from '../shared/errors';
import { seen, type Editing, type Part, type PartRows } from './careplan-editing';
import type { ActivityRow, BarrierRow, GoalRow, ProgressRow } from './careplan-rows';
import { needFit } from './careplan-edits';
import { partById } from './careplans';
import { enterInError, insertRecord, updateRecord, type RecordColumns } from './records';

/** A status of a goal or an intervention, or a barrier's resolution: no draft is opened by it. */
const record = async <P extends Part>(
  e: Editing,
  part: P,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<PartRows[P], keyof RecordColumns>>,
): Promise<PartRows[P]> => {
  await seen(e, part, id, rowVersion);
  return updateRecord<PartRows[P]>(e.trx, part, id, rowVersion, patch, e.actor);
};

export const setGoalStatus = (
  e: Editing,
  id: string,
  rowVersion: number,
  lifecycleStatus: GoalStatus,
): Promise<GoalRow> => record(e, 'goal', id, rowVersion, { lifecycleStatus });

export const setActivityStatus = (
  e: Editing,
  id: string,
  rowVersion: number,
  status: ActivityStatus,
  /** What came of it; undefined leaves it as it is. */
  outcome?: string | null,
): Promise<ActivityRow> =>
  record(e, 'activity', id, rowVersion, { status, ...(outcome === undefined ? {} : { outcome }) });

export const resolveBarrier = (
  e: Editing,
  id: string,
  rowVersion: number,
  resolution: string | null,
): Promise<BarrierRow> =>
  record(e, 'barrier', id, rowVersion, { resolvedAt: e.actor.at, resolution });

export const reopenBarrier = (e: Editing, id: string, rowVersion: number): Promise<BarrierRow> =>
  record(e, 'barrier', id, rowVersion, { resolvedAt: null, resolution: null });

/** A point of progress; the goal takes the status of its newest point. */
export const insertProgress = async (
  e: Editing,
  goalId: string,
  point: Pick<ProgressRow, 'at' | 'value' | 'statement' | 'achievementStatus'>,
): Promise<string> => {
  const goal = (await e.trx('goal').where({ id: goalId }).first()) as GoalRow | undefined;
  if (!goal || goal.enteredInErrorAt !== null) throw notFound();
  needFit(goal, 'value', point.value);
  const row = await insertRecord(e.trx, 'goal_progress', { goalId, ...point }, e.actor);
  await followNewestProgress(e, goalId);
  return row.id;
};

/** Marks a point of progress as entered in error; the goal's status follows the one before it. */
export const withdrawProgress = async (
  e: Editing,
  goalId: string,
  id: string,
  rowVersion: number,
  reason: string,
): Promise<void> => {
  const row = (await e.trx('goal_progress').where({ id, goalId }).first()) as
    ProgressRow | undefined;
  if (!row || row.enteredInErrorAt !== null) throw notFound();
  if (row.rowVersion !== rowVersion) throw conflict(await partById.goal(e.trx, goalId, e.today));
  await enterInError(e.trx, 'goal_progress', id, rowVersion, reason, e.actor);
  await followNewestProgress(e, goalId);
};

/** The goal takes the achievement of its newest point of progress. */
export const followNewestProgress = async (e: Editing, goalId: string): Promise<void> => {
  const newest = (await e
    .trx('goal_progress')
    .where({ goalId })
    .whereNull('enteredInErrorAt')
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('achievementStatus')) as Pick<ProgressRow, 'achievementStatus'> | undefined;
  const goal = (await e.trx('goal').where({ id: goalId }).first()) as GoalRow;
  await updateRecord<GoalRow>(
    e.trx,
    'goal',
    goalId,
    goal.rowVersion,
    { achievementStatus: newest?.achievementStatus ?? 'in-progress' },
    e.actor,
  );
};
