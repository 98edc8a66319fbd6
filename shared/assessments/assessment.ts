/** Assessments of a patient: a response to an instrument, with what it came to. */
import type { Answers } from '../clinical/instruments/answers';
import type { FlagState } from '../clinical/instruments/condition';
import type { Instrument } from '../clinical/instruments/definition';
import type { Facts, Outcome } from '../clinical/instruments/outcome';
import type { informants, ResponseStatus } from '../clinical/instruments/response';
import type { ScoreResult } from '../clinical/instruments/scoring';
import type { DueAssessment } from '../clinical/instruments/due';
import type { Text } from '../clinical/instruments/vocabulary';

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
  /** Who changed it last. */
  updatedByName: string | null;
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
  /** What the outcome was reckoned with, so that the window reckons the same at every key. */
  facts: Facts;
  /** The newest completed one of the same instrument before it; null where there is none. */
  previous: Assessment | null;
  /** Its safety alerts, open and answered, the oldest first. */
  alerts: SafetyAlert[];
  /** The instruments that its link items take their number from. */
  linked: Instrument[];
}

/** How an alert was answered: somebody acted, or the answer that raised it was typed by mistake. */
export const alertOutcomes = ['acted', 'mistake'] as const;
export type AlertOutcome = (typeof alertOutcomes)[number];

/** A safety alert that an answer raised; open until somebody recorded what was done. */
export interface SafetyAlert {
  id: string;
  rowVersion: number;
  patientId: string;
  encounterId: string;
  assessmentId: string;
  instrument: string;
  /** Id of the alert in the definition. */
  flag: string;
  /** What it is, in the definition's words; never on a page for patient or family. */
  text: Text;
  /** The answers that raised it: question and answer in words. */
  said: { question: Text; answer: Text }[];
  open: boolean;
  raisedAt: string;
  raisedByName: string | null;
  /** Null while it is open. */
  outcome: AlertOutcome | null;
  told: string | null;
  toldAt: string | null;
  done: string | null;
  answeredAt: string | null;
  answeredByName: string | null;
}

/** An assessment that is due: by a rule of its file, or because another one came out so. */
export interface DueLine extends Pick<DueAssessment, 'instrument' | 'dueBefore' | 'overdue'> {
  /** The one of the stay that is already begun. */
  begunId: string | null;
  reason:
    | { kind: 'afterAdmission'; hours: number }
    | { kind: 'beforeDischarge' }
    | { kind: 'afterDischarge'; businessDays: number }
    /** It opens by itself: so many days after the last discharge. */
    | { kind: 'readmission'; days: number }
    /** Another assessment asks for it, in that one's words. */
    | { kind: 'asked'; by: string; text: Text; at: string };
}

/** A question that was not answered, with why. */
export interface OpenQuestion {
  question: Text;
  state: 'open' | 'refused' | 'unable' | 'notApplicable';
}

/** What the newest completed assessment of an instrument says on the overview. */
export interface OverviewResult {
  instrument: string;
  short: string;
  assessmentId: string;
  completedAt: string;
  completedByName: string | null;
  score: { value: number | null; code: string | null; band: Text | null; max: number } | null;
  /** Raised flags in words, with the answers they stand on. */
  flags: { id: string; text: Text; said: { question: Text; answer: Text }[] }[];
  /** What flags would need and nobody answered: it never reads as "no". */
  open: OpenQuestion[];
}

/** The newest completed result of one instrument. */
export type LatestScore = Pick<
  AssessmentSummary,
  'id' | 'instrument' | 'version' | 'completedAt' | 'encounterId' | 'result'
>;

/** Is it still being answered? */
export const isInProgress = ({ status }: Pick<AssessmentSummary, 'status'>): boolean =>
  status === 'in-progress';
