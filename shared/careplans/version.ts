/**
 * `care_plan_version.content`: a plan as it stood when it was signed. It names people in words, so
 * that a version reads the same after a colleague has left, and carries the rows' ids, so that
 * versions can be compared and what is recorded live can be laid over the newest one.
 */
import { z } from 'zod';
import {
  achievementSchema,
  activityStatusSchema,
  agreementSchema,
  goalStatusSchema,
  severitySchema,
} from './statuses';

const words = z.string().nullable();

/** One point of a goal's progress. */
export const progressContentSchema = z.strictObject({
  id: z.string(),
  /** Instant it was seen or measured. */
  at: z.string(),
  /** With its unit as typed: `60 ft`, `16`. */
  value: words,
  statement: words,
  achievementStatus: achievementSchema,
  byName: words,
});
export type ProgressContent = z.infer<typeof progressContentSchema>;

export const goalContentSchema = z.strictObject({
  id: z.string(),
  description: z.string(),
  measure: words,
  baseline: words,
  target: words,
  dueOn: words,
  ownWords: words,
  lifecycleStatus: goalStatusSchema,
  achievementStatus: achievementSchema,
  /** Oldest first. */
  progress: z.array(progressContentSchema),
});
export type GoalContent = z.infer<typeof goalContentSchema>;

export const activityContentSchema = z.strictObject({
  id: z.string(),
  description: z.string(),
  kind: words,
  /** A user of ours, or null where only a name or a role is known. */
  ownerId: words,
  ownerName: words,
  ownerRole: words,
  frequency: words,
  dueOn: words,
  status: activityStatusSchema,
});
export type ActivityContent = z.infer<typeof activityContentSchema>;

export const barrierContentSchema = z.strictObject({
  id: z.string(),
  /** A code of `barrierCategories`; others only in imported records. */
  category: z.string(),
  title: z.string(),
  detail: words,
  severity: severitySchema,
  removableBy: words,
  ownerId: words,
  ownerName: words,
  dueAt: words,
  openedAt: z.string(),
  resolvedAt: words,
  resolution: words,
});
export type BarrierContent = z.infer<typeof barrierContentSchema>;

export const problemContentSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: words,
  conditionId: words,
  ownWords: words,
  goals: z.array(goalContentSchema),
  activities: z.array(activityContentSchema),
  /** All that stand under the problem, resolved ones too. */
  barriers: z.array(barrierContentSchema),
});
export type ProblemContent = z.infer<typeof problemContentSchema>;

/** The whole plan of one version, problems in their order. */
export const planContentSchema = z.strictObject({
  format: z.literal(1),
  title: z.string(),
  reviewOn: words,
  agreedBy: words,
  agreedOn: words,
  agreement: agreementSchema.nullable(),
  problems: z.array(problemContentSchema),
});
export type PlanContent = z.infer<typeof planContentSchema>;

/** Reads a stored version; throws where the text is none. */
export const readPlanContent = (text: string): PlanContent =>
  planContentSchema.parse(JSON.parse(text));
