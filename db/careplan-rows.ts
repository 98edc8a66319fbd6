/** Rows of the care plan's tables, and each as the domain object that leaves db/. */
import type {
  Activity,
  Barrier,
  Goal,
  PlanHead,
  Problem,
  Progress,
  Saved,
} from '../shared/careplans/plan';
import type { Agreement, PlanStatus } from '../shared/careplans/statuses';
import type { RecordColumns } from './records';

export interface PlanRow extends RecordColumns {
  patientId: string;
  encounterId: string | null;
  title: string;
  status: PlanStatus;
  newestVersion: number;
  draftOpen: number;
  reviewOn: string | null;
  agreedBy: string | null;
  agreedOn: string | null;
  agreement: Agreement | null;
  agreementNote: string | null;
  custodianId: string | null;
  statusReason: string | null;
  sourceKey: string | null;
}

/** Where it came from: template, its version, and the item in it; null where a person wrote it. */
export interface Origin {
  templateId: string | null;
  templateVersion: number | null;
  templateItem: string | null;
}

interface Erasable {
  enteredInErrorAt: string | null;
}

type Stored<T, Without extends PropertyKey> = Omit<T, Without | 'templateId' | keyof Saved> &
  RecordColumns &
  Erasable &
  Origin & { removedAt: string | null; position: number };

export type ProblemRow = Stored<Problem, 'goals' | 'activities' | 'barriers'> & {
  carePlanId: string;
};
export type GoalRow = Stored<Goal, 'progress'> & { problemId: string | null; patientId: string };
export type ActivityRow = Stored<Activity, never> & { problemId: string };
export type ProgressRow = Omit<Progress, 'byName' | keyof Saved> &
  RecordColumns &
  Erasable & { goalId: string };
export type BarrierRow = Omit<Barrier, 'ownerName' | 'openedByName' | 'templateId' | keyof Saved> &
  RecordColumns &
  Erasable &
  Origin & { patientId: string; encounterId: string };

/** Who is named where, on the day that decides which credentials are still valid. */
export type Names = ReadonlyMap<string, string>;

/** A person's name, null where the id is none of ours. */
export const named = (names: Names, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? null);

/** Row version, and who wrote last. */
export const saved = (row: RecordColumns, names: Names): Saved => ({
  rowVersion: row.rowVersion,
  updatedAt: row.updatedAt,
  updatedByName: named(names, row.updatedBy),
});

export const headOf = (row: PlanRow, names: Names): PlanHead => ({
  id: row.id,
  ...saved(row, names),
  patientId: row.patientId,
  encounterId: row.encounterId,
  title: row.title,
  status: row.status,
  statusReason: row.statusReason,
  newestVersion: row.newestVersion,
  draftOpen: row.draftOpen === 1,
  reviewOn: row.reviewOn,
  agreedBy: row.agreedBy,
  agreedOn: row.agreedOn,
  agreement: row.agreement,
  agreementNote: row.agreementNote,
  custodianId: row.custodianId,
  custodianName: named(names, row.custodianId),
  imported: row.sourceKey !== null && row.newestVersion === 0,
});

const progressOf = (row: ProgressRow, names: Names): Progress => ({
  id: row.id,
  ...saved(row, names),
  at: row.at,
  value: row.value,
  statement: row.statement,
  achievementStatus: row.achievementStatus,
  byName: named(names, row.createdBy),
});

export const goalOf = (row: GoalRow, progress: readonly ProgressRow[], names: Names): Goal => ({
  id: row.id,
  ...saved(row, names),
  templateId: row.templateId,
  description: row.description,
  measure: row.measure,
  measureKind: row.measureKind,
  unit: row.unit,
  scaleLow: row.scaleLow,
  scaleHigh: row.scaleHigh,
  levelMinus2: row.levelMinus2,
  levelMinus1: row.levelMinus1,
  level0: row.level0,
  levelPlus1: row.levelPlus1,
  levelPlus2: row.levelPlus2,
  baseline: row.baseline,
  target: row.target,
  dueOn: row.dueOn,
  ownWords: row.ownWords,
  unmeasuredReason: row.unmeasuredReason ?? null,
  lifecycleStatus: row.lifecycleStatus,
  achievementStatus: row.achievementStatus,
  progress: progress.filter(({ goalId }) => goalId === row.id).map((p) => progressOf(p, names)),
});

export const activityOf = (row: ActivityRow, names: Names): Activity => ({
  id: row.id,
  ...saved(row, names),
  templateId: row.templateId,
  description: row.description,
  kind: row.kind,
  ownerId: row.ownerId,
  ownerName: named(names, row.ownerId) ?? row.ownerName,
  ownerRole: row.ownerRole,
  ownerContact: row.ownerContact,
  goalId: row.goalId,
  frequency: row.frequency,
  startOn: row.startOn,
  dueOn: row.dueOn,
  outcome: row.outcome,
  status: row.status,
});

export const barrierOf = (row: BarrierRow, names: Names): Barrier => ({
  id: row.id,
  ...saved(row, names),
  templateId: row.templateId,
  problemId: row.problemId,
  category: row.category,
  title: row.title,
  detail: row.detail,
  severity: row.severity,
  removableBy: row.removableBy,
  goalId: row.goalId,
  activityId: row.activityId,
  ownerId: row.ownerId,
  ownerName: named(names, row.ownerId),
  dueAt: row.dueAt,
  openedAt: row.openedAt,
  openedByName: named(names, row.createdBy),
  resolvedAt: row.resolvedAt,
  resolution: row.resolution,
});
