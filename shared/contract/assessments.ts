/** Calls about assessments: begun, answered item by item, completed, amended; never deleted. */
import { z } from 'zod';
import {
  alertOutcomes,
  type AssessmentSummary,
  type DueLine,
  type LatestScore,
  type OpenedAssessment,
  type OverviewResult,
  type SafetyAlert,
} from '../assessments/assessment';
import { entrySchema } from '../clinical/instruments/answers';
import type { Instrument } from '../clinical/instruments/definition';
import { informants } from '../clinical/instruments/response';
import {
  answer,
  idSchema,
  instantSchema,
  lineSchema,
  read,
  rowVersionSchema,
  textSchema,
  write,
} from './define';

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
  /** The completed ones of one instrument, newest first: the trend over stays. */
  'assessments.ofInstrument': read({
    input: z.strictObject({ patientId: idSchema, instrument: z.string().min(1).max(60) }),
    output: answer<AssessmentSummary[]>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['assessments', 'imports'],
  }),
  /** What a stay still owes: by the instruments' rules, and because another one asks for it. */
  'assessments.due': read({
    input: z.strictObject({ patientId: idSchema, encounterId: idSchema }),
    output: answer<DueLine[]>(),
    access: 'patients.read',
    subjects: ({ patientId, encounterId }) => [
      { kind: 'patient', id: patientId },
      { kind: 'encounter', id: encounterId },
    ],
    audit: 'list',
    reads: ['assessments', 'encounters', 'imports'],
  }),
  /** What the newest of each says, in words, and what nobody answered. */
  'assessments.overview': read({
    input: z.strictObject({ patientId: idSchema }),
    output: answer<OverviewResult[]>(),
    access: 'patients.read',
    subjects: ({ patientId }) => [{ kind: 'patient', id: patientId }],
    audit: 'list',
    reads: ['assessments', 'imports'],
  }),
  /** Safety alerts about which nobody recorded what was done. */
  'assessments.openAlerts': read({
    input: z.strictObject({ patientId: idSchema }),
    output: answer<SafetyAlert[]>(),
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
    audit: 'list',
    reads: ['assessments', 'patients', 'imports'],
  }),
  /** Begins one for a stay; what the last stay, the record and others say is offered, unconfirmed. */
  'assessments.start': write({
    input: z.strictObject({
      patientId: idSchema,
      encounterId: idSchema,
      instrument: z.string().min(1).max(60),
      /** In which facts of the record are put into words; English unless said. */
      language: z.enum(['en', 'es']).optional(),
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
    changes: ['assessments', 'caseload'],
  }),
  /**
   * Answers a link item by asking the other instrument's one question here: that one is completed as
   * an assessment of its own, or corrected where this form completed it before.
   */
  'assessments.answerLinked': write({
    input: z.strictObject({
      ...version,
      item: z.string().min(1).max(100),
      code: z.string().min(1).max(100),
    }),
    output: answer<OpenedAssessment>(),
    access: 'assessments.write',
    subjects: ofAssessment,
    changes: ['assessments', 'patients', 'caseload'],
  }),
  /** Records what was done about a safety alert, or that its answer was a mistake. */
  'assessments.recordSafety': write({
    input: z.strictObject({
      /** Of the assessment. */
      id: idSchema,
      alertId: idSchema,
      /** Of the alert. */
      rowVersion: rowVersionSchema,
      outcome: z.enum(alertOutcomes),
      /** Who was told; required where somebody acted. */
      told: lineSchema().nullable(),
      toldAt: instantSchema.nullable(),
      done: textSchema(2000).refine((text) => text.trim() !== ''),
    }),
    output: answer<SafetyAlert>(),
    access: 'assessments.write',
    subjects: ofAssessment,
    changes: ['assessments', 'patients', 'caseload'],
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
