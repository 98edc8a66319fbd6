/** Assessments of a patient: a response to an instrument, with what it came to. */
import type { Answers } from '../clinical/instruments/answers';
import type { FlagState } from '../clinical/instruments/condition';
import type { Instrument } from '../clinical/instruments/definition';
import type { Outcome } from '../clinical/instruments/outcome';
import type { informants, ResponseStatus } from '../clinical/instruments/response';
import type { ScoreResult } from '../clinical/instruments/scoring';

export type Informant = (typeof informants)[number];

/** What a response came to, as it is kept. */
export interface AssessmentResult {
  scores: ScoreResult[];
  flags: { id: string; state: FlagState }[];
}

/** A line of the patient's list. */
export interface AssessmentSummary {
  id: string;
  rowVersion: number;
  patientId: string;
  encounterId: string;
  instrument: string;
  /** Of the definition that it was answered to. */
  version: number;
  status: ResponseStatus;
  createdAt: string;
  createdByName: string | null;
  updatedAt: string;
  /** Null while in progress. */
  completedAt: string | null;
  completedByName: string | null;
  informant: Informant | null;
  /** Was an interpreter used? null: not said. */
  interpreter: boolean | null;
  /** Null while in progress. */
  result: AssessmentResult | null;
  amendReason: string | null;
  enteredInErrorAt: string | null;
  enteredInErrorReason: string | null;
}

export interface Assessment extends AssessmentSummary {
  answers: Answers;
}

/** An assessment as the form needs it. */
export interface OpenedAssessment {
  assessment: Assessment;
  /** The definition of its version. */
  instrument: Instrument;
  /** Live while in progress, else by the facts of its completion. */
  outcome: Outcome;
}

/** The newest completed result of one instrument. */
export type LatestScore = Pick<
  AssessmentSummary,
  'id' | 'instrument' | 'version' | 'completedAt' | 'encounterId' | 'result'
>;

/** Is it still being answered? */
export const isInProgress = ({ status }: Pick<AssessmentSummary, 'status'>): boolean =>
  status === 'in-progress';
