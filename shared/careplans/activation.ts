/** May a plan be signed now? The same answer for the button, its reason and the refusal. */
import { isOpen, type CarePlan } from './plan';
import { hasBlank } from './templates/merge';

export type Blocker =
  | { code: 'ended' }
  | { code: 'nothingToSign' }
  | { code: 'noProblem' }
  | { code: 'noGoal'; problemId: string; title: string }
  | { code: 'noDueDate'; problemId: string; goalId: string; title: string }
  | { code: 'blank'; problemId: string; title: string }
  | { code: 'noReview' }
  | { code: 'reviewPast' };

/** Goals that are no longer pursued need no date. */
const laidDown = new Set(['cancelled', 'rejected', 'entered-in-error']);

/**
 * What stands in the way of signing, in the order a person would mend it; empty = it can be signed.
 * A blank of a template that nobody filled (`no more than [ ] cups`) is named by its text.
 * A plan needs a problem, each problem a goal, each goal in force a date, and the plan a day on
 * which it is looked at again (clocks.md, plan review). `today` is the hospital's local date.
 */
export const activationBlockers = (plan: CarePlan, today: string): Blocker[] => {
  if (!isOpen(plan.status)) return [{ code: 'ended' }];
  if (!plan.draftOpen) return [{ code: 'nothingToSign' }];
  const blockers: Blocker[] = [];
  if (plan.problems.length === 0) blockers.push({ code: 'noProblem' });
  for (const problem of plan.problems) {
    const goals = problem.goals.filter((goal) => !laidDown.has(goal.lifecycleStatus));
    if (goals.length === 0)
      blockers.push({ code: 'noGoal', problemId: problem.id, title: problem.title });
    for (const goal of goals)
      if (goal.dueOn === null)
        blockers.push({
          code: 'noDueDate',
          problemId: problem.id,
          goalId: goal.id,
          title: goal.description,
        });
    for (const text of [
      ...goals.flatMap(({ description, target }) => [description, target]),
      ...problem.activities.map(({ description }) => description),
    ])
      if (text !== null && hasBlank(text))
        blockers.push({ code: 'blank', problemId: problem.id, title: text });
  }
  if (plan.reviewOn === null) blockers.push({ code: 'noReview' });
  else if (plan.reviewOn < today) blockers.push({ code: 'reviewPast' });
  return blockers;
};
