/** The last plan of the patient's former stays, offered goal by goal; nothing is copied by itself. */
import type { FormerGoal, FormerPlan } from '../shared/careplans/former';
import type { GoalDecision } from '../shared/careplans/walk';
import { notFound } from '../shared/errors';
import { openPlan, settleDraft, type Editing } from './careplan-editing';
import type { ActivityRow, GoalRow, PlanRow, ProblemRow } from './careplan-rows';
import { planRow, versionContent } from './careplans';
import type { Trx } from './connection';
import { insertRecord } from './records';

/** The newest ended plan of another stay of the same patient; null without one. */
const formerRow = async (trx: Trx, plan: PlanRow): Promise<PlanRow | undefined> =>
  (await trx('care_plan')
    .whereIn(
      'patientId',
      trx('patient')
        .whereIn('survivorId', trx('patient').where({ id: plan.patientId }).select('survivorId'))
        .select('id'),
    )
    .where({ status: 'completed' })
    .where('newestVersion', '>', 0)
    .whereNot('id', plan.id)
    .where((q) => q.whereNull('encounterId').orWhereNot('encounterId', plan.encounterId ?? ''))
    .where('createdAt', '<=', plan.createdAt)
    .orderBy([
      { column: 'updatedAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first()) as PlanRow | undefined;

/** What the last plan held, with each goal's outcome, and which of them this plan took up already. */
export const formerPlan = async (trx: Trx, planId: string): Promise<FormerPlan | null> => {
  const former = await formerRow(trx, await planRow(trx, planId));
  const content = former && (await versionContent(trx, former.id, former.newestVersion));
  if (!former || !content) return null;
  const ids = content.problems.flatMap(({ goals }) => goals.map(({ id }) => id));
  const outcomes = (await trx('goal_decision')
    .join('care_plan_walk', 'care_plan_walk.id', 'goal_decision.walkId')
    .where({
      'care_plan_walk.carePlanId': former.id,
      'care_plan_walk.kind': 'close',
      'care_plan_walk.status': 'finished',
    })
    .orderBy(['care_plan_walk.id', 'goal_decision.id'])
    .select('goalId', 'decision', 'reason', 'goesOn')) as {
    goalId: string;
    decision: GoalDecision;
    reason: string | null;
    goesOn: number;
  }[];
  const taken = (await trx('goal')
    .join('problem', 'problem.id', 'goal.problemId')
    .where({ 'problem.carePlanId': planId })
    .whereIn('goal.priorGoalId', ids)
    .whereNull('goal.removedAt')
    .whereNull('goal.enteredInErrorAt')
    .orderBy('goal.id')
    .pluck('goal.priorGoalId')) as string[];
  return {
    planId: former.id,
    title: content.title,
    endedAt: former.updatedAt,
    nextSetting: former.statusReason,
    goals: content.problems.flatMap((problem) =>
      problem.goals.map((goal): FormerGoal => {
        const outcome = outcomes.findLast(({ goalId }) => goalId === goal.id);
        return {
          ...{ id: goal.id, description: goal.description, target: goal.target },
          problem: problem.title,
          outcome: outcome?.decision ?? null,
          reason: outcome?.reason ?? null,
          goesOn: outcome?.goesOn === 1,
          taken: taken.includes(goal.id),
        };
      }),
    ),
  };
};

/**
 * Takes one former goal up: its problem comes with it where this plan has not taken that up yet,
 * and the interventions that were tied to it. Dates and progress belong to the former stay and stay
 * there; owners are named anew.
 */
export const takeUpGoal = async (e: Editing, planId: string, goalId: string): Promise<string> => {
  const plan = await openPlan(e, planId);
  const former = await formerRow(e.trx, plan);
  const goal = (await e.trx('goal').where({ id: goalId }).first()) as GoalRow | undefined;
  const problem = (await e
    .trx('problem')
    .where({ id: goal?.problemId ?? '' })
    .first()) as ProblemRow | undefined;
  if (!former || !goal || problem?.carePlanId !== former.id) throw notFound();
  const standing = { removedAt: null, enteredInErrorAt: null };
  const before = (await e
    .trx('goal')
    .join('problem', 'problem.id', 'goal.problemId')
    .where({ 'problem.carePlanId': planId, 'goal.priorGoalId': goalId })
    .where({ 'goal.removedAt': null, 'goal.enteredInErrorAt': null })
    .orderBy('goal.id')
    .first('goal.id')) as { id: string } | undefined;
  // Taking up twice makes no duplicate.
  if (before) return before.id;
  const next = async (table: string, where: object): Promise<number> =>
    ((
      (await e.trx(table).where(where).max({ last: 'position' }).first()) as { last: number | null }
    ).last ?? 0) + 1;
  const known = (await e
    .trx('problem')
    .where({ carePlanId: planId, priorProblemId: problem.id, ...standing })
    .orderBy('id')
    .first('id')) as { id: string } | undefined;
  const problemId =
    known?.id ??
    (
      await insertRecord(
        e.trx,
        'problem',
        {
          ...{ carePlanId: planId, title: problem.title, source: former.title.slice(0, 120) },
          ...{ ownWords: problem.ownWords, priorProblemId: problem.id },
          position: await next('problem', { carePlanId: planId }),
        },
        e.actor,
      )
    ).id;
  const { measure, measureKind, unit, scaleLow, scaleHigh, target, unmeasuredReason = null } = goal;
  const { levelMinus2, levelMinus1, level0, levelPlus1, levelPlus2 } = goal;
  const row = await insertRecord(
    e.trx,
    'goal',
    {
      ...{ problemId, patientId: plan.patientId, description: goal.description },
      ...{ measure, measureKind, unit, scaleLow, scaleHigh, target, unmeasuredReason },
      ...{ levelMinus2, levelMinus1, level0, levelPlus1, levelPlus2, ownWords: goal.ownWords },
      ...{ priorGoalId: goal.id, position: await next('goal', { problemId }) },
    },
    e.actor,
  );
  const activities = (await e
    .trx('activity')
    .where({ goalId, ...standing })
    .orderBy(['position', 'id'])) as ActivityRow[];
  for (const { description, kind, frequency } of activities)
    await insertRecord(
      e.trx,
      'activity',
      {
        ...{ problemId, goalId: row.id, description, kind, frequency },
        position: await next('activity', { problemId }),
      },
      e.actor,
    );
  await settleDraft(e, planId);
  return row.id;
};
