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
  measureKindSchema,
  severitySchema,
} from './statuses';

const words = z.string().nullable();
/** A fact that versions signed by an earlier program do not hold. */
const laterWords = words.default(null);
const laterNumber = z.int().nullable().default(null);

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
  measureKind: measureKindSchema.nullable().default(null),
  unit: laterWords,
  /** Ends of a scale. */
  scaleLow: laterNumber,
  scaleHigh: laterNumber,
  /** Goal attainment scaling: what each level looks like for this patient, −2 … +2. */
  levelMinus2: laterWords,
  levelMinus1: laterWords,
  level0: laterWords,
  levelPlus1: laterWords,
  levelPlus2: laterWords,
  baseline: words,
  target: words,
  dueOn: words,
  ownWords: words,
  /** Why it has no measure. Absent in versions signed before it was asked. */
  unmeasuredReason: words.optional(),
  lifecycleStatus: goalStatusSchema,
  achievementStatus: achievementSchema,
  /** Oldest first. */
  progress: z.array(progressContentSchema),
});
export type GoalContent = z.infer<typeof goalContentSchema>;

/** A goal whose measure is what somebody typed, of no kind. */
export const typedMeasure = {
  ...{ measureKind: null, unit: null, scaleLow: null, scaleHigh: null },
  ...{ levelMinus2: null, levelMinus1: null, level0: null, levelPlus1: null, levelPlus2: null },
} as const satisfies Partial<GoalContent>;

export const activityContentSchema = z.strictObject({
  id: z.string(),
  description: z.string(),
  kind: words,
  /** A user of ours, or null where only a name or a role is known. */
  ownerId: words,
  ownerName: words,
  ownerRole: words,
  /** Phone, pager, extension. */
  ownerContact: laterWords,
  /** The goal that it serves; null = the problem as a whole. */
  goalId: laterWords,
  frequency: words,
  startOn: laterWords,
  dueOn: words,
  /** What came of it, recorded live. */
  outcome: laterWords,
  status: activityStatusSchema,
});
export type ActivityContent = z.infer<typeof activityContentSchema>;

/** An intervention of which only the older facts are known. */
export const plainActivity = {
  ...{ ownerContact: null, goalId: null, startOn: null, outcome: null },
} as const satisfies Partial<ActivityContent>;

/** A barrier to the problem as a whole. */
export const untied = { goalId: null, activityId: null } as const;

export const barrierContentSchema = z.strictObject({
  id: z.string(),
  /** A code of `barrierCategories`; others only in imported records. */
  category: z.string(),
  title: z.string(),
  detail: words,
  severity: severitySchema,
  removableBy: words,
  /** What it blocks; both null = the problem as a whole. */
  goalId: laterWords,
  activityId: laterWords,
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

/** Somebody who took part in the plan when it was signed. */
export const participantContentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: words,
});
export type ParticipantContent = z.infer<typeof participantContentSchema>;

/** The whole plan of one version, problems in their order. */
export const planContentSchema = z.strictObject({
  format: z.literal(1),
  title: z.string(),
  reviewOn: words,
  agreedBy: words,
  agreedOn: words,
  agreement: agreementSchema.nullable(),
  /** Absent, as those who took part, in versions signed before they were asked. */
  agreementNote: words.optional(),
  participants: z.array(participantContentSchema).optional(),
  problems: z.array(problemContentSchema),
});
export type PlanContent = z.infer<typeof planContentSchema>;

/** Reads a stored version; throws where the text is none. */
export const readPlanContent = (text: string): PlanContent =>
  planContentSchema.parse(JSON.parse(text));
