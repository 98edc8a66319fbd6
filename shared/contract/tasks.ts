/** Calls about tasks. The model for every feature: declaration here, use case in electron/services. */
import { z } from 'zod';
import type { Task } from '../tasks/task';
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

const due = {
  dueAt: instantSchema.nullable(),
  dueOn: dateSchema.nullable(),
};

export const taskCalls = {
  /** A stay's tasks, open ones first by due. */
  'tasks.ofEncounter': read({
    input: z.strictObject({ encounterId: idSchema }),
    output: answer<Task[]>(),
    access: 'patients.read',
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    audit: 'list',
    reads: ['tasks'],
  }),
  'tasks.add': write({
    input: z.strictObject({
      encounterId: idSchema,
      title: lineSchema(),
      detail: textSchema(4000).nullable(),
      kind: lineSchema(40),
      ownerId: idSchema.nullable(),
      ...due,
    }),
    output: answer<Task>(),
    access: 'care.write',
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    changes: ['tasks', 'caseload'],
  }),
  'tasks.change': write({
    input: z.strictObject({
      id: idSchema,
      rowVersion: rowVersionSchema,
      title: lineSchema(),
      detail: textSchema(4000).nullable(),
      ownerId: idSchema.nullable(),
      ...due,
    }),
    output: answer<Task>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'task', id }],
    changes: ['tasks', 'caseload'],
  }),
  /** Done, or open again (undo). */
  'tasks.setDone': write({
    input: z.strictObject({ id: idSchema, rowVersion: rowVersionSchema, done: z.boolean() }),
    output: answer<Task>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'task', id }],
    // A task that stands for an intervention records on the plan.
    changes: ['tasks', 'caseload', 'careplans'],
  }),
  'tasks.cancel': write({
    input: z.strictObject({ id: idSchema, rowVersion: rowVersionSchema, reason: lineSchema() }),
    output: answer<Task>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'task', id }],
    changes: ['tasks', 'caseload'],
  }),
};
