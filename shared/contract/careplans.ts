/**
 * Calls about care plans. Each record is saved by itself under its rowVersion, field by field as a
 * person types; signing makes a version.
 */
import { z } from 'zod';
import type {
  Activity,
  Barrier,
  CarePlan,
  Goal,
  OpenCondition,
  Owner,
  PlanSummary,
  PlanVersion,
  Problem,
} from '../careplans/plan';
import {
  achievementSchema,
  activityStatusSchema,
  agreementSchema,
  barrierCategorySchema,
  goalStatusSchema,
  measureKindSchema,
  planStatusSchema,
  severitySchema,
} from '../careplans/statuses';
import {
  answer,
  dateSchema,
  idSchema,
  instantSchema,
  lineSchema,
  read,
  rowVersionSchema,
  textSchema,
  write,
} from './define';

/** Longest statement of a goal, an intervention or a problem. */
const statementLength = 300;
const own = { id: idSchema, rowVersion: rowVersionSchema };
const line = lineSchema(statementLength);
const shortLine = lineSchema(120).nullable();
const levelLine = lineSchema(statementLength).nullable();
const ownWords = textSchema(2000).nullable();

const planFieldsSchema = z
  .strictObject({
    title: lineSchema(120),
    reviewOn: dateSchema.nullable(),
    agreedBy: shortLine,
    agreedOn: dateSchema.nullable(),
    agreement: agreementSchema.nullable(),
    agreementNote: lineSchema(300).nullable(),
  })
  .partial();

const problemFieldsSchema = z.strictObject({ title: line, source: shortLine, ownWords }).partial();

/** Fields of a goal that a person words. */
export const goalFieldsSchema = z
  .strictObject({
    description: line,
    measure: shortLine,
    measureKind: measureKindSchema.nullable(),
    unit: lineSchema(36).nullable(),
    scaleLow: z.int().min(-1000).max(1000).nullable(),
    scaleHigh: z.int().min(-1000).max(1000).nullable(),
    levelMinus2: levelLine,
    levelMinus1: levelLine,
    level0: levelLine,
    levelPlus1: levelLine,
    levelPlus2: levelLine,
    baseline: shortLine,
    target: shortLine,
    unmeasuredReason: lineSchema(300).nullable(),
    dueOn: dateSchema.nullable(),
    ownWords,
  })
  .partial();

/** An owner is a user of ours, or a name, or a role in words. */
const ownerSchema = z.strictObject({ userId: idSchema.nullable(), name: shortLine });

const activityFieldsSchema = z
  .strictObject({
    description: line,
    kind: shortLine,
    owner: ownerSchema.nullable(),
    ownerContact: shortLine,
    /** A goal of the same problem. */
    goalId: idSchema.nullable(),
    frequency: shortLine,
    startOn: dateSchema.nullable(),
    dueOn: dateSchema.nullable(),
  })
  .partial();

const barrierFields = {
  category: barrierCategorySchema,
  title: line,
  detail: textSchema(2000).nullable(),
  severity: severitySchema,
  removableBy: shortLine,
  ownerId: idSchema.nullable(),
  dueAt: instantSchema.nullable(),
};

export type PlanFields = z.infer<typeof planFieldsSchema>;
export type ProblemFields = z.infer<typeof problemFieldsSchema>;
export type GoalFields = z.infer<typeof goalFieldsSchema>;
export type ActivityFields = z.infer<typeof activityFieldsSchema>;
/** What it blocks: a goal or an intervention of the same problem; none = the problem as a whole. */
const tieFields = {
  goalId: idSchema.nullable().optional(),
  activityId: idSchema.nullable().optional(),
};
const barrierSchema = z.strictObject({ ...barrierFields, ...tieFields });
const barrierFieldsSchema = barrierSchema.partial();
export type BarrierInput = z.infer<typeof barrierSchema>;
export type BarrierFields = z.infer<typeof barrierFieldsSchema>;

/** The line of the library that was chosen: what it says besides its text comes with it. */
const suggestionSchema = z
  .strictObject({ templateId: z.string().max(61), item: z.string().max(61) })
  .optional();

/** Records of a plan that can be taken out of the draft, or entered in error. */
const partSchema = z.enum(['problem', 'goal', 'activity']);
const erroneousSchema = z.enum(['problem', 'goal', 'activity', 'barrier']);

/** Signing and ending interventions makes and closes their tasks. */
const writesPlan = {
  access: 'careplans.write',
  changes: ['careplans', 'caseload', 'tasks'],
} as const;

export const carePlanCalls = {
  /** A patient's plans, open ones first, newest first. */
  'careplans.ofPatient': read({
    input: z.strictObject({ patientId: idSchema }),
    output: answer<PlanSummary[]>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['careplans'],
  }),
  /** A whole plan: the working draft where one is open. */
  'careplans.get': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<CarePlan>(),
    access: 'patients.read',
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    audit: 'list',
    reads: ['careplans'],
  }),
  /** A signed version; the newest with what was recorded live since. */
  'careplans.version': read({
    input: z.strictObject({ id: idSchema, version: z.int().min(1) }),
    output: answer<PlanVersion>(),
    access: 'patients.read',
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    reads: ['careplans'],
  }),
  /** Who can own work of a plan or a stay: its care team and the people of its unit. */
  'careplans.owners': read({
    input: z.strictObject({ of: z.enum(['carePlan', 'encounter']), id: idSchema }),
    output: answer<Owner[]>(),
    access: 'patients.read',
    subjects: ({ of, id }) => [{ kind: of, id }],
    audit: 'list',
    reads: ['careplans', 'users', 'encounters'],
  }),
  /** The patient's conditions that no problem of the plan is about. */
  'careplans.conditions': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<OpenCondition[]>(),
    access: 'patients.read',
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    audit: 'list',
    reads: ['careplans', 'patients'],
  }),
  /** Barriers of a stay, open ones first, whether they stand under a problem or not. */
  'careplans.barriers': read({
    input: z.strictObject({ encounterId: idSchema }),
    output: answer<Barrier[]>(),
    access: 'patients.read',
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    audit: 'list',
    reads: ['careplans'],
  }),

  'careplans.create': write({
    input: z.strictObject({ encounterId: idSchema, title: lineSchema(120) }),
    output: answer<CarePlan>(),
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    ...writesPlan,
  }),
  'careplans.change': write({
    input: z.strictObject({ ...own, fields: planFieldsSchema }),
    output: answer<CarePlan>(),
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    ...writesPlan,
  }),
  /** Signs the draft: it becomes the newest version, and the plan is active. */
  'careplans.activate': write({
    input: z.strictObject({ ...own, stamp: z.int().min(0) }),
    output: answer<CarePlan>(),
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    ...writesPlan,
  }),
  /** On hold, completed, revoked, entered in error; back to active takes an ending back. */
  'careplans.setStatus': write({
    input: z.strictObject({
      ...own,
      status: planStatusSchema.exclude(['draft']),
      reason: lineSchema(300).nullable(),
    }),
    output: answer<CarePlan>(),
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    ...writesPlan,
  }),

  'careplans.addProblem': write({
    input: z.strictObject({
      carePlanId: idSchema,
      title: line,
      source: shortLine.default(null),
      conditionId: idSchema.nullable().default(null),
      suggestion: suggestionSchema,
    }),
    output: answer<Problem>(),
    subjects: ({ carePlanId, conditionId }) => [
      { kind: 'carePlan', id: carePlanId },
      ...(conditionId ? [{ kind: 'condition' as const, id: conditionId }] : []),
    ],
    ...writesPlan,
  }),
  'careplans.changeProblem': write({
    input: z.strictObject({ ...own, fields: problemFieldsSchema }),
    output: answer<Problem>(),
    subjects: ({ id }) => [{ kind: 'problem', id }],
    ...writesPlan,
  }),
  'careplans.addGoal': write({
    input: z.strictObject({ problemId: idSchema, description: line, suggestion: suggestionSchema }),
    output: answer<Goal>(),
    subjects: ({ problemId }) => [{ kind: 'problem', id: problemId }],
    ...writesPlan,
  }),
  'careplans.changeGoal': write({
    input: z.strictObject({ ...own, fields: goalFieldsSchema }),
    output: answer<Goal>(),
    subjects: ({ id }) => [{ kind: 'goal', id }],
    ...writesPlan,
  }),
  /** Live: reached, put aside, given up, or pursued again. */
  'careplans.setGoalStatus': write({
    input: z.strictObject({
      ...own,
      status: goalStatusSchema.extract(['active', 'on-hold', 'completed', 'cancelled']),
    }),
    output: answer<Goal>(),
    subjects: ({ id }) => [{ kind: 'goal', id }],
    ...writesPlan,
  }),
  /** Live: what was seen or measured, and what it means for the goal. */
  'careplans.recordProgress': write({
    input: z.strictObject({
      goalId: idSchema,
      at: instantSchema.nullable(),
      value: shortLine,
      statement: textSchema(2000).nullable(),
      achievementStatus: achievementSchema,
    }),
    output: answer<Goal>(),
    subjects: ({ goalId }) => [{ kind: 'goal', id: goalId }],
    ...writesPlan,
  }),
  /** Takes a progress entry back as entered in error; the goal's status is that of the one before. */
  'careplans.withdrawProgress': write({
    input: z.strictObject({ goalId: idSchema, ...own, reason: lineSchema(300) }),
    output: answer<Goal>(),
    subjects: ({ goalId }) => [{ kind: 'goal', id: goalId }],
    ...writesPlan,
  }),

  'careplans.addActivity': write({
    input: z.strictObject({ problemId: idSchema, description: line, suggestion: suggestionSchema }),
    output: answer<Activity>(),
    subjects: ({ problemId }) => [{ kind: 'problem', id: problemId }],
    ...writesPlan,
  }),
  'careplans.changeActivity': write({
    input: z.strictObject({ ...own, fields: activityFieldsSchema }),
    output: answer<Activity>(),
    subjects: ({ id }) => [{ kind: 'activity', id }],
    ...writesPlan,
  }),
  /** Live. */
  'careplans.setActivityStatus': write({
    input: z.strictObject({
      ...own,
      status: activityStatusSchema.exclude(['unknown', 'entered-in-error']),
      /** What came of it; left out, it stays. */
      outcome: textSchema(2000).nullable().optional(),
    }),
    output: answer<Activity>(),
    subjects: ({ id }) => [{ kind: 'activity', id }],
    ...writesPlan,
  }),

  'careplans.addBarrier': write({
    input: z.strictObject({ problemId: idSchema, ...barrierFields, ...tieFields }),
    output: answer<Barrier>(),
    subjects: ({ problemId }) => [{ kind: 'problem', id: problemId }],
    ...writesPlan,
  }),
  /** A barrier of the stay that stands under no problem of a plan. */
  'careplans.addStayBarrier': write({
    input: z.strictObject({ encounterId: idSchema, ...barrierFields }),
    output: answer<Barrier>(),
    access: 'care.write',
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    changes: ['careplans', 'caseload'],
  }),
  'careplans.changeBarrier': write({
    input: z.strictObject({ ...own, fields: barrierFieldsSchema }),
    output: answer<Barrier>(),
    subjects: ({ id }) => [{ kind: 'barrier', id }],
    ...writesPlan,
  }),
  /** Live: out of the way, and how. */
  'careplans.resolveBarrier': write({
    input: z.strictObject({ ...own, resolution: lineSchema(300).nullable() }),
    output: answer<Barrier>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'barrier', id }],
    changes: ['careplans', 'caseload'],
  }),
  /** Live: in the way again, or resolved by mistake. */
  'careplans.reopenBarrier': write({
    input: z.strictObject({ ...own }),
    output: answer<Barrier>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'barrier', id }],
    changes: ['careplans', 'caseload'],
  }),

  /** Takes a record out of the working draft, or puts it back (undo). */
  'careplans.setRemoved': write({
    input: z.strictObject({ record: partSchema, ...own, removed: z.boolean() }),
    output: answer<CarePlan>(),
    subjects: ({ record, id }) => [{ kind: record, id }],
    ...writesPlan,
  }),
  /** Says that a record should never have been written; it stays in the history with the reason. */
  'careplans.enterInError': write({
    input: z.strictObject({ record: erroneousSchema, ...own, reason: lineSchema(300) }),
    output: answer<null>(),
    subjects: ({ record, id }) => [{ kind: record, id }],
    ...writesPlan,
  }),
};
