/** A response as it is kept and exchanged: FHIR R4 QuestionnaireResponse in the record's words. */
import { z } from 'zod';
import { answersSchema } from './answers';

/** FHIR's own status words. */
export const responseStatuses = [
  'in-progress',
  'completed',
  'amended',
  'entered-in-error',
] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

/** Who answered. */
export const informants = ['patient', 'family', 'staff'] as const;

export const responseSchema = z.strictObject({
  id: z.string().min(1),
  instrument: z.string().min(1),
  /** Of the definition that it was answered to and is scored with. */
  version: z.int().positive(),
  patientId: z.string().min(1),
  encounterId: z.string().min(1).nullable(),
  status: z.enum(responseStatuses),
  /** Instant of completion, or of the newest change while in progress. */
  authoredAt: z.string().min(1),
  authorId: z.string().min(1),
  informant: z.enum(informants).nullable(),
  /** Was an interpreter used? null: not said. */
  interpreter: z.boolean().nullable(),
  answers: answersSchema,
});
export type AssessmentResponse = z.infer<typeof responseSchema>;
