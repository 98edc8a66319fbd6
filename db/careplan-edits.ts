/**
 * What a person words differently in a care plan. On a signed plan it opens draft n+1 (records.md,
 * Three things called version).
 */
import { valueProblem } from '../shared/careplans/measure-check';
import type {
  ActivityFields,
  BarrierFields,
  BarrierInput,
  GoalFields,
  PlanFields,
  ProblemFields,
} from '../shared/contract/careplans';
import { AppError, notFound } from '../shared/errors';
import {
  given,
  openPlan,
  planIdOf,
  rewrite,
  seen,
  seenPlan,
  settleDraft,
  type Editing,
  type Part,
} from './careplan-editing';
import type { ActivityRow, BarrierRow, GoalRow, PlanRow, ProblemRow } from './careplan-rows';
import { enterInError, insertRecord, updateRecord } from './records';

const nextPosition = async (e: Editing, table: string, where: object): Promise<number> => {
  const row = await e.trx(table).where(where).max({ last: 'position' }).first();
  return ((row as { last: number | null } | undefined)?.last ?? 0) + 1;
};

/** What a line of the library brings to a new record besides its text. */
type LineColumns = Record<string, string | number | null>;

/** A new plan of a stay: draft of version 1. */
export const insertPlan = async (
  e: Editing,
  plan: { patientId: string; encounterId: string; title: string },
): Promise<string> => {
  const row = await insertRecord(
    e.trx,
    'care_plan',
    // Whoever writes it answers for it until somebody else is named.
    { ...plan, status: 'draft', newestVersion: 0, draftOpen: 1, custodianId: e.actor.userId },
    e.actor,
  );
  return row.id;
};

/** The plan's own fields. */
export const changePlan = async (
  e: Editing,
  id: string,
  rowVersion: number,
  fields: PlanFields,
): Promise<PlanRow> => {
  await seenPlan(e, id, rowVersion);
  await openPlan(e, id);
  const next = await updateRecord<PlanRow>(
    e.trx,
    'care_plan',
    id,
    rowVersion,
    given(fields),
    e.actor,
  );
  await settleDraft(e, id);
  return next;
};

/** A problem at the end of the plan. */
export const insertProblem = async (
  e: Editing,
  problem: { carePlanId: string; title: string; source: string | null; conditionId: string | null },
  line: LineColumns = {},
): Promise<string> => {
  await openPlan(e, problem.carePlanId);
  const position = await nextPosition(e, 'problem', { carePlanId: problem.carePlanId });
  const row = await insertRecord(e.trx, 'problem', { ...line, ...problem, position }, e.actor);
  await settleDraft(e, problem.carePlanId);
  return row.id;
};

export const changeProblem = (
  e: Editing,
  id: string,
  rowVersion: number,
  fields: ProblemFields,
): Promise<ProblemRow> => rewrite(e, 'problem', id, rowVersion, given(fields));

const planOfProblem = async (e: Editing, problemId: string): Promise<PlanRow> => {
  const problem = (await e.trx('problem').where({ id: problemId }).first()) as
    ProblemRow | undefined;
  if (!problem || problem.enteredInErrorAt !== null || problem.removedAt !== null) throw notFound();
  return openPlan(e, problem.carePlanId);
};

/** A goal at the end of its problem. */
export const insertGoal = async (
  e: Editing,
  goal: { problemId: string; description: string },
  line: LineColumns = {},
): Promise<string> => {
  const plan = await planOfProblem(e, goal.problemId);
  const position = await nextPosition(e, 'goal', { problemId: goal.problemId });
  const row = await insertRecord(
    e.trx,
    'goal',
    { ...line, ...goal, patientId: plan.patientId, position },
    e.actor,
  );
  await settleDraft(e, plan.id);
  return row.id;
};

/** Baseline and target fit what the goal is measured by, or the change is `invalid`. */
export const changeGoal = async (
  e: Editing,
  id: string,
  rowVersion: number,
  fields: GoalFields,
): Promise<GoalRow> => {
  const row = await seen(e, 'goal', id, rowVersion);
  const next = { ...row, ...given(fields) };
  needScale(next);
  for (const field of ['baseline', 'target'] as const)
    if (field in fields) needFit(next, field, next[field]);
  return rewrite(e, 'goal', id, rowVersion, given(fields), row);
};

const needScale = ({ scaleLow, scaleHigh }: GoalRow): void => {
  if (scaleLow !== null && scaleHigh !== null && scaleLow >= scaleHigh)
    throw new AppError('invalid', 'A scale begins below where it ends.', {
      key: 'careplans.scaleBackward',
      fields: { scaleHigh: 'A scale begins below where it ends.' },
    });
};

const valueErrors = {
  notNumber: ['careplans.notNumber', 'Begin with a number.'],
  wrongUnit: ['careplans.wrongUnit', 'This goal is measured in another unit.'],
  outOfRange: ['careplans.outOfRange', 'This is outside of the scale of the goal.'],
  notYesNo: ['careplans.notYesNo', 'This goal is answered yes or no.'],
  notLevel: ['careplans.notLevel', 'This goal is measured from −2 to +2.'],
} as const;

/** A value that does not fit what the goal is measured by is `invalid`, with why. */
export const needFit = (goal: GoalRow, field: string, value: string | null): void => {
  const problem = valueProblem(goal, value);
  if (!problem) return;
  const [key, text] = valueErrors[problem.code];
  throw new AppError('invalid', text, { key, fields: { [field]: text } });
};

/** An intervention at the end of its problem. */
export const insertActivity = async (
  e: Editing,
  activity: { problemId: string; description: string },
  line: LineColumns = {},
): Promise<string> => {
  const plan = await planOfProblem(e, activity.problemId);
  const position = await nextPosition(e, 'activity', { problemId: activity.problemId });
  const row = await insertRecord(e.trx, 'activity', { ...line, ...activity, position }, e.actor);
  await settleDraft(e, plan.id);
  return row.id;
};

export const changeActivity = async (
  e: Editing,
  id: string,
  rowVersion: number,
  { owner, ...fields }: ActivityFields,
): Promise<ActivityRow> => {
  const row = await seen(e, 'activity', id, rowVersion);
  if (fields.goalId) await needSibling(e, row.problemId, 'goal', fields.goalId);
  const { startOn, dueOn } = { ...row, ...given(fields) };
  if (startOn !== null && dueOn !== null && dueOn < startOn)
    throw new AppError('invalid', 'It would be due before it starts.', {
      key: 'careplans.dueBeforeStart',
      fields: { [fields.startOn === undefined ? 'dueOn' : 'startOn']: 'Due before it starts.' },
    });
  if (owner?.userId) await needUser(e, owner.userId);
  const owned =
    owner === undefined
      ? {}
      : {
          ownerId: owner?.userId ?? null,
          // A user is named from the user's own record.
          ownerName: owner?.userId ? null : (owner?.name ?? null),
          ownerRole: null,
        };
  return rewrite(e, 'activity', id, rowVersion, { ...given(fields), ...owned }, row);
};

/** A tie stays within the problem: `notFound` otherwise. */
const needSibling = async (
  e: Editing,
  problemId: string | null,
  table: 'goal' | 'activity',
  id: string,
): Promise<void> => {
  const row = (await e.trx(table).where({ id }).first('problemId', 'removedAt')) as
    { problemId: string | null; removedAt: string | null } | undefined;
  if (!row || row.problemId !== problemId || row.removedAt !== null) throw notFound();
};

const needTies = async (
  e: Editing,
  problemId: string | null,
  { goalId, activityId }: Pick<BarrierFields, 'goalId' | 'activityId'>,
): Promise<void> => {
  if (problemId === null && (goalId || activityId)) throw notFound();
  if (goalId) await needSibling(e, problemId, 'goal', goalId);
  if (activityId) await needSibling(e, problemId, 'activity', activityId);
};

const needUser = async (e: Editing, id: string): Promise<void> => {
  if (!(await e.trx('user').where({ id }).first('id')))
    throw new AppError('invalid', 'This person is not in the list of users.', {
      key: 'careplans.noSuchUser',
    });
};

/** A barrier of a stay, under a problem of the plan or under none. */
export const insertBarrier = async (
  e: Editing,
  place:
    | { problemId: string; encounterId?: undefined; patientId?: undefined }
    | { problemId: null; encounterId: string; patientId: string },
  fields: BarrierInput,
): Promise<string> => {
  if (fields.ownerId !== null) await needUser(e, fields.ownerId);
  await needTies(e, place.problemId, fields);
  const plan = place.problemId === null ? null : await planOfProblem(e, place.problemId);
  const where =
    place.problemId === null
      ? { encounterId: place.encounterId, patientId: place.patientId }
      : { encounterId: await stayOfPlan(e, plan!), patientId: plan!.patientId };
  const row = await insertRecord(
    e.trx,
    'barrier',
    { ...where, problemId: place.problemId, ...fields, openedAt: e.actor.at },
    e.actor,
  );
  await settleDraft(e, plan?.id ?? null);
  return row.id;
};

/** An imported plan may name no stay: its barriers belong to the newest one. */
export const stayOfPlan = async (e: Editing, plan: PlanRow): Promise<string> => {
  if (plan.encounterId !== null) return plan.encounterId;
  const stay = (await e
    .trx('encounter')
    .where({ patientId: plan.patientId })
    .whereNull('enteredInErrorAt')
    .orderBy([
      { column: 'active', order: 'desc' },
      { column: 'admittedAt', order: 'desc', nulls: 'last' },
      { column: 'id', order: 'desc' },
    ])
    .first('id')) as { id: string } | undefined;
  if (stay) return stay.id;
  throw new AppError('refused', 'A barrier belongs to a stay, and this patient has none.', {
    key: 'careplans.noStay',
  });
};

export const changeBarrier = async (
  e: Editing,
  id: string,
  rowVersion: number,
  fields: BarrierFields,
): Promise<BarrierRow> => {
  if (fields.ownerId) await needUser(e, fields.ownerId);
  await needTies(e, (await seen(e, 'barrier', id, rowVersion)).problemId, fields);
  return rewrite(e, 'barrier', id, rowVersion, given(fields));
};

/** Takes a part out of the working draft, or puts it back. */
export const setRemoved = async (
  e: Editing,
  part: 'problem' | 'goal' | 'activity',
  id: string,
  rowVersion: number,
  removed: boolean,
): Promise<string> => {
  const removedAt = removed ? e.actor.at : null;
  const row = await rewrite(e, part, id, rowVersion, { removedAt });
  const planId = await planIdOf(e, part, row);
  if (planId === null) throw notFound();
  return planId;
};

/** Says that a part should never have been written, and why. */
export const markPartInError = async (
  e: Editing,
  part: Part,
  id: string,
  rowVersion: number,
  reason: string,
): Promise<void> => {
  const row = await seen(e, part, id, rowVersion);
  const planId = await planIdOf(e, part, row);
  if (planId !== null) await openPlan(e, planId);
  await enterInError(e.trx, part, id, rowVersion, reason, e.actor);
  await settleDraft(e, planId);
};
