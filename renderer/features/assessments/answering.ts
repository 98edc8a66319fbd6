/** What the form needs of whoever keeps its answers: an assessment being answered, or a correction. */
import type { Informant, OpenedAssessment } from '../../../shared/assessments/assessment';
import type { Answers, Entry } from '../../../shared/clinical/instruments/answers';
import type { Outcome } from '../../../shared/clinical/instruments/outcome';
import type { LastChange } from '../../../shared/last-change';

/** Two people answered one item: both answers until a person picks. */
export interface ItemConflict {
  mine: Entry | null;
  theirs: Entry | null;
  by: LastChange;
}

/** Somebody else changed some answers while this window was open. */
export interface Meanwhile {
  name: string | null;
  at: string;
  count: number;
}

export interface Answering {
  opened: OpenedAssessment;
  /** With what is not saved yet. */
  answers: Answers;
  /** Reckoned from these answers. */
  outcome: Outcome;
  /** Keeps an answer; null takes it back. `base` is what the item held when the person began. */
  put: (item: string, entry: Entry | null, base?: Entry | null) => void;
  /** Answers the one question of a linked instrument. */
  putLinked: (item: string, code: string) => Promise<void>;
  /** Takes the last answer back; the item it was, or null. */
  undo: () => string | null;
  who: (who: { informant?: Informant | null; interpreter?: boolean | null }) => void;
  conflicts: Readonly<Record<string, ItemConflict>>;
  resolve: (item: string, pick: 'mine' | 'theirs') => void;
  meanwhile: Meanwhile | null;
  forgetMeanwhile: () => void;
  /** A sentence, while the newest answers could not be saved. */
  failed: string | null;
  /** Resolves when everything is saved. */
  settled: () => Promise<OpenedAssessment>;
}
