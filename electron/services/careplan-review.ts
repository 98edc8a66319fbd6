/** Use cases of a plan after it was signed. */
import { formerPlan, takeUpGoal } from '../../db/careplan-former';
import { insertProgress } from '../../db/careplan-live';
import { restoreVersion } from '../../db/careplan-restore';
import { loadPlan } from '../../db/careplans';
import type { carePlanReviewCalls } from '../../shared/contract/careplan-review';
import type { Handlers } from '../ipc/context';
import { AppError, notFound } from '../../shared/errors';
import { editing } from './careplan-editing';

export const carePlanReviewHandlers: Handlers<typeof carePlanReviewCalls> = {
  'careplans.draftFrom': async (ctx, { id, rowVersion, version }) => {
    const e = editing(ctx);
    await restoreVersion(e, id, rowVersion, version);
    ctx.note({
      ...{ recordType: 'carePlan', recordId: id, versionBefore: rowVersion },
      detail: { from: version },
    });
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.former': (ctx, { id }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    return formerPlan(ctx.trx, id);
  },
  'careplans.takeUp': async (ctx, { id, goalIds }) => {
    const e = editing(ctx);
    const goals: string[] = [];
    for (const goalId of goalIds) goals.push(await takeUpGoal(e, id, goalId));
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { takenUp: goals } });
    return loadPlan(ctx.trx, id, e.today);
  },
  'careplans.recordProgressSheet': async (ctx, { id, entries }) => {
    const e = editing(ctx);
    const plan = await loadPlan(ctx.trx, id, e.today);
    const goals = plan.problems.flatMap((problem) => problem.goals);
    const kept: string[] = [];
    for (const { goalId, value, statement, achievementStatus } of entries) {
      if (!goals.some((goal) => goal.id === goalId)) throw notFound();
      const said = statement?.trim() || null;
      if (value === null && said === null)
        throw new AppError('invalid', 'Write a value or what was seen.', {
          key: 'careplans.emptyProgress',
          fields: { [goalId]: 'Write a value or what was seen.' },
        });
      try {
        const point = { at: ctx.now, value, statement: said, achievementStatus };
        kept.push(await insertProgress(e, goalId, point));
      } catch (error) {
        // The sheet shows the sentence at the goal that it is about.
        if (!(error instanceof AppError)) throw error;
        const { code, message, ...more } = error.detail;
        throw new AppError(code, message, { ...more, fields: { [goalId]: message } });
      }
    }
    ctx.note({ recordType: 'carePlan', recordId: id, detail: { progress: kept } });
    return loadPlan(ctx.trx, id, e.today);
  },
};
