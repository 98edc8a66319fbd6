/** May a plan be signed now? The same answer for the check list, the button and the refusal. */
import { isOpen, type CarePlan, type Goal } from './plan';
import type { ActivityStatus } from './statuses';
import { hasBlank } from './templates/merge';

/** Where in the plan a thing is mended; null ids = the plan's own facts. */
interface Place {
  problemId: string;
  /** The goal or intervention whose field it is. */
  recordId: string;
  title: string;
}

export type Blocker =
  | { code: 'ended' }
  | { code: 'nothingToSign' }
  | { code: 'noProblem' }
  | { code: 'noGoal'; problemId: string; title: string }
  | ({ code: 'noMeasure' } & Place)
  | ({ code: 'noDueDate' } & Place)
  | ({ code: 'noOwner' } & Place)
  | { code: 'blank'; problemId: string; title: string }
  | { code: 'noReview' }
  | { code: 'reviewPast' }
  | { code: 'noAgreement' }
  | { code: 'noAgreementReason' }
  | { code: 'noParticipants' };

/** What signing asks for, in the order a person would mend it. */
export const checkLines = [
  'problems',
  'goals',
  'measures',
  'dates',
  'owners',
  'blanks',
  'review',
  'agreement',
  'participants',
] as const;
export type CheckLine = (typeof checkLines)[number];

const lineOf: Record<Exclude<Blocker['code'], 'ended' | 'nothingToSign'>, CheckLine> = {
  noProblem: 'problems',
  noGoal: 'goals',
  noMeasure: 'measures',
  noDueDate: 'dates',
  noOwner: 'owners',
  blank: 'blanks',
  noReview: 'review',
  reviewPast: 'review',
  noAgreement: 'agreement',
  noAgreementReason: 'agreement',
  noParticipants: 'participants',
};

/** Goals that are no longer pursued need no date. */
const laidDown = new Set(['cancelled', 'rejected', 'entered-in-error']);
/** Interventions that nobody has to do any more need no owner. */
const over: ReadonlySet<ActivityStatus> = new Set([
  'completed',
  'cancelled',
  'stopped',
  'entered-in-error',
]);

const empty = (text: string | null | undefined): boolean => (text ?? '').trim() === '';

/**
 * A goal says what it is measured by, or why it cannot be. Yes or no and the levels of goal
 * attainment scaling are measured by the goal's own words.
 */
export const isMeasured = (
  goal: Pick<Goal, 'measure' | 'measureKind' | 'unmeasuredReason'>,
): boolean =>
  !empty(goal.measure) ||
  !empty(goal.unmeasuredReason) ||
  goal.measureKind === 'yes-no' ||
  goal.measureKind === 'attainment';

/**
 * What stands in the way of signing, in the order a person would mend it; empty = it can be signed.
 * A blank of a template that nobody filled (`no more than [ ] cups`) is named by its text.
 * A plan needs a problem; each problem a goal; each goal in force a date and a measure, or why it
 * has none; each intervention still to be done an owner; the plan a day on which it is looked at
 * again (clocks.md, plan review), what the patient or family said to it or why nobody asked, and
 * those who take part. `today` is the hospital's local date.
 */
export const activationBlockers = (plan: CarePlan, today: string): Blocker[] => {
  if (!isOpen(plan.status)) return [{ code: 'ended' }];
  if (!plan.draftOpen) return [{ code: 'nothingToSign' }];
  return draftBlockers(plan, today);
};

/** The same of the text alone: what a review asks for that found nothing to change. */
export const draftBlockers = (plan: CarePlan, today: string): Blocker[] => {
  const blockers: Blocker[] = [];
  if (plan.problems.length === 0) blockers.push({ code: 'noProblem' });
  for (const { id: problemId, title, ...problem } of plan.problems) {
    const goals = problem.goals.filter((goal) => !laidDown.has(goal.lifecycleStatus));
    if (goals.length === 0) blockers.push({ code: 'noGoal', problemId, title });
    for (const goal of goals) {
      const place = { problemId, recordId: goal.id, title: goal.description };
      if (!isMeasured(goal)) blockers.push({ code: 'noMeasure', ...place });
      if (goal.dueOn === null) blockers.push({ code: 'noDueDate', ...place });
    }
    for (const { id: recordId, description, ...activity } of problem.activities)
      if (
        !over.has(activity.status) &&
        activity.ownerId === null &&
        empty(activity.ownerName) &&
        empty(activity.ownerRole)
      )
        blockers.push({ code: 'noOwner', problemId, recordId, title: description });
    for (const text of [
      ...goals.flatMap(({ description, target }) => [description, target]),
      ...problem.activities.map(({ description }) => description),
    ])
      if (text !== null && hasBlank(text)) blockers.push({ code: 'blank', problemId, title: text });
  }
  if (plan.reviewOn === null) blockers.push({ code: 'noReview' });
  else if (plan.reviewOn < today) blockers.push({ code: 'reviewPast' });
  if (plan.agreement === null) blockers.push({ code: 'noAgreement' });
  else if (plan.agreement === 'not-asked' && empty(plan.agreementNote))
    blockers.push({ code: 'noAgreementReason' });
  if (plan.participants.length === 0) blockers.push({ code: 'noParticipants' });
  return blockers;
};

export interface CheckedLine {
  line: CheckLine;
  open: Blocker[];
}

/** The check list: every line with what is open on it; none open = held. */
export const checkList = (plan: CarePlan, today: string): CheckedLine[] => {
  const blockers = draftBlockers(plan, today);
  return checkLines.map((line) => ({
    line,
    open: blockers.filter(
      ({ code }) => code !== 'ended' && code !== 'nothingToSign' && lineOf[code] === line,
    ),
  }));
};

/** The passphrase is asked for again when it was last typed longer ago than this. */
export const signWithinMinutes = 10;
