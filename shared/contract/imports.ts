/**
 * Calls about imports. Long work and files: they open their transactions themselves, one a file.
 * Paths never come from the window: main asks for files, or takes the bytes of dropped ones.
 */
import { z } from 'zod';
import { csvFields, dateFormats } from '../imports/facts';
import type {
  AppliedFile,
  Batch,
  ImportSettings,
  KeptFiles,
  Selection,
  SelectionPreview,
  Waiting,
} from '../imports/import';
import {
  answer,
  idSchema,
  lineSchema,
  read,
  rowVersionSchema,
  write,
  type Feature,
} from './define';

const selection = z.strictObject({ selectionId: idSchema });
const header = z.string().min(1).max(500);

const mappingSchema = z.strictObject({
  columns: z.record(header, z.enum(csvFields)),
  dates: z.record(header, z.enum(dateFormats)),
  everyClass: z.enum(['inpatient', 'observation', 'emergency', 'outpatient']).optional(),
});

const duplicatesSchema = z.record(z.string().max(400), z.enum(['same', 'different', 'later']));

const decisionsSchema = z.strictObject({
  duplicates: duplicatesSchema,
  takeFile: z.array(z.string().max(200)).max(20_000),
});

/** What an import may change, everywhere it is shown. */
const changed: readonly Feature[] = [
  'imports',
  'caseload',
  'patients',
  'encounters',
  'coverage',
  'careplans',
  'documents',
  'search',
  // The backup before it.
  'backup',
  'health',
  'session',
];

/** Bytes of a dropped file that travel in one call. */
export const dropChunkBytes = 4 * 1024 * 1024;

export const importOwnCalls = {
  /** Asks for files or for a folder of them, or takes those that a lock kept; null = none. */
  'imports.choose': write({
    input: z.strictObject({ what: z.enum(['files', 'folder', 'kept']) }),
    output: answer<Selection | null>(),
    access: 'import.run',
    audit: 'none',
    // What a lock kept is taken by it.
    changes: ['imports'],
  }),
  /** The files that this person was looking at when Liaison locked; null = none. */
  'imports.kept': read({
    input: z.strictObject({}),
    output: answer<KeptFiles | null>(),
    access: 'import.run',
    reads: ['imports'],
  }),
  /** The person does not want to go on with them. */
  'imports.forgetKept': write({
    input: z.strictObject({}),
    output: answer<null>(),
    access: 'import.run',
    audit: 'none',
    changes: ['imports'],
  }),
  /** Takes a piece of a dropped file; the first piece of a drop has no selection yet. */
  'imports.drop': write({
    input: z.strictObject({
      selectionId: idSchema.nullable(),
      fileId: idSchema.nullable(),
      name: lineSchema(255),
      chunk: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= dropChunkBytes),
    }),
    output: answer<{ selection: Selection; fileId: string }>(),
    access: 'import.run',
    audit: 'none',
    changes: [],
  }),
  /** Reads and compares; nothing is written. A mapping is remembered for its header set. */
  'imports.preview': write({
    input: z.strictObject({
      selectionId: idSchema,
      mapping: z.strictObject({ fileId: idSchema, mapping: mappingSchema }).nullable(),
      /** What the person decided about strangers with a known name, so that the sums follow. */
      duplicates: duplicatesSchema,
    }),
    output: answer<SelectionPreview>(),
    access: 'import.run',
    changes: [],
  }),
  /** Writes the files, each whole or not at all, after a verified backup. */
  'imports.apply': write({
    input: z.strictObject({
      selectionId: idSchema,
      /** Files of the selection that are to be written. */
      fileIds: z.array(idSchema).min(1).max(1000),
      decisions: decisionsSchema,
    }),
    output: answer<AppliedFile[]>(),
    access: 'import.run',
    changes: changed,
  }),
  /** Stops reading or writing; the file at hand is rolled back. */
  'imports.stop': write({
    input: z.strictObject({}),
    output: answer<null>(),
    access: 'import.run',
    audit: 'none',
    changes: [],
  }),
  /** The person left the preview: main forgets the files. */
  'imports.forget': write({
    input: selection,
    output: answer<null>(),
    access: 'import.run',
    audit: 'none',
    changes: [],
  }),
  /** Saves what was refused, with places and reasons, where the person says. */
  'imports.saveRefused': write({
    input: selection,
    output: answer<{ saved: boolean }>(),
    access: 'import.run',
    changes: [],
  }),
  /** Saves the whole preview, where the person says. */
  'imports.saveReport': write({
    input: selection,
    output: answer<{ saved: boolean }>(),
    access: 'import.run',
    changes: [],
  }),
  /** What was imported, newest first. */
  'imports.batches': read({
    input: z.strictObject({ before: z.string().max(40).nullable() }),
    output: answer<Batch[]>(),
    access: 'import.run',
    reads: ['imports'],
  }),
  /** Differences and possible duplicates that wait for a person. */
  'imports.waiting': read({
    input: z.strictObject({}),
    output: answer<Waiting>(),
    access: 'import.run',
    reads: ['imports', 'patients'],
  }),
  'imports.decideDifference': write({
    input: z.strictObject({
      id: idSchema,
      rowVersion: rowVersionSchema,
      decision: z.enum(['ours', 'theirs']),
    }),
    output: answer<null>(),
    access: 'import.run',
    changes: changed,
  }),
  /** `same` merges the second into the one that is kept. */
  'imports.decideDuplicate': write({
    input: z.strictObject({
      id: idSchema,
      rowVersion: rowVersionSchema,
      decision: z.enum(['same', 'different', 'later']),
      keepId: idSchema.nullable(),
    }),
    output: answer<null>(),
    access: 'import.run',
    changes: changed,
  }),
  /** Takes a merge back: the record stands by itself again. */
  'imports.unmerge': write({
    input: z.strictObject({ patientId: idSchema }),
    output: answer<null>(),
    access: 'import.run',
    changes: changed,
  }),
  'imports.settings': read({
    input: z.strictObject({}),
    output: answer<ImportSettings>(),
    access: 'import.run',
    reads: ['imports', 'settings'],
  }),
  /** Asks for the folder that the interface engine writes to; null = cancelled. */
  'imports.watch': write({
    input: z.strictObject({}),
    output: answer<ImportSettings | null>(),
    access: 'settings.manage',
    changes: ['imports', 'settings'],
  }),
  'imports.unwatch': write({
    input: z.strictObject({}),
    output: answer<null>(),
    access: 'settings.manage',
    changes: ['imports', 'settings'],
  }),
  'imports.setKeepDays': write({
    input: z.strictObject({ days: z.int().min(1).max(365) }),
    output: answer<null>(),
    access: 'settings.manage',
    changes: ['imports', 'settings'],
  }),
  'imports.setObservationCodes': write({
    input: z.strictObject({ codes: z.array(z.string().trim().min(1).max(20)).max(30) }),
    output: answer<null>(),
    access: 'settings.manage',
    changes: ['imports', 'settings'],
  }),
  /** Two names mean one assigner: the first one's numbers and aliases go to the second. */
  'imports.joinAssigners': write({
    input: z.strictObject({ fromId: idSchema, intoId: idSchema }),
    output: answer<null>(),
    access: 'settings.manage',
    changes: ['imports', 'settings', 'patients'],
  }),
  /** Says whose numbers are the hospital's own. */
  'imports.setAssigner': write({
    input: z.strictObject({ id: idSchema, isOurs: z.boolean() }),
    output: answer<null>(),
    access: 'settings.manage',
    changes: ['imports', 'settings'],
  }),
};
