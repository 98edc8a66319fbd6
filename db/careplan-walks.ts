/** Walks over a plan: begun, decided goal by goal, broken off and continued, finished. */
import type { Decided, GoalDecision, Walk, WalkKind } from '../shared/careplans/walk';
import { conflict, notFound } from '../shared/errors';
import type { Editing } from './careplan-editing';
import { insertProgress } from './careplan-live';
import type { GoalRow } from './careplan-rows';
import { planRow } from './careplans';
import type { Trx } from './connection';
import { personNames } from './person-names';
import { insertRecord, updateRecord, type RecordColumns } from './records';

export interface WalkRow extends RecordColumns {
  carePlanId: string;
  kind: WalkKind;
  status: 'open' | 'finished' | 'abandoned';
  reviewOn: string | null;
  nextSetting: string | null;
  finishedAt: string | null;
  version: number | null;
  unitId: string | null;
}

interface DecisionRow extends RecordColumns {
  walkId: string;
  goalId: string;
  decision: GoalDecision;
  reason: string | null;
  goesOn: number;
}

const walkOf = async (trx: Trx, row: WalkRow, today: string): Promise<Walk> => {
  const rows = (await trx('goal_decision')
    .where({ walkId: row.id })
    .orderBy(['createdAt', 'id'])) as DecisionRow[];
  const names = await personNames(
    trx,
    [row.createdBy, ...rows.map(({ updatedBy }) => updatedBy)],
    today,
  );
  return {
    ...{ id: row.id, rowVersion: row.rowVersion, kind: row.kind },
    ...{ reviewOn: row.reviewOn, nextSetting: row.nextSetting, startedAt: row.createdAt },
    startedByName: names.get(row.createdBy) ?? null,
    decisions: rows.map(({ goalId, decision, reason, goesOn, updatedAt, updatedBy }): Decided => ({
      ...{ goalId, decision, reason, goesOn: goesOn === 1, at: updatedAt },
      byName: names.get(updatedBy) ?? null,
    })),
  };
};

/** The walk that stands open on a plan; null without one. */
export const openWalk = async (
  trx: Trx,
  carePlanId: string,
  today: string,
): Promise<Walk | null> => {
  const row = (await trx('care_plan_walk')
    .where({ carePlanId, status: 'open' })
    .orderBy('id')
    .first()) as WalkRow | undefined;
  return row ? walkOf(trx, row, today) : null;
};

/** Begins a walk, or goes on with the open one of that kind; one of the other kind is left. */
export const startWalk = async (e: Editing, carePlanId: string, kind: WalkKind): Promise<Walk> => {
  const open = await openWalk(e.trx, carePlanId, e.today);
  if (open?.kind === kind) return open;
  if (open) await abandonWalk(e, open.id, open.rowVersion);
  await insertRecord(e.trx, 'care_plan_walk', { carePlanId, kind, status: 'open' }, e.actor);
  const begun = await openWalk(e.trx, carePlanId, e.today);
  if (!begun) throw notFound();
  return begun;
};

const seenWalk = async (e: Editing, id: string, rowVersion?: number): Promise<WalkRow> => {
  const row = (await e.trx('care_plan_walk').where({ id, status: 'open' }).first()) as
    WalkRow | undefined;
  if (!row) throw notFound();
  if (rowVersion !== undefined && row.rowVersion !== rowVersion)
    throw conflict(await walkOf(e.trx, row, e.today));
  return row;
};

/** Leaves a walk; what was decided in it stays on record and counts for nothing. */
export const abandonWalk = async (e: Editing, id: string, rowVersion: number): Promise<WalkRow> => {
  await seenWalk(e, id, rowVersion);
  const status = 'abandoned' as const;
  return updateRecord<WalkRow>(e.trx, 'care_plan_walk', id, rowVersion, { status }, e.actor);
};

/** The next review date, or who goes on with what is handed on. */
export const setWalk = async (
  e: Editing,
  id: string,
  rowVersion: number,
  facts: Partial<Pick<WalkRow, 'reviewOn' | 'nextSetting'>>,
): Promise<Walk> => {
  await seenWalk(e, id, rowVersion);
  const row = await updateRecord<WalkRow>(e.trx, 'care_plan_walk', id, rowVersion, facts, e.actor);
  return walkOf(e.trx, row, e.today);
};

/** What is to become of a goal; the newest word counts. */
export const decideGoal = async (
  e: Editing,
  walkId: string,
  goalId: string,
  said: { decision: GoalDecision; reason: string | null; goesOn: boolean },
): Promise<Walk> => {
  const walk = await seenWalk(e, walkId);
  const values = { ...said, goesOn: said.goesOn ? 1 : 0 };
  const before = (await e.trx('goal_decision').where({ walkId, goalId }).first()) as
    DecisionRow | undefined;
  if (before)
    await updateRecord<DecisionRow>(
      e.trx,
      'goal_decision',
      before.id,
      before.rowVersion,
      values,
      e.actor,
    );
  else await insertRecord(e.trx, 'goal_decision', { walkId, goalId, ...values }, e.actor);
  return walkOf(e.trx, walk, e.today);
};

/** What a decision does to its goal, live. A goal that was closed before stays as it is. */
export const applyDecision = async (e: Editing, decided: Decided): Promise<void> => {
  const { goalId, decision, reason, goesOn } = decided;
  if (decision === 'keep' || decision === 'adjust') return;
  const goal = (await e.trx('goal').where({ id: goalId }).first()) as GoalRow | undefined;
  if (!goal || goal.enteredInErrorAt !== null) return;
  if (goal.lifecycleStatus === 'completed' || goal.lifecycleStatus === 'cancelled') return;
  if (decision !== 'drop')
    await insertProgress(e, goalId, {
      ...{ at: e.actor.at, value: null, statement: reason },
      achievementStatus: decision === 'achieved' ? 'achieved' : 'not-achieved',
    });
  if (goesOn) return;
  const now = (await e.trx('goal').where({ id: goalId }).first()) as GoalRow;
  await updateRecord<GoalRow>(
    e.trx,
    'goal',
    goalId,
    now.rowVersion,
    { lifecycleStatus: decision === 'drop' ? 'cancelled' : 'completed' },
    e.actor,
  );
};

/** Puts the walk's end on record: the version it made or ended with, and the unit it counts for. */
export const finishWalk = async (e: Editing, id: string): Promise<WalkRow> => {
  const walk = await seenWalk(e, id);
  const plan = await planRow(e.trx, walk.carePlanId);
  const stay = (await e
    .trx('encounter')
    .where({ id: plan.encounterId ?? '' })
    .first('unitId')) as { unitId: string | null } | undefined;
  return updateRecord<WalkRow>(
    e.trx,
    'care_plan_walk',
    id,
    walk.rowVersion,
    {
      status: 'finished',
      finishedAt: e.actor.at,
      version: plan.newestVersion,
      unitId: walk.kind === 'close' ? (stay?.unitId ?? null) : null,
    },
    e.actor,
  );
};
