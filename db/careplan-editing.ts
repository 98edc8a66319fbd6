/** What every write of a care plan shares: the row a person saw, the open plan, the draft's state. */
import { planChanges } from '../shared/careplans/changes';
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
  const signed = await versionContent(e.trx, planId, row.newestVersion);
  if (!signed) return;
  const now = contentOf(await loadPlan(e.trx, planId, e.today));
  const draftOpen = planChanges(signed, now).length > 0 ? 1 : 0;
  await updateRecord<PlanRow>(e.trx, 'care_plan', planId, row.rowVersion, { draftOpen }, e.actor);
};

/** Writes authored fields of a part, in an open plan, and settles the draft. */
export const rewrite = async <P extends Part>(
  e: Editing,
  part: P,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<PartRows[P], keyof RecordColumns>>,
): Promise<PartRows[P]> => {
  const row = await seen(e, part, id, rowVersion);
  const planId = await planIdOf(e, part, row);
  if (planId !== null) await openPlan(e, planId);
  const next = await updateRecord<PartRows[P]>(e.trx, part, id, rowVersion, patch, e.actor);
  await settleDraft(e, planId);
  return next;
};

/** Without the fields that were not sent. */
export const given = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
