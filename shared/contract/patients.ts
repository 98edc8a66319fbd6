/** Calls about a patient: opening the file, its facts and history, who may read it. */
import { z } from 'zod';
import type { Condition, PatientDetails, PatientFile, PatientHeadline } from '../patients/patient';
import { timelineKinds, type TimelinePage } from '../patients/timeline';
import {
  answer,
  idSchema,
  lineSchema,
  read,
  rowVersionSchema,
  write,
  type Subject,
} from './define';

const line = (max = 200) => lineSchema(max).nullable();
const patient = { patientId: idSchema };
const ofPatient = ({ patientId }: { patientId: string }): Subject[] => [
  { kind: 'patient', id: patientId },
];

export const patientCalls = {
  /** Opening a file is its own entry in the audit, each time. Answers with the survivor's id. */
  'patients.open': write({
    input: z.strictObject(patient),
    output: answer<{ patientId: string }>(),
    access: 'patients.read',
    subjects: ofPatient,
    changes: [],
  }),
  /** All that header and overview show. */
  'patients.file': read({
    input: z.strictObject(patient),
    output: answer<PatientFile>(),
    access: 'patients.read',
    subjects: ofPatient,
    audit: 'list',
    reads: ['patients', 'encounters', 'coverage', 'notes', 'tasks', 'caseload', 'imports'],
  }),
  /** Names for the rail; those no longer within reach are left out. */
  'patients.headlines': read({
    input: z.strictObject({ patientIds: z.array(idSchema).max(8) }),
    output: answer<PatientHeadline[]>(),
    access: 'patients.read',
    audit: 'list',
    reads: ['patients', 'encounters', 'imports'],
  }),
  /** All conditions, where the overview shows only the first. */
  'patients.conditions': read({
    input: z.strictObject({
      ...patient,
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: answer<{ total: number; conditions: Condition[] }>(),
    access: 'patients.read',
    subjects: ofPatient,
    audit: 'list',
    reads: ['patients', 'imports'],
  }),
  /** What changed, who, when; newest first. */
  'patients.timeline': read({
    input: z.strictObject({
      ...patient,
      kind: z.enum(timelineKinds).nullable(),
      before: z.int().min(1).nullable(),
      limit: z.int().min(1).max(100),
    }),
    output: answer<TimelinePage>(),
    access: 'patients.read',
    subjects: ofPatient,
    audit: 'list',
    reads: ['patients', 'encounters', 'coverage', 'notes', 'tasks', 'careplans', 'imports'],
  }),
  /** Opens a patient outside the units or team for twelve hours; the privacy officer reads why. */
  'patients.breakGlass': write({
    input: z.strictObject({ ...patient, reason: lineSchema(400).min(8) }),
    output: answer<{ patientId: string; until: string }>(),
    access: 'patients.breakGlass',
    changes: ['patients', 'caseload', 'search', 'privacy'],
  }),
  /** Closes a patient to all but the team, or opens it to the unit again; with a reason. */
  'patients.restrict': write({
    input: z.strictObject({
      ...patient,
      rowVersion: rowVersionSchema,
      restricted: z.boolean(),
      reason: lineSchema(400),
    }),
    output: answer<{ rowVersion: number }>(),
    access: 'patients.restrict',
    subjects: ofPatient,
    changes: ['patients', 'caseload', 'search', 'privacy'],
  }),
  /** Phone, address, language: what a person learns at the bedside. */
  'patients.change': write({
    input: z.strictObject({
      ...patient,
      rowVersion: rowVersionSchema,
      phone: line(60),
      addressLine: line(),
      city: line(80),
      state: line(40),
      postalCode: line(20),
      language: line(40),
      maritalStatus: line(40),
    }),
    output: answer<PatientDetails>(),
    access: 'care.write',
    subjects: ofPatient,
    changes: ['patients'],
  }),
};
