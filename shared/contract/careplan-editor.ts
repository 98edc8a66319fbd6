/** Calls of the plan's editor: order, splitting and joining goals, suggestions, undo and redo. */
import { z } from 'zod';
import type { CarePlan } from '../careplans/plan';
import { stepRecords, type Step } from '../careplans/steps';
import type { Suggestion } from '../careplans/suggestions';
import { goalFieldsSchema } from './careplans';
import { answer, idSchema, lineSchema, read, rowVersionSchema, write } from './define';

const own = { id: idSchema, rowVersion: rowVersionSchema };
const line = lineSchema(300);
const versionSchema = z.int().min(0);
const stepSchema = z.strictObject({
  record: z.enum(stepRecords),
  id: idSchema,
  from: versionSchema,
  to: versionSchema,
});
const writesPlan = { access: 'careplans.write', changes: ['careplans', 'caseload'] } as const;

export const carePlanEditorCalls = {
  /** To a place among its own, the first being 1. */
  'careplans.move': write({
    input: z.strictObject({
      record: z.enum(['problem', 'goal', 'activity']),
      ...own,
      to: z.int().min(1).max(1000),
    }),
    output: answer<{ steps: Step[] }>(),
    subjects: ({ record, id }) => [{ kind: record, id }],
    ...writesPlan,
  }),
  /** Makes two goals of one. */
  'careplans.splitGoal': write({
    input: z.strictObject({ ...own, first: line, second: line }),
    output: answer<{ goalId: string; steps: Step[] }>(),
    subjects: ({ id }) => [{ kind: 'goal', id }],
    ...writesPlan,
  }),
  /** Makes one goal of two of a problem; the first takes the fields that the person chose. */
  'careplans.joinGoals': write({
    input: z.strictObject({ ...own, other: z.strictObject(own), fields: goalFieldsSchema }),
    output: answer<{ steps: Step[] }>(),
    subjects: ({ id, other }) => [
      { kind: 'goal', id },
      { kind: 'goal', id: other.id },
    ],
    ...writesPlan,
  }),
  /** Goes steps of this session back or forth: undo and redo. */
  'careplans.retrace': write({
    input: z.strictObject({ id: idSchema, steps: z.array(stepSchema).min(1).max(400) }),
    output: answer<CarePlan>(),
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    ...writesPlan,
  }),
  /** Lines of the library and the templates, with how often each is used on the plan's unit. */
  'careplans.suggestions': read({
    input: z.strictObject({
      id: idSchema,
      record: z.enum(['problem', 'goal', 'activity']),
    }),
    output: answer<Suggestion[]>(),
    access: 'patients.read',
    subjects: ({ id }) => [{ kind: 'carePlan', id }],
    audit: 'list',
    reads: ['careplans'],
  }),
};
