/** Use cases of those who take part in a care plan, and of what each was told. */
import { participantCandidates, toldOfPlan } from '../../db/careplan-participants';
import {
  addParticipants,
  insertTold,
  setCustodian,
  setParticipantRemoved,
  withdrawTold,
} from '../../db/careplan-participation';
import { loadPlan, versionContent } from '../../db/careplans';
import { informedOf, type InformedPlan } from '../../shared/careplans/participants';
import type { PlanContent } from '../../shared/careplans/version';
import type { carePlanParticipantCalls } from '../../shared/contract/careplan-participants';
import { AppError, notFound } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';
import { editing } from './careplan-editing';

const informed = async (ctx: CallContext, id: string): Promise<InformedPlan> => {
  const { today } = editing(ctx);
  const plan = await loadPlan(ctx.trx, id, today);
  const told = await toldOfPlan(ctx.trx, id, today);
  const contents = new Map<number, PlanContent>();
  for (const version of new Set([plan.newestVersion, ...told.map((one) => one.version)])) {
    const content = version === 0 ? null : await versionContent(ctx.trx, id, version);
    if (content) contents.set(version, content);
  }
  return {
    newestVersion: plan.newestVersion,
    people: informedOf(plan.participants, told, plan.newestVersion, contents),
  };
};

/** The participant must be one of this plan: the plan's patient is whose reach was checked. */
const needOfPlan = async (
  ctx: CallContext,
  table: 'care_plan_participant' | 'care_plan_told',
  carePlanId: string,
  ids: readonly string[],
): Promise<void> => {
  const rows = (await ctx.trx(table).whereIn('id', ids).select('id', 'carePlanId')) as {
    id: string;
    carePlanId: string;
  }[];
  if (ids.some((id) => !rows.some((row) => row.id === id && row.carePlanId === carePlanId)))
    throw notFound();
};

export const carePlanParticipantHandlers: Handlers<typeof carePlanParticipantCalls> = {
  'careplans.participants': (ctx, { id }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    return informed(ctx, id);
  },
  'careplans.participantCandidates': async (ctx, { id }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    const plan = await loadPlan(ctx.trx, id, editing(ctx).today);
    return participantCandidates(ctx.trx, plan, ctx.now);
  },
  'careplans.addParticipants': async (ctx, { id, people }) => {
    const e = editing(ctx);
    const participants = await addParticipants(e, id, people);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { participants } });
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.setParticipantRemoved': async (ctx, { id, participantId, rowVersion, removed }) => {
    const e = editing(ctx);
    await needOfPlan(ctx, 'care_plan_participant', id, [participantId]);
    await setParticipantRemoved(e, participantId, rowVersion, removed);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { participantId, removed } });
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.setCustodian': async (ctx, { id, rowVersion, custodianId }) => {
    const e = editing(ctx);
    const row = await setCustodian(e, id, rowVersion, custodianId);
    ctx.note({
      ...{ recordType: 'carePlan', recordId: id },
      ...{ versionBefore: rowVersion, versionAfter: row.rowVersion },
      detail: { fields: ['custodianId'] },
    });
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.recordTold': async (ctx, { id, participantIds, version, at, how, note }) => {
    const e = editing(ctx);
    await needOfPlan(ctx, 'care_plan_participant', id, participantIds);
    if (at !== null && at > ctx.now)
      throw new AppError('invalid', 'Nobody can have been told later than now.', {
        key: 'careplans.futureTold',
        fields: { at: 'This is later than now.' },
      });
    for (const participantId of participantIds)
      await insertTold(e, { participantId, version, toldAt: at ?? ctx.now, how, note });
    ctx.note({
      ...{ recordType: 'carePlan', recordId: id },
      detail: { told: participantIds, version },
    });
    return informed(ctx, id);
  },
  'careplans.withdrawTold': async (ctx, { id, toldId, rowVersion, reason }) => {
    await needOfPlan(ctx, 'care_plan_told', id, [toldId]);
    await withdrawTold(editing(ctx), toldId, rowVersion, reason);
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { withdrawn: toldId } });
    return informed(ctx, id);
  },
};
