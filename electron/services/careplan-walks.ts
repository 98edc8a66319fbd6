/** Use cases of the walk over a plan. */
import { changePlan } from '../../db/careplan-edits';
import { settleTasks } from '../../db/careplan-tasks';
import { setPlanStatus, signPlan } from '../../db/careplan-versions';
import {
  abandonWalk,
  applyDecision,
  decideGoal,
  finishWalk,
  openWalk,
  setWalk,
  startWalk,
} from '../../db/careplan-walks';
import { loadPlan } from '../../db/careplans';
import { whyNot } from '../../shared/careplans/actions';
import { draftBlockers } from '../../shared/careplans/activation';
import {
  decisionsOf,
  walkGaps,
  walkGoals,
  wantsReason,
  type Walk,
} from '../../shared/careplans/walk';
import type { carePlanWalkCalls } from '../../shared/contract/careplan-walks';
import { AppError, conflict, notFound } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';
import { editing, needRecentPassphrase } from './careplan-editing';

/** The open walk of this plan; its id is that of no other plan's. */
const walkOfPlan = async (ctx: CallContext, id: string, walkId: string): Promise<Walk> => {
  const walk = await openWalk(ctx.trx, id, editing(ctx).today);
  if (walk?.id !== walkId) throw notFound();
  return walk;
};

const refuse = (key: string, message: string): never => {
  throw new AppError('refused', message, { key });
};

export const carePlanWalkHandlers: Handlers<typeof carePlanWalkCalls> = {
  'careplans.walk': (ctx, { id }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    return openWalk(ctx.trx, id, editing(ctx).today);
  },
  'careplans.startWalk': async (ctx, { id, kind }) => {
    const e = editing(ctx);
    const plan = await loadPlan(ctx.trx, id, e.today);
    if (whyNot(plan, ctx.user.role, kind) !== null)
      refuse('careplans.cannotWalk', 'Only a signed plan in force is reviewed or closed.');
    const walk = await startWalk(e, id, kind);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { walk: walk.id, kind } });
    return walk;
  },
  'careplans.abandonWalk': async (ctx, { id, walkId, rowVersion }) => {
    await walkOfPlan(ctx, id, walkId);
    await abandonWalk(editing(ctx), walkId, rowVersion);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { walk: walkId } });
    return null;
  },
  'careplans.decideGoal': async (ctx, { id, walkId, goalId, decision, reason, goesOn }) => {
    const e = editing(ctx);
    const walk = await walkOfPlan(ctx, id, walkId);
    const plan = await loadPlan(ctx.trx, id, e.today);
    if (!walkGoals(plan, walk.kind).some(({ goal }) => goal.id === goalId)) throw notFound();
    const said = reason?.trim() || null;
    if (!decisionsOf[walk.kind].includes(decision))
      refuse('careplans.cannotDecide', 'This is not asked in this walk.');
    if (wantsReason(decision) && said === null)
      throw new AppError('invalid', 'Say why, in a few words.', {
        key: 'careplans.needReason',
        fields: { reason: 'Say why, in a few words.' },
      });
    ctx.note({ recordType: 'goal', recordId: goalId, detail: { walk: walkId, decision } });
    return decideGoal(e, walkId, goalId, { decision, reason: said, goesOn });
  },
  'careplans.setWalk': async (ctx, { id, walkId, rowVersion, reviewOn, nextSetting }) => {
    await walkOfPlan(ctx, id, walkId);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { walk: walkId } });
    return setWalk(editing(ctx), walkId, rowVersion, { reviewOn, nextSetting });
  },
  'careplans.finishWalk': async (ctx, { id, walkId, stamp }) => {
    needRecentPassphrase(ctx);
    const e = editing(ctx);
    const walk = await walkOfPlan(ctx, id, walkId);
    const seen = await loadPlan(ctx.trx, id, e.today);
    if (seen.stamp !== stamp) throw conflict(seen);
    if (walkGaps(seen, walk, e.today).length > 0)
      refuse('careplans.walkOpen', 'Decide about every goal first.');
    for (const decided of walk.decisions) await applyDecision(e, decided);
    if (walk.kind === 'review') {
      await changePlan(e, id, seen.rowVersion, { reviewOn: walk.reviewOn });
      const plan = await loadPlan(ctx.trx, id, e.today);
      if (draftBlockers(plan, e.today).length > 0)
        refuse('careplans.notReady', 'The plan cannot be signed yet. Look at what is missing.');
      await signPlan(e, id, plan.rowVersion, plan.stamp);
      await settleTasks(e, id, ctx.zone);
    } else {
      await setPlanStatus(e, id, seen.rowVersion, 'completed', walk.nextSetting);
    }
    const finished = await finishWalk(e, walkId);
    ctx.note({
      ...{ recordType: 'carePlan', recordId: id, versionBefore: seen.rowVersion },
      detail: { walk: walkId, kind: walk.kind, version: finished.version },
    });
    return loadPlan(ctx.trx, id, e.today);
  },
};
