/** Find in a plan: every record that holds the words, in the order of the plan. */
import { fold } from '../folding';
import type { PlanContent } from './version';

export interface Hit {
  problemId: string;
  record: 'problem' | 'goal' | 'activity' | 'barrier';
  id: string;
}

/** Records in which every typed word stands somewhere. */
export const findInPlan = ({ problems }: Pick<PlanContent, 'problems'>, text: string): Hit[] => {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const holds = (fields: readonly (string | null)[]): boolean => {
    const all = fold(fields.filter(Boolean).join(' '));
    return words.every((word) => all.includes(word));
  };
  return problems.flatMap((problem): Hit[] => {
    const hit = (record: Hit['record'], id: string, fields: readonly (string | null)[]): Hit[] =>
      holds(fields) ? [{ problemId: problem.id, record, id }] : [];
    return [
      ...hit('problem', problem.id, [problem.title, problem.source, problem.ownWords]),
      ...problem.goals.flatMap((goal) =>
        hit('goal', goal.id, [
          ...[goal.description, goal.ownWords, goal.measure, goal.unit],
          ...[goal.baseline, goal.target],
          ...[goal.levelMinus2, goal.levelMinus1, goal.level0, goal.levelPlus1, goal.levelPlus2],
          ...goal.progress.flatMap(({ value, statement }) => [value, statement]),
        ]),
      ),
      ...problem.activities.flatMap((activity) =>
        hit('activity', activity.id, [
          ...[activity.description, activity.ownerName, activity.ownerRole],
          ...[activity.ownerContact, activity.frequency, activity.outcome],
        ]),
      ),
      ...problem.barriers.flatMap((barrier) =>
        hit('barrier', barrier.id, [
          ...[barrier.title, barrier.detail, barrier.removableBy, barrier.ownerName],
          barrier.resolution,
        ]),
      ),
    ];
  });
};
