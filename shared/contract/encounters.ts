/** Calls about stays: their facts and histories, the expected discharge, readiness, disposition. */
import { z } from 'zod';
import type { Encounter, EncounterDetail, Stay } from '../encounters/encounter';
import type { StayLists } from '../encounters/expected-discharge';
import {
  answer,
  dateSchema,
  idSchema,
  instantSchema,
  lineSchema,
  nothing,
  read,
  rowVersionSchema,
  write,
  type Feature,
  type Subject,
} from './define';

const version = { encounterId: idSchema, rowVersion: rowVersionSchema };
const ofEncounter = ({ encounterId }: { encounterId: string }): Subject[] => [
  { kind: 'encounter', id: encounterId },
];
const changes: readonly Feature[] = ['encounters', 'caseload', 'patients'];

export const encounterCalls = {
  /** Reasons and dispositions in both languages; data, not code. */
  'encounters.lists': read({
    input: nothing,
    output: answer<StayLists>(),
    access: 'patients.read',
    reads: ['settings'],
  }),
  'encounters.get': read({
    input: z.strictObject({ encounterId: idSchema }),
    output: answer<EncounterDetail>(),
    access: 'patients.read',
    subjects: ofEncounter,
    audit: 'list',
    reads: ['encounters', 'caseload', 'imports'],
  }),
  /** A patient's stays, newest first. */
  'encounters.ofPatient': read({
    input: z.strictObject({
      patientId: idSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(100),
    }),
    output: answer<{ total: number; stays: Stay[] }>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['encounters', 'imports'],
  }),
  /** Sets, moves (with a reason) or makes unknown the expected discharge. */
  'encounters.setExpectedDischarge': write({
    input: z.strictObject({
      ...version,
      on: dateSchema.nullable(),
      plannedLeaveAt: instantSchema.nullable(),
      unknownReason: lineSchema(40).nullable(),
      reason: lineSchema(40).nullable(),
      words: lineSchema(400).nullable(),
    }),
    /** `moveId` takes the change back while nothing else was written; null where no date moved. */
    output: answer<{ encounter: Encounter; moveId: string | null }>(),
    access: 'care.write',
    subjects: ofEncounter,
    changes,
  }),
  /** Undo: the former date returns, and the move stands as taken back. */
  'encounters.undoExpectedDischarge': write({
    input: z.strictObject({ ...version, moveId: idSchema }),
    output: answer<Encounter>(),
    access: 'care.write',
    subjects: ofEncounter,
    changes,
  }),
  /** Medically ready is a fact of its own, never derived from the EDD. */
  'encounters.setMedicallyReady': write({
    input: z.strictObject({
      ...version,
      ready: z.enum(['unknown', 'no', 'yes']),
      since: instantSchema.nullable(),
      saidBy: lineSchema(120).nullable(),
    }),
    output: answer<Encounter>(),
    access: 'care.write',
    subjects: ofEncounter,
    changes,
  }),
  'encounters.setPlannedDisposition': write({
    input: z.strictObject({ ...version, disposition: lineSchema(40).nullable() }),
    output: answer<Encounter>(),
    access: 'care.write',
    subjects: ofEncounter,
    changes,
  }),
};
