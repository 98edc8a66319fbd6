/** Calls about assessments: begun, answered item by item, completed, amended; never deleted. */
import { z } from 'zod';
import type { AssessmentSummary, LatestScore, OpenedAssessment } from '../assessments/assessment';
import { entrySchema } from '../clinical/instruments/answers';
import type { Instrument } from '../clinical/instruments/definition';
import { informants } from '../clinical/instruments/response';
import { answer, idSchema, lineSchema, read, rowVersionSchema, write } from './define';

const version = { id: idSchema, rowVersion: rowVersionSchema };
const ofAssessment = ({ id }: { id: string }) => [{ kind: 'assessment' as const, id }];
/** Answers of some items; null takes one back. */
const someAnswers = z
  .record(z.string().min(1).max(100), entrySchema.nullable())
  .refine((answers) => Object.keys(answers).length <= 200);

export const assessmentCalls = {
  /** The newest version of every instrument. */
  'assessments.instruments': read({
    input: z.strictObject({}),
    output: answer<readonly Instrument[]>(),
    access: 'patients.read',
    reads: ['assessments'],
  }),
  /** A patient's assessments, newest first. */
  'assessments.ofPatient': read({
    input: z.strictObject({
      patientId: idSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(100),
    }),
    output: answer<{ total: number; assessments: AssessmentSummary[] }>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['assessments', 'imports'],
  }),
  /** The newest completed result of each instrument. */
  'assessments.latestScores': read({
    input: z.strictObject({ patientId: idSchema }),
    output: answer<LatestScore[]>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['assessments', 'imports'],
  }),
  'assessments.open': read({
    input: z.strictObject({ id: idSchema }),
    output: answer<OpenedAssessment>(),
    access: 'patients.read',
    subjects: ofAssessment,
    audit: 'read',
    reads: ['assessments', 'patients', 'imports'],
  }),
  /** Begins one for a stay; what the last stay answered is offered, unconfirmed. */
  'assessments.start': write({
    input: z.strictObject({
      patientId: idSchema,
      encounterId: idSchema,
      instrument: z.string().min(1).max(60),
    }),
    output: answer<OpenedAssessment>(),
    access: 'assessments.write',
    subjects: ({ patientId, encounterId }) => [
      { kind: 'patient', id: patientId },
      { kind: 'encounter', id: encounterId },
    ],
    changes: ['assessments'],
  }),
  /** Keeps answers while it is in progress: the draft, for the whole team, at every keystroke. */
  'assessments.answer': write({
    input: z.strictObject({
      ...version,
      answers: someAnswers,
      informant: z.enum(informants).nullable().optional(),
      interpreter: z.boolean().nullable().optional(),
    }),
    output: answer<OpenedAssessment>(),
    access: 'assessments.write',
    subjects: ofAssessment,
    changes: ['assessments'],
  }),
  /** Every required item is answered or passed over with a reason. */
  'assessments.complete': write({
    input: z.strictObject(version),
    output: answer<OpenedAssessment>(),
    access: 'assessments.write',
    subjects: ofAssessment,
    changes: ['assessments', 'patients', 'caseload'],
  }),
  /** A completed one is corrected with a reason; the former answers stay in its history. */
  'assessments.amend': write({
    input: z.strictObject({ ...version, answers: someAnswers, reason: lineSchema() }),
    output: answer<OpenedAssessment>(),
    access: 'assessments.write',
    subjects: ofAssessment,
    changes: ['assessments', 'patients', 'caseload'],
  }),
  'assessments.enterInError': write({
    input: z.strictObject({ ...version, reason: lineSchema() }),
    output: answer<AssessmentSummary>(),
    access: 'assessments.write',
    subjects: ofAssessment,
    changes: ['assessments', 'patients', 'caseload'],
  }),
};
