/** Which goals of a plan in force call for somebody: past due, or without progress for days. */
import { daysBetween, localDateOf } from '../time';
import { isPursued } from './plan';
import type { Achievement, GoalStatus } from './statuses';

/**
 * A goal of a hospital stay that nobody recorded anything on for so many days stands out: half of
 * the usual stay of about five days (product.md names no number; it is one to be set by the unit).
 */
export const noProgressDays = 3;

export interface AttendedGoal {
  lifecycleStatus: GoalStatus;
  achievementStatus: Achievement;
  dueOn: string | null;
  /** Instant of the newest progress; null = none. */
  lastProgressAt: string | null;
}

export interface GoalAttention {
  /** Days since its date; null where it is not past. */
  pastDueDays: number | null;
  /** Days without progress, from `noProgressDays` on; else null. */
  quietDays: number | null;
}

/** `inForceSince` = when the plan was first signed: nobody records on a goal before. */
export const goalAttention = (
  goal: AttendedGoal,
  inForceSince: string,
  today: string,
  zone: string,
): GoalAttention => {
  const met = goal.achievementStatus === 'achieved' || goal.achievementStatus === 'sustaining';
  if (!isPursued(goal.lifecycleStatus) || met) return { pastDueDays: null, quietDays: null };
  const last =
    goal.lastProgressAt !== null && goal.lastProgressAt > inForceSince
      ? goal.lastProgressAt
      : inForceSince;
  const quiet = daysBetween(localDateOf(last, zone), today);
  const past = goal.dueOn === null ? 0 : daysBetween(goal.dueOn, today);
  return {
    pastDueDays: past > 0 ? past : null,
    quietDays: quiet >= noProgressDays ? quiet : null,
  };
};

export interface PlanAttention {
  /** Goals past their date. */
  pastDue: number;
  /** Goals without progress for `noProgressDays` days or more. */
  quiet: number;
}

/** How many goals of a plan stand out; one may count in both. */
export const planAttention = (
  goals: readonly AttendedGoal[],
  inForceSince: string,
  today: string,
  zone: string,
): PlanAttention => {
  const found = goals.map((goal) => goalAttention(goal, inForceSince, today, zone));
  return {
    pastDue: found.filter(({ pastDueDays }) => pastDueDays !== null).length,
    quiet: found.filter(({ quietDays }) => quietDays !== null).length,
  };
};
