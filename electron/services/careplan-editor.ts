/** Use cases of the plan's editor: order, splitting and joining, suggestions, undo and redo. */
import type { Editing } from '../../db/careplan-editing';
import { joinGoals, movePart, splitGoal } from '../../db/careplan-order';
import { retrace } from '../../db/careplan-retrace';
import { usedLines } from '../../db/careplan-templates';
import { loadPlan, planRow } from '../../db/careplans';
import type { Step } from '../../shared/careplans/steps';
import { suggestible } from '../../shared/careplans/suggestions';
import type { carePlanEditorCalls } from '../../shared/contract/careplan-editor';
import { localDateOf } from '../../shared/time';
import { templates } from '../clinical/templates';
import type { CallContext, Handlers } from '../ipc/context';

const editing = (ctx: CallContext): Editing => ({
  trx: ctx.trx,
  actor: ctx.actor,
  today: localDateOf(ctx.now, ctx.zone),
});

/** An entry for each record, so that its own history tells it. */
const tellSteps = (ctx: CallContext, steps: readonly Step[]): void => {
  for (const { record, id, from, to } of steps)
    ctx.entry({
      ...{ recordType: record, recordId: id, versionAfter: to },
      ...(from > 0 ? { versionBefore: from } : {}),
    });
};

export const carePlanEditorHandlers: Handlers<typeof carePlanEditorCalls> = {
  'careplans.move': async (ctx, { record, id, rowVersion, to }) => {
    const steps = await movePart(editing(ctx), record, id, rowVersion, to);
    tellSteps(ctx, steps);
    ctx.note({ recordType: record, recordId: id, versionBefore: rowVersion, detail: { to } });
    return { steps };
  },
  'careplans.splitGoal': async (ctx, { id, rowVersion, first, second }) => {
    const split = await splitGoal(editing(ctx), id, rowVersion, first, second);
    tellSteps(ctx, split.steps);
    ctx.note({ recordType: 'goal', recordId: id, versionBefore: rowVersion });
    return split;
  },
  'careplans.joinGoals': async (ctx, { id, rowVersion, other, fields }) => {
    const steps = await joinGoals(editing(ctx), { id, rowVersion }, other, fields);
    tellSteps(ctx, steps);
    ctx.note({ recordType: 'goal', recordId: id, versionBefore: rowVersion });
    return { steps };
  },
  'careplans.retrace': async (ctx, { id, steps }) => {
    const e = editing(ctx);
    for (const { record, id: recordId, versionBefore, versionAfter } of await retrace(e, id, steps))
      ctx.entry({ recordType: record, recordId, versionBefore, versionAfter });
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { steps: steps.length } });
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.suggestions': async (ctx, { id, record }) => {
    const plan = await planRow(ctx.trx, id);
    ctx.note({ recordType: 'carePlan', recordId: id });
    ctx.saw([ctx.patientId ?? plan.patientId]);
    return suggestible(templates.offers, record, await usedLines(ctx.trx, plan, record));
  },
};
