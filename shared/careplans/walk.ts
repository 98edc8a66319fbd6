/** A walk over a plan, goal by goal: a review while the patient stays, or the close of the stay. */
import type { CarePlan, Goal } from './plan';

export const walkKinds = ['review', 'close'] as const;
export type WalkKind = (typeof walkKinds)[number];

export const goalDecisions = [
  'keep',
  'adjust',
  'achieved',
  'partly',
  'not-achieved',
  'drop',
] as const;
export type GoalDecision = (typeof goalDecisions)[number];

/** What may be decided, in the order of the keys 1 to 4. */
export const decisionsOf: Record<WalkKind, readonly GoalDecision[]> = {
  review: ['keep', 'adjust', 'achieved', 'drop'],
  close: ['achieved', 'partly', 'not-achieved', 'drop'],
};

/** A goal that is given up says why. */
export const wantsReason = (decision: GoalDecision): boolean => decision === 'drop';

export interface Decided {
  goalId: string;
  decision: GoalDecision;
  reason: string | null;
  /** It goes on after the discharge, in the next setting. */
  goesOn: boolean;
  byName: string | null;
  at: string;
}

export interface Walk {
  id: string;
  rowVersion: number;
  kind: WalkKind;
  /** The next review that it sets. */
  reviewOn: string | null;
  /** Who goes on with what is handed on. */
  nextSetting: string | null;
  startedAt: string;
  startedByName: string | null;
  decisions: Decided[];
}

/**
 * The goals that a walk asks about, in the plan's order. A review leaves out what is closed already;
 * the close of the stay asks about every goal, so that each has its outcome.
 */
export const walkGoals = (
  plan: Pick<CarePlan, 'problems'>,
  kind: WalkKind,
): { goal: Goal; problem: string }[] =>
  plan.problems.flatMap(({ title, goals }) =>
    goals
      .filter(({ lifecycleStatus }) =>
        kind === 'close'
          ? lifecycleStatus !== 'entered-in-error'
          : !['completed', 'cancelled', 'rejected', 'entered-in-error'].includes(lifecycleStatus),
      )
      .map((goal) => ({ goal, problem: title })),
  );

export type WalkGap = 'undecided' | 'noReviewDate' | 'reviewPast' | 'noNextSetting';

/** What a walk still lacks; empty = it can be finished. */
export const walkGaps = (
  plan: Pick<CarePlan, 'problems'>,
  walk: Pick<Walk, 'kind' | 'reviewOn' | 'nextSetting' | 'decisions'>,
  today: string,
): WalkGap[] => {
  const gaps: WalkGap[] = [];
  const decided = new Set(walk.decisions.map(({ goalId }) => goalId));
  if (walkGoals(plan, walk.kind).some(({ goal }) => !decided.has(goal.id))) gaps.push('undecided');
  if (walk.kind === 'review') {
    if (walk.reviewOn === null) gaps.push('noReviewDate');
    else if (walk.reviewOn < today) gaps.push('reviewPast');
  }
  const handedOn = walk.decisions.some(({ goesOn }) => goesOn);
  if (walk.kind === 'close' && handedOn && (walk.nextSetting ?? '').trim() === '')
    gaps.push('noNextSetting');
  return gaps;
};
