/** Calls about the walk over a plan: its review, and the close of the stay. */
import { z } from 'zod';
import type { CarePlan } from '../careplans/plan';
import { goalDecisions, walkKinds, type Walk } from '../careplans/walk';
import {
  answer,
  dateSchema,
  idSchema,
  lineSchema,
  read,
  rowVersionSchema,
  textSchema,
  write,
} from './define';

const ofPlan = ({ id }: { id: string }) => [{ kind: 'carePlan' as const, id }];
/** The plan, and its walk. */
const own = { id: idSchema, walkId: idSchema };
const writes = {
  access: 'careplans.write',
  subjects: ofPlan,
  changes: ['careplans'],
} as const;

export const carePlanWalkCalls = {
  /** The walk that stands open: it is gone on with where it was left. */
  'careplans.walk': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<Walk | null>(),
    access: 'patients.read',
    subjects: ofPlan,
    audit: 'list',
    reads: ['careplans'],
  }),
  'careplans.startWalk': write({
    input: z.strictObject({ id: idSchema, kind: z.enum(walkKinds) }),
    output: answer<Walk>(),
    ...writes,
  }),
  'careplans.abandonWalk': write({
    input: z.strictObject({ ...own, rowVersion: rowVersionSchema }),
    output: answer<null>(),
    ...writes,
  }),
  'careplans.decideGoal': write({
    input: z.strictObject({
      ...own,
      goalId: idSchema,
      decision: z.enum(goalDecisions),
      reason: textSchema(2000).nullable(),
      goesOn: z.boolean(),
    }),
    output: answer<Walk>(),
    ...writes,
  }),
  'careplans.setWalk': write({
    input: z.strictObject({
      ...own,
      rowVersion: rowVersionSchema,
      reviewOn: dateSchema.nullable(),
      nextSetting: lineSchema(200).nullable(),
    }),
    output: answer<Walk>(),
    ...writes,
  }),
  /** Signs what the walk found: a review makes the next version, a close completes the plan. */
  'careplans.finishWalk': write({
    input: z.strictObject({ ...own, stamp: z.int().min(0) }),
    output: answer<CarePlan>(),
    access: 'careplans.write',
    subjects: ofPlan,
    changes: ['careplans', 'caseload', 'tasks'],
  }),
};
