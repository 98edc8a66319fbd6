/** Calls about the worklist of active stays and who looks after them. */
import { z } from 'zod';
import type {
  CaseloadFilter,
  CaseloadPage,
  CaseloadPeek,
  CaseloadPerson,
} from '../caseload/caseload';
import { plainFilters, sortKeys } from '../caseload/caseload';
import { answer, idSchema, nothing, read, rowVersionSchema, textSchema, write } from './define';

/** Rows of one answer: the window asks for pages, never for tables. */
const largestPage = 200;
/** Stays given at once: all active ones of a large hospital. */
const largestBatch = 1000;

const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mine') }),
  z.strictObject({ kind: z.literal('unit'), unitId: idSchema }),
  z.strictObject({ kind: z.literal('all') }),
]);
const sortSchema = z.strictObject({
  by: z.enum(sortKeys),
  direction: z.enum(['asc', 'desc']),
});
const filterSchema = z.custom<CaseloadFilter>(
  (value) =>
    typeof value === 'string' &&
    ((plainFilters as readonly string[]).includes(value) ||
      /^(disposition|payer):[A-Za-z-]{1,40}$/.test(value)),
);
const filtersSchema = z.array(filterSchema).max(40);

export const caseloadCalls = {
  'caseload.list': read({
    input: z.strictObject({
      scope: scopeSchema,
      text: textSchema(100),
      filters: filtersSchema,
      sort: sortSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(largestPage),
    }),
    output: answer<CaseloadPage>(),
    access: 'patients.read',
    audit: 'list',
    reads: ['caseload', 'encounters', 'tasks', 'careplans', 'coverage', 'patients', 'imports'],
  }),
  /** How many stays each scope has, for the rail: numbers, and of nobody in particular. */
  'caseload.counts': read({
    input: nothing,
    output: answer<CaseloadPage['scopes']>(),
    access: 'patients.read',
    reads: ['caseload', 'encounters', 'imports'],
  }),
  /** What the panel beside the list tells of one stay. */
  'caseload.peek': read({
    input: z.strictObject({ encounterId: idSchema }),
    output: answer<CaseloadPeek>(),
    access: 'patients.read',
    subjects: ({ encounterId }) => [{ kind: 'encounter', id: encounterId }],
    audit: 'list',
    reads: ['tasks', 'careplans', 'notes', 'patients', 'encounters', 'imports'],
  }),
  /** People stays can be given to, with how many they have. */
  'caseload.people': read({
    input: nothing,
    output: answer<CaseloadPerson[]>(),
    access: 'patients.read',
    reads: ['users', 'caseload'],
  }),
  /** Gives stays to a case manager or back; all of the batch or none. */
  'caseload.assign': write({
    input: z.strictObject({
      assignments: z
        .array(
          z.strictObject({
            encounterId: idSchema,
            rowVersion: rowVersionSchema,
            caseManagerId: idSchema.nullable(),
          }),
        )
        .min(1)
        .max(largestBatch),
    }),
    /** What takes it back: the former owners under the new versions. */
    output: answer<{
      undo: { encounterId: string; rowVersion: number; caseManagerId: string | null }[];
    }>(),
    access: 'caseload.assign',
    subjects: ({ assignments }) =>
      assignments.map(({ encounterId }) => ({ kind: 'encounter', id: encounterId })),
    severalPatients: true,
    changes: ['caseload', 'encounters', 'patients'],
  }),
};
