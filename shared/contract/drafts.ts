/** Unfinished input, held in main and written encrypted; it survives lock, crash and restart. */
import { z } from 'zod';
import { answer, idSchema, nothing, read, textSchema, write } from './define';

export interface Draft {
  /** Names the field: `note:<encounterId>`, `caseload.filter`, `app.place`. */
  form: string;
  patientId: string | null;
  baseRowVersion: number | null;
  text: string;
  updatedAt: string;
}

const formSchema = z.string().min(1).max(200);

export const draftOwnCalls = {
  /** The field's whole text at every input event; kept in main, written within 500 ms. */
  'drafts.put': write({
    input: z.strictObject({
      form: formSchema,
      patientId: idSchema.nullable(),
      baseRowVersion: z.int().min(1).nullable(),
      text: textSchema(200_000),
    }),
    output: answer<null>(),
    access: 'session',
    audit: 'none',
    changes: [],
  }),
  /** Saved or thrown away on purpose. */
  'drafts.drop': write({
    input: z.strictObject({ form: formSchema }),
    output: answer<null>(),
    access: 'session',
    audit: 'none',
    changes: [],
  }),
  /** All of this person's drafts, offered back after sign-in. */
  'drafts.list': read({
    input: nothing,
    output: answer<Draft[]>(),
    access: 'session',
    reads: ['drafts'],
  }),
  /** The window's answer to `locking`: the texts of all fields, composition included. */
  'drafts.flush': write({
    input: z.strictObject({
      drafts: z
        .array(
          z.strictObject({
            form: formSchema,
            patientId: idSchema.nullable(),
            baseRowVersion: z.int().min(1).nullable(),
            text: textSchema(200_000),
          }),
        )
        .max(200),
    }),
    output: answer<null>(),
    access: 'session',
    audit: 'none',
    changes: [],
  }),
};
