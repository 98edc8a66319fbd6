/**
 * Calls about documents. `prepare` gathers a document inside the pipeline, where reach and audit
 * are decided; the rest renders, prints and saves what was gathered, outside of any transaction.
 */
import { z } from 'zod';
import {
  papers,
  type DocumentEntry,
  type PreparedDocument,
  type RenderedDocument,
} from '../documents/document';
import { answer, idSchema, read, write } from './define';

const job = z.strictObject({ jobId: idSchema });

export const documentCalls = {
  /** What was printed, saved or brought of a patient, newest first. */
  'documents.ofPatient': read({
    input: z.strictObject({ patientId: idSchema }),
    output: answer<DocumentEntry[]>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['documents'],
  }),
  /** Gathers a care plan for print: a signed version, or (null) the working draft. */
  'documents.prepareCarePlan': write({
    input: z.strictObject({
      carePlanId: idSchema,
      version: z.int().min(1).nullable(),
      paper: z.enum(papers),
      language: z.enum(['en', 'es']),
    }),
    output: answer<PreparedDocument>(),
    access: 'documents.make',
    subjects: ({ carePlanId }) => [{ kind: 'carePlan', id: carePlanId }],
    changes: [],
  }),
};

export const documentOwnCalls = {
  /** The PDF of a prepared document; made once, in a worker. */
  'documents.pdf': read({
    input: job,
    output: answer<RenderedDocument>(),
    access: 'documents.make',
    reads: [],
  }),
  /** Saves it where the person says; main asks, the window never names a path. */
  'documents.save': write({
    input: job,
    output: answer<{ saved: boolean }>(),
    access: 'documents.make',
    audit: 'none',
    changes: ['documents'],
  }),
  /** Saves the same plan as a FHIR R4 bundle, for another program. */
  'documents.saveFhir': write({
    input: job,
    output: answer<{ saved: boolean }>(),
    access: 'documents.make',
    audit: 'none',
    changes: ['documents'],
  }),
  /** Hands it to the system's printing. */
  'documents.print': write({
    input: job,
    output: answer<{ printed: boolean; problem: string | null }>(),
    access: 'documents.make',
    audit: 'none',
    changes: ['documents'],
  }),
  /** The hidden print window has drawn its pages, or says why not. */
  'documents.drawn': write({
    input: z.strictObject({ jobId: idSchema, problem: z.string().max(200).nullable() }),
    output: answer<null>(),
    access: 'documents.make',
    audit: 'none',
    changes: [],
  }),
  /** The preview was closed: main forgets the document. */
  'documents.close': write({
    input: job,
    output: answer<null>(),
    access: 'documents.make',
    audit: 'none',
    changes: [],
  }),
};
