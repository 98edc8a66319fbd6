/** Which plans in force have goals that call for somebody. */
import {
  planAttention,
  type AttendedGoal,
  type PlanAttention,
} from '../shared/careplans/attention';
import type { Trx } from './connection';

type Row = AttendedGoal & { carePlanId: string; inForceSince: string };

/** Goals of signed plans with the instant of their newest progress, by the plans' ids. */
export const attendedGoalsQuery = (trx: Trx, planIds: readonly string[]) =>
  trx('problem')
    .join('goal', 'goal.problemId', 'problem.id')
    .join('care_plan_version', (on) =>
      on
        .on('care_plan_version.carePlanId', '=', 'problem.carePlanId')
        .andOnVal('care_plan_version.version', '=', 1),
    )
    .whereIn('problem.carePlanId', [...planIds])
    .whereNull('problem.removedAt')
    .whereNull('problem.enteredInErrorAt')
    .whereNull('goal.removedAt')
    .whereNull('goal.enteredInErrorAt')
    .orderBy('goal.id')
    .select(
      'problem.carePlanId',
      'care_plan_version.signedAt as inForceSince',
      'goal.lifecycleStatus',
      'goal.achievementStatus',
      'goal.dueOn',
      {
        lastProgressAt: trx('goal_progress')
          .where('goal_progress.goalId', trx.ref('goal.id'))
          .whereNull('goal_progress.enteredInErrorAt')
          .max('at'),
      },
    );

/** By plan: how many goals are past their date or without progress. */
export const attentionOfPlans = async (
  trx: Trx,
  planIds: readonly string[],
  today: string,
  zone: string,
): Promise<Map<string, PlanAttention>> => {
  if (planIds.length === 0) return new Map();
  const rows = (await attendedGoalsQuery(trx, planIds)) as unknown as Row[];
  const goals = new Map<string, Row[]>();
  for (const row of rows) goals.set(row.carePlanId, [...(goals.get(row.carePlanId) ?? []), row]);
  return new Map(
    [...goals].map(([id, own]) => [id, planAttention(own, own[0]!.inForceSince, today, zone)]),
  );
};
