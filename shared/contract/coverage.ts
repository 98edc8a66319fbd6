/** Calls about who pays. */
import { z } from 'zod';
import { planClasses, type Coverage } from '../coverage/coverage';
import {
  answer,
  dateSchema,
  idSchema,
  lineSchema,
  rowVersionSchema,
  write,
  type Feature,
} from './define';

const facts = {
  payer: lineSchema(120),
  planClass: z.enum(planClasses),
  rank: z.int().min(1).max(9),
  memberNumber: lineSchema(60).nullable(),
  groupNumber: lineSchema(60).nullable(),
  startsOn: dateSchema.nullable(),
  endsOn: dateSchema.nullable(),
};
const changes: readonly Feature[] = ['coverage', 'patients', 'caseload'];

export const coverageCalls = {
  'coverage.add': write({
    input: z.strictObject({ patientId: idSchema, ...facts }),
    output: answer<Coverage>(),
    access: 'care.write',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    changes,
  }),
  'coverage.change': write({
    input: z.strictObject({ id: idSchema, rowVersion: rowVersionSchema, ...facts }),
    output: answer<Coverage>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'coverage', id }],
    changes,
  }),
  'coverage.enterInError': write({
    input: z.strictObject({ id: idSchema, rowVersion: rowVersionSchema, reason: lineSchema() }),
    output: answer<null>(),
    access: 'care.write',
    subjects: ({ id }) => [{ kind: 'coverage', id }],
    changes,
  }),
};
