/** Signing a care plan, and where its status goes. */
import { contentOf, type CarePlan } from '../shared/careplans/plan';
import type { GoalStatus, PlanStatus } from '../shared/careplans/statuses';
import { conflict } from '../shared/errors';
import { seenPlan, type Editing } from './careplan-editing';
import type { GoalRow, PlanRow } from './careplan-rows';
import { loadPlan } from './careplans';
import { updateRecord } from './records';

/** Goals that signing brings into force. */
const awaiting: readonly GoalStatus[] = ['proposed', 'planned', 'accepted'];

/**
 * Makes the draft the newest version, signed by the actor. `stamp` is that of the plan the signer
 * read: a plan that changed since is `conflict`, so that nobody signs text they have not seen.
 */
export const signPlan = async (
  e: Editing,
  id: string,
  rowVersion: number,
  stamp: number,
): Promise<CarePlan> => {
  const row = await seenPlan(e, id, rowVersion);
  const draft = await loadPlan(e.trx, id, e.today);
  if (draft.stamp !== stamp) throw conflict(draft);
  for (const goal of draft.problems.flatMap(({ goals }) => goals))
    if (awaiting.includes(goal.lifecycleStatus))
      await updateRecord<GoalRow>(
        e.trx,
        'goal',
        goal.id,
        goal.rowVersion,
        { lifecycleStatus: 'active' },
        e.actor,
      );
  const version = row.newestVersion + 1;
  await e.trx('care_plan_version').insert({
    carePlanId: id,
    version,
    signedAt: e.actor.at,
    signedBy: e.actor.userId,
    content: JSON.stringify(contentOf(await loadPlan(e.trx, id, e.today))),
  });
  await updateRecord<PlanRow>(
    e.trx,
    'care_plan',
    id,
    rowVersion,
    { status: 'active', statusReason: null, newestVersion: version, draftOpen: 0 },
    e.actor,
  );
  return loadPlan(e.trx, id, e.today);
};

/** The plan's status with its reason; what may follow what is `mayTurn` of shared/careplans. */
export const setPlanStatus = async (
  e: Editing,
  id: string,
  rowVersion: number,
  status: PlanStatus,
  statusReason: string | null,
): Promise<PlanRow> => {
  await seenPlan(e, id, rowVersion);
  return updateRecord<PlanRow>(
    e.trx,
    'care_plan',
    id,
    rowVersion,
    { status, statusReason },
    e.actor,
  );
};
