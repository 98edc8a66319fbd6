/** Calls about a patient: opening the file, its facts, and breaking the glass. */
import { z } from 'zod';
import type { PatientFile, PatientHeadline } from '../patients/patient';
import { answer, idSchema, lineSchema, read, write, type Subject } from './define';

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
  /** Opens a patient outside the units or team for twelve hours; the privacy officer reads why. */
  'patients.breakGlass': write({
    input: z.strictObject({ ...patient, reason: lineSchema(400).min(8) }),
    output: answer<{ patientId: string; until: string }>(),
    access: 'patients.breakGlass',
    changes: ['patients', 'caseload', 'search'],
  }),
};
