/** Calls of the privacy officer and the leads: openings with a reason, restricted patients. */
import { z } from 'zod';
import type { Opening, RestrictedPatient } from '../privacy/privacy';
import { answer, idSchema, lineSchema, nothing, read, rowVersionSchema, write } from './define';

export const privacyCalls = {
  /** Newest first, at most 200; a lead sees those of people and patients of the own units. */
  'privacy.openings': read({
    input: z.strictObject({ reviewed: z.boolean() }),
    output: answer<Opening[]>(),
    access: 'patients.restrict',
    audit: 'list',
    reads: ['privacy', 'patients'],
  }),
  /** Says that somebody looked at an opening and what they found; nobody reviews their own. */
  'privacy.reviewOpening': write({
    input: z.strictObject({
      id: idSchema,
      rowVersion: rowVersionSchema,
      note: lineSchema(400).nullable(),
    }),
    output: answer<{ rowVersion: number }>(),
    access: 'patients.restrict',
    changes: ['privacy'],
  }),
  /** Takes a review back, just after it was made. */
  'privacy.reopenReview': write({
    input: z.strictObject({ id: idSchema, rowVersion: rowVersionSchema }),
    output: answer<{ rowVersion: number }>(),
    access: 'patients.restrict',
    changes: ['privacy'],
  }),
  /** Restricted patients, by name; a lead sees those whom the lead may open. */
  'privacy.restricted': read({
    input: nothing,
    output: answer<RestrictedPatient[]>(),
    access: 'patients.restrict',
    audit: 'list',
    reads: ['privacy', 'patients'],
  }),
  /** The patient with exactly this record number, to be restricted; null for none within reach. */
  'privacy.patientByNumber': read({
    input: z.strictObject({ mrn: lineSchema(40) }),
    output: answer<RestrictedPatient | null>(),
    access: 'patients.restrict',
    audit: 'list',
    reads: ['privacy', 'patients'],
  }),
};
