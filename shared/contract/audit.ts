/** Calls about the audit: who did what, who saw whom, and whether the chain is whole. */
import { z } from 'zod';
import type { AuditAbout, AuditPage, AuditWalk } from '../audit/audit';
import { answer, idSchema, instantSchema, lineSchema, nothing, read, write } from './define';

export const auditFilterSchema = z.strictObject({
  userId: idSchema.nullable(),
  /** Exact record number: entries about that patient, and lists that held them. */
  mrn: lineSchema(40).nullable(),
  patientId: idSchema.nullable(),
  /** A call's name or the start of it: `patients.`, `users.invite`. */
  action: z
    .string()
    .regex(/^[A-Za-z.]{1,60}$/)
    .nullable(),
  outcome: z.enum(['ok', 'refused', 'failed']).nullable(),
  fromAt: instantSchema.nullable(),
  toAt: instantSchema.nullable(),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditCalls = {
  /** Newest first; a unit lead sees what people of the unit did and what touched its patients. */
  'audit.list': read({
    input: z.strictObject({
      filter: auditFilterSchema,
      before: z.int().min(1).nullable(),
      limit: z.int().min(1).max(200),
    }),
    output: answer<AuditPage>(),
    access: 'audit.read',
    audit: 'list',
    reads: ['audit'],
  }),
};

export const auditOwnCalls = {
  /** Who there is to filter by, and what is known of the chain. */
  'audit.about': read({
    input: nothing,
    output: answer<AuditAbout>(),
    access: 'audit.read',
    reads: ['audit', 'users'],
  }),
  /** Walks the whole chain, with progress (job `audit.verify`). */
  'audit.verify': write({
    input: nothing,
    output: answer<AuditWalk>(),
    access: 'audit.read',
    changes: ['audit', 'health'],
  }),
  /** Ends a walk that is under way; it finds nothing then. */
  'audit.stop': write({
    input: nothing,
    output: answer<null>(),
    access: 'audit.read',
    audit: 'none',
    changes: [],
  }),
  /** Saves the filtered entries, oldest first, where the person says. */
  'audit.export': write({
    input: z.strictObject({ filter: auditFilterSchema, format: z.enum(['csv', 'fhir']) }),
    output: answer<{ saved: boolean; entries: number }>(),
    access: 'audit.read',
    changes: ['audit'],
  }),
};
