/** Calls about notes: written, signed, amended; never deleted. */
import { z } from 'zod';
import type { Note } from '../notes/note';
import { answer, idSchema, lineSchema, read, rowVersionSchema, textSchema, write } from './define';

const noteText = textSchema(20_000).refine((text) => text.trim() !== '');
const version = { id: idSchema, rowVersion: rowVersionSchema };
const ofNote = ({ id }: { id: string }) => [{ kind: 'note' as const, id }];

export const noteCalls = {
  /** A patient's notes, newest first. */
  'notes.ofPatient': read({
    input: z.strictObject({
      patientId: idSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(100),
    }),
    output: answer<{ total: number; notes: Note[] }>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['notes', 'imports'],
  }),
  'notes.add': write({
    input: z.strictObject({
      patientId: idSchema,
      encounterId: idSchema.nullable(),
      text: noteText,
    }),
    output: answer<Note>(),
    access: 'care.write',
    subjects: ({ patientId, encounterId }) => [
      { kind: 'patient', id: patientId },
      ...(encounterId === null ? [] : [{ kind: 'encounter' as const, id: encounterId }]),
    ],
    changes: ['notes', 'caseload', 'patients'],
  }),
  /** An unsigned note, by its author. */
  'notes.change': write({
    input: z.strictObject({ ...version, text: noteText }),
    output: answer<Note>(),
    access: 'care.write',
    subjects: ofNote,
    changes: ['notes', 'caseload'],
  }),
  'notes.sign': write({
    input: z.strictObject(version),
    output: answer<Note>(),
    access: 'care.write',
    subjects: ofNote,
    changes: ['notes', 'caseload'],
  }),
  /** A signed note gets a successor, signed at once; the former text stays readable. */
  'notes.amend': write({
    input: z.strictObject({ ...version, text: noteText, reason: lineSchema() }),
    output: answer<Note>(),
    access: 'care.write',
    subjects: ofNote,
    changes: ['notes', 'caseload', 'patients'],
  }),
  'notes.enterInError': write({
    input: z.strictObject({ ...version, reason: lineSchema() }),
    output: answer<Note>(),
    access: 'care.write',
    subjects: ofNote,
    changes: ['notes', 'caseload', 'patients'],
  }),
};
