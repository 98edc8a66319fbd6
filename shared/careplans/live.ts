/**
 * What is recorded live is laid over the newest signed version: progress, statuses and resolved
 * barriers need no new version (records.md, Three things called version).
 */
import type { ActivityContent, BarrierContent, GoalContent, PlanContent } from './version';

/** Present state of rows by id, those taken out of the draft included. */
export interface LiveState {
  goals: ReadonlyMap<
    string,
    Pick<GoalContent, 'lifecycleStatus' | 'achievementStatus' | 'progress'>
  >;
  activities: ReadonlyMap<string, Pick<ActivityContent, 'status' | 'outcome'>>;
  /** A barrier that is missing here was entered in error. */
  barriers: ReadonlyMap<string, Pick<BarrierContent, 'resolvedAt' | 'resolution'>>;
}

/** The signed text with today's progress, statuses and resolutions. */
export const withLiveState = (content: PlanContent, live: LiveState): PlanContent => ({
  ...content,
  problems: content.problems.map((problem) => ({
    ...problem,
    goals: problem.goals.map((goal) => ({ ...goal, ...live.goals.get(goal.id) })),
    activities: problem.activities.map((activity) => ({
      ...activity,
      ...live.activities.get(activity.id),
    })),
    barriers: problem.barriers.flatMap((barrier) => {
      const now = live.barriers.get(barrier.id);
      return now ? [{ ...barrier, ...now }] : [];
    }),
  })),
});
