/** The last plan of a former stay, as it is offered at readmission. */
import type { GoalDecision } from './walk';

export interface FormerGoal {
  id: string;
  problem: string;
  description: string;
  target: string | null;
  /** What the close of that stay said; null where it was not closed goal by goal. */
  outcome: GoalDecision | null;
  reason: string | null;
  /** It was to go on after that discharge. */
  goesOn: boolean;
  /** The present plan took it up. */
  taken: boolean;
}

export interface FormerPlan {
  planId: string;
  title: string;
  endedAt: string;
  /** Who was to go on with it. */
  nextSetting: string | null;
  goals: FormerGoal[];
}
