/** Use cases of care plans: one function a call, all within the pipeline's transaction. */
import {
  changeActivity,
  changeBarrier,
  changeGoal,
  changePlan,
  changeProblem,
  insertActivity,
  insertBarrier,
  insertGoal,
  insertPlan,
  insertProblem,
  markPartInError,
  setRemoved,
} from '../../db/careplan-edits';
import type { Editing } from '../../db/careplan-editing';
import {
  insertProgress,
  reopenBarrier,
  resolveBarrier,
  setActivityStatus,
  setGoalStatus,
  withdrawProgress,
} from '../../db/careplan-live';
import { followActivity, settleTasks } from '../../db/careplan-tasks';
import { setPlanStatus, signPlan } from '../../db/careplan-versions';
import {
  barriersOfEncounter,
  liveState,
  loadPlan,
  openConditions,
  partById,
  plansOfPatient,
  possibleOwners,
  versionContent,
  versionHead,
} from '../../db/careplans';
import { survivorOf } from '../../db/access';
import { activationBlockers } from '../../shared/careplans/activation';
import { withLiveState } from '../../shared/careplans/live';
import { actionBetween, needsReason, whyNot } from '../../shared/careplans/actions';
import type { carePlanCalls } from '../../shared/contract/careplans';
import { AppError, notFound } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';
import { editing, needRecentPassphrase } from './careplan-editing';
import { lineOf } from './careplan-lines';

/** Puts the record, its versions and the names of the written fields on the call's audit entry. */
const noteChange = (
  ctx: CallContext,
  recordType: string,
  { id, rowVersion }: { id: string; rowVersion: number },
  before: number,
  fields?: object,
): void =>
  ctx.note({
    recordType,
    recordId: id,
    versionBefore: before,
    versionAfter: rowVersion,
    ...(fields ? { detail: { fields: Object.keys(fields) } } : {}),
  });

const noteNew = (ctx: CallContext, recordType: string, recordId: string): void =>
  ctx.note({ recordType, recordId, versionAfter: 1 });

/** The part as the window shows it. */
const shown = async <P extends keyof typeof partById>(
  e: Editing,
  part: P,
  id: string,
): Promise<NonNullable<Awaited<ReturnType<(typeof partById)[P]>>>> => {
  const found = await partById[part](e.trx, id, e.today);
  if (!found) throw notFound();
  return found as NonNullable<Awaited<ReturnType<(typeof partById)[P]>>>;
};

const needReason = (reason: string | null): void => {
  if (reason === null)
    throw new AppError('invalid', 'Say why, in a few words.', {
      key: 'careplans.needReason',
      fields: { reason: 'Say why, in a few words.' },
    });
};

export const carePlanHandlers: Handlers<typeof carePlanCalls> = {
  'careplans.ofPatient': async (ctx, { patientId }) => {
    const survivor = await survivorOf(ctx.trx, patientId);
    ctx.saw([survivor]);
    return plansOfPatient(ctx.trx, survivor, editing(ctx).today);
  },
  'careplans.get': async (ctx, { id }) => {
    const plan = await loadPlan(ctx.trx, id, editing(ctx).today);
    ctx.note({ recordType: 'carePlan', recordId: id });
    ctx.saw([ctx.patientId ?? plan.patientId]);
    return plan;
  },
  'careplans.version': async (ctx, { id, version }) => {
    const { today } = editing(ctx);
    const head = await versionHead(ctx.trx, id, version, today);
    const signed = await versionContent(ctx.trx, id, version);
    if (!signed) throw notFound();
    const { newestVersion } = await loadPlan(ctx.trx, id, today);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { version } });
    return {
      carePlanId: id,
      ...head,
      content:
        version === newestVersion
          ? withLiveState(signed, await liveState(ctx.trx, id, today))
          : signed,
    };
  },
  'careplans.owners': async (ctx) => {
    const { patientId, encounterId } = ctx;
    if (!patientId) throw notFound();
    ctx.saw([patientId]);
    return possibleOwners(ctx.trx, { patientId, encounterId }, ctx.now, editing(ctx).today);
  },
  'careplans.conditions': (ctx, { id }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    return openConditions(ctx.trx, id);
  },
  'careplans.barriers': async (ctx, { encounterId }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    return barriersOfEncounter(ctx.trx, encounterId, editing(ctx).today);
  },

  'careplans.create': async (ctx, { encounterId, title }) => {
    if (!ctx.patientId) throw notFound();
    const e = editing(ctx);
    const id = await insertPlan(e, { patientId: ctx.patientId, encounterId, title });
    noteNew(ctx, 'carePlan', id);
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.change': async (ctx, { id, rowVersion, fields }) => {
    const e = editing(ctx);
    noteChange(ctx, 'carePlan', await changePlan(e, id, rowVersion, fields), rowVersion, fields);
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.activate': async (ctx, { id, rowVersion, stamp }) => {
    needRecentPassphrase(ctx);
    const e = editing(ctx);
    const blockers = activationBlockers(await loadPlan(ctx.trx, id, e.today), e.today);
    if (blockers.length > 0)
      throw new AppError('refused', 'The plan cannot be signed yet. Look at what is missing.', {
        key: 'careplans.notReady',
      });
    const plan = await signPlan(e, id, rowVersion, stamp);
    await settleTasks(e, id, ctx.zone);
    noteChange(ctx, 'carePlan', plan, rowVersion);
    ctx.note({ detail: { version: plan.newestVersion } });
    return plan;
  },
  'careplans.setStatus': async (ctx, { id, rowVersion, status, reason }) => {
    const e = editing(ctx);
    const plan = await loadPlan(ctx.trx, id, e.today);
    const action = actionBetween(plan.status, status);
    if (action === null || whyNot(plan, ctx.user.role, action) !== null)
      throw new AppError('refused', 'The plan cannot be turned this way from where it stands.', {
        key: 'careplans.cannotTurn',
      });
    if (needsReason(action)) needReason(reason);
    const row = await setPlanStatus(e, id, rowVersion, status, reason);
    noteChange(ctx, 'carePlan', row, rowVersion);
    ctx.note({ detail: { status } });
    return loadPlan(ctx.trx, id, e.today);
  },

  'careplans.addProblem': async (ctx, { carePlanId, title, source, conditionId, suggestion }) => {
    const e = editing(ctx);
    if (conditionId !== null) await needOwnCondition(ctx, conditionId);
    const id = await insertProblem(
      e,
      { carePlanId, title, source, conditionId },
      lineOf(suggestion, 'problem'),
    );
    noteNew(ctx, 'problem', id);
    return shown(e, 'problem', id);
  },
  'careplans.changeProblem': async (ctx, { id, rowVersion, fields }) => {
    const e = editing(ctx);
    noteChange(ctx, 'problem', await changeProblem(e, id, rowVersion, fields), rowVersion, fields);
    return shown(e, 'problem', id);
  },

  'careplans.addGoal': async (ctx, { problemId, description, suggestion }) => {
    const e = editing(ctx);
    const id = await insertGoal(e, { problemId, description }, lineOf(suggestion, 'goal'));
    noteNew(ctx, 'goal', id);
    return shown(e, 'goal', id);
  },
  'careplans.changeGoal': async (ctx, { id, rowVersion, fields }) => {
    const e = editing(ctx);
    noteChange(ctx, 'goal', await changeGoal(e, id, rowVersion, fields), rowVersion, fields);
    return shown(e, 'goal', id);
  },
  'careplans.setGoalStatus': async (ctx, { id, rowVersion, status }) => {
    const e = editing(ctx);
    noteChange(ctx, 'goal', await setGoalStatus(e, id, rowVersion, status), rowVersion);
    return shown(e, 'goal', id);
  },
  'careplans.recordProgress': async (ctx, { goalId, at, value, statement, achievementStatus }) => {
    const e = editing(ctx);
    const said = statement?.trim() || null;
    if (value === null && said === null)
      throw new AppError('invalid', 'Write a value or what was seen.', {
        key: 'careplans.emptyProgress',
        fields: { value: 'Write a value or what was seen.' },
      });
    if (at !== null && at > ctx.now)
      throw new AppError('invalid', 'Progress cannot be recorded for a later time than now.', {
        key: 'careplans.futureProgress',
        fields: { at: 'This is later than now.' },
      });
    const point = { at: at ?? ctx.now, value, statement: said, achievementStatus };
    const id = await insertProgress(e, goalId, point);
    noteNew(ctx, 'goalProgress', id);
    return shown(e, 'goal', goalId);
  },
  'careplans.withdrawProgress': async (ctx, { goalId, id, rowVersion, reason }) => {
    const e = editing(ctx);
    await withdrawProgress(e, goalId, id, rowVersion, reason);
    ctx.note({
      recordType: 'goalProgress',
      recordId: id,
      versionBefore: rowVersion,
      versionAfter: rowVersion + 1,
    });
    return shown(e, 'goal', goalId);
  },

  'careplans.addActivity': async (ctx, { problemId, description, suggestion }) => {
    const e = editing(ctx);
    const id = await insertActivity(e, { problemId, description }, lineOf(suggestion, 'activity'));
    noteNew(ctx, 'activity', id);
    return shown(e, 'activity', id);
  },
  'careplans.changeActivity': async (ctx, { id, rowVersion, fields }) => {
    const e = editing(ctx);
    noteChange(
      ctx,
      'activity',
      await changeActivity(e, id, rowVersion, fields),
      rowVersion,
      fields,
    );
    return shown(e, 'activity', id);
  },
  'careplans.setActivityStatus': async (ctx, { id, rowVersion, status, outcome }) => {
    const e = editing(ctx);
    const said = outcome === undefined ? undefined : outcome?.trim() || null;
    const row = await setActivityStatus(e, id, rowVersion, status, said);
    await followActivity(e, id, status);
    noteChange(ctx, 'activity', row, rowVersion);
    return shown(e, 'activity', id);
  },

  'careplans.addBarrier': async (ctx, { problemId, ...fields }) => {
    const e = editing(ctx);
    const id = await insertBarrier(e, { problemId }, fields);
    noteNew(ctx, 'barrier', id);
    return shown(e, 'barrier', id);
  },
  'careplans.addStayBarrier': async (ctx, { encounterId, ...fields }) => {
    if (!ctx.patientId) throw notFound();
    const e = editing(ctx);
    const place = { problemId: null, encounterId, patientId: ctx.patientId };
    const id = await insertBarrier(e, place, fields);
    noteNew(ctx, 'barrier', id);
    return shown(e, 'barrier', id);
  },
  'careplans.changeBarrier': async (ctx, { id, rowVersion, fields }) => {
    const e = editing(ctx);
    noteChange(ctx, 'barrier', await changeBarrier(e, id, rowVersion, fields), rowVersion, fields);
    return shown(e, 'barrier', id);
  },
  'careplans.resolveBarrier': async (ctx, { id, rowVersion, resolution }) => {
    const e = editing(ctx);
    noteChange(ctx, 'barrier', await resolveBarrier(e, id, rowVersion, resolution), rowVersion);
    return shown(e, 'barrier', id);
  },
  'careplans.reopenBarrier': async (ctx, { id, rowVersion }) => {
    const e = editing(ctx);
    noteChange(ctx, 'barrier', await reopenBarrier(e, id, rowVersion), rowVersion);
    return shown(e, 'barrier', id);
  },

  'careplans.setRemoved': async (ctx, { record, id, rowVersion, removed }) => {
    const e = editing(ctx);
    const planId = await setRemoved(e, record, id, rowVersion, removed);
    noteChange(ctx, record, { id, rowVersion: rowVersion + 1 }, rowVersion, { removed });
    return loadPlan(ctx.trx, planId, e.today);
  },
  'careplans.enterInError': async (ctx, { record, id, rowVersion, reason }) => {
    await markPartInError(editing(ctx), record, id, rowVersion, reason);
    noteChange(ctx, record, { id, rowVersion: rowVersion + 1 }, rowVersion);
    ctx.note({ action: 'careplans.enterInError' });
    return null;
  },
};

/** A problem may point only to a condition of the same person. */
const needOwnCondition = async (ctx: CallContext, conditionId: string): Promise<void> => {
  const row = (await ctx.trx('condition').where({ id: conditionId }).first('patientId')) as
    { patientId: string } | undefined;
  if (!row || (await survivorOf(ctx.trx, row.patientId)) !== ctx.patientId) throw notFound();
};
