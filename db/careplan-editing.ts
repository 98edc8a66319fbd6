/** What every write of a care plan shares: the row a person saw, the open plan, the draft's state. */
import { planChanges, readsOtherwise } from '../shared/careplans/changes';
import { contentOf, isOpen } from '../shared/careplans/plan';
import { AppError, conflict, notFound } from '../shared/errors';
import type { ActivityRow, BarrierRow, GoalRow, PlanRow, ProblemRow } from './careplan-rows';
import { loadPlan, partById, planRow, versionContent } from './careplans';
import type { Trx } from './connection';
import { updateRecord, type Actor, type RecordColumns } from './records';

/** One use case's writing: its transaction, who and when, and the hospital's local date. */
export interface Editing {
  trx: Trx;
  actor: Actor;
  today: string;
}

export type Part = 'problem' | 'goal' | 'activity' | 'barrier';
export interface PartRows {
  problem: ProblemRow;
  goal: GoalRow;
  activity: ActivityRow;
  barrier: BarrierRow;
}

const ended = (): AppError =>
  new AppError('refused', 'This plan has ended, so its text stays as it is.', {
    key: 'careplans.ended',
  });

/** The plan whose text is about to change. Throws `refused` when it has ended. */
export const openPlan = async (e: Editing, planId: string): Promise<PlanRow> => {
  const plan = await planRow(e.trx, planId);
  if (!isOpen(plan.status)) throw ended();
  return plan;
};

/** The plan a part stands in; null for a goal or barrier that stands in none. */
export const planIdOf = async (
  e: Editing,
  part: Part,
  row: { problemId?: string | null; carePlanId?: string },
): Promise<string | null> => {
  if (part === 'problem') return row.carePlanId ?? null;
  if (!row.problemId) return null;
  const problem = await e.trx('problem').where({ id: row.problemId }).first('carePlanId');
  return (problem as { carePlanId: string } | undefined)?.carePlanId ?? null;
};

/** The row a person saw, or `conflict` with the record as it stands, by name of who saved it. */
export const seen = async <P extends Part>(
  e: Editing,
  part: P,
  id: string,
  rowVersion: number,
): Promise<PartRows[P]> => {
  const row = (await e.trx(part).where({ id }).first()) as PartRows[P] | undefined;
  if (!row || row.enteredInErrorAt !== null) throw notFound();
  if (row.rowVersion !== rowVersion) throw conflict(await partById[part](e.trx, id, e.today));
  return row;
};

export const seenPlan = async (e: Editing, id: string, rowVersion: number): Promise<PlanRow> => {
  const row = await planRow(e.trx, id);
  if (row.rowVersion !== rowVersion) throw conflict(await loadPlan(e.trx, id, e.today));
  return row;
};

/**
 * Opens draft n+1 when the rows now read differently from the newest version, and closes it again
 * when every change was taken back.
 */
export const settleDraft = async (e: Editing, planId: string | null): Promise<void> => {
  if (planId === null) return;
  const row = await planRow(e.trx, planId);
  if (row.newestVersion === 0) return;
  const signed = await versionContent(e.trx, planId, row.newestVersion);
  if (!signed) return;
  const now = contentOf(await loadPlan(e.trx, planId, e.today));
  const draftOpen = planChanges(signed, now).length > 0 ? 1 : 0;
  await updateRecord<PlanRow>(e.trx, 'care_plan', planId, row.rowVersion, { draftOpen }, e.actor);
};

interface SignedParts {
  problems: (Record<'goals' | 'activities' | 'barriers', { id: string }[]> & { id: string })[];
}

/** A part as the newest version holds it; null where it does not. */
const signedPart = async (
  e: Editing,
  plan: PlanRow,
  part: Part,
  id: string,
): Promise<object | null> => {
  const row = (await e
    .trx('care_plan_version')
    .where({ carePlanId: plan.id, version: plan.newestVersion })
    .first('content')) as { content: string } | undefined;
  if (!row) return null;
  // Written by ourselves and read in full wherever it is shown: here it is only looked up.
  const { problems } = JSON.parse(row.content) as SignedParts;
  const lists = {
    problem: () => problems,
    goal: () => problems.flatMap(({ goals }) => goals),
    activity: () => problems.flatMap(({ activities }) => activities),
    barrier: () => problems.flatMap(({ barriers }) => barriers),
  };
  return lists[part]().find((each) => each.id === id) ?? null;
};

/**
 * The draft after one part changed: while that part differs from the signed text the draft is open,
 * and nothing else need be read. Only a change that was taken back asks for the whole plan.
 */
const settlePart = async (e: Editing, plan: PlanRow, part: Part, now: object & { id: string }) => {
  if (plan.newestVersion === 0) return;
  const signed = await signedPart(e, plan, part, now.id);
  if (signed !== null && !readsOtherwise(part, signed, now)) return settleDraft(e, plan.id);
  if (plan.draftOpen === 1) return;
  const { id, rowVersion } = plan;
  await updateRecord<PlanRow>(e.trx, 'care_plan', id, rowVersion, { draftOpen: 1 }, e.actor);
};

/** Writes authored fields of a part, in an open plan, and settles the draft. */
export const rewrite = async <P extends Part>(
  e: Editing,
  part: P,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<PartRows[P], keyof RecordColumns>>,
  /** The row, where it was seen already. */
  known?: PartRows[P],
): Promise<PartRows[P]> => {
  const row = known ?? (await seen(e, part, id, rowVersion));
  const planId = await planIdOf(e, part, row);
  const plan = planId === null ? null : await openPlan(e, planId);
  const next = await updateRecord<PartRows[P]>(e.trx, part, id, rowVersion, patch, e.actor);
  if (plan === null) return next;
  // What is taken out or put back is no wording.
  if ('removedAt' in patch) await settleDraft(e, planId);
  else await settlePart(e, plan, part, next);
  return next;
};

/** Without the fields that were not sent. */
export const given = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
