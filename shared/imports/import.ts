/** What the window knows of an import: chosen files, previews, outcomes, what waits for a person. */
import type { CsvMapping } from './facts';
import type { Format, Outcome, Preview, Problem } from './report';

/** A file that a person chose or dropped; its path stays in main. */
export interface ChosenFile {
  id: string;
  name: string;
  bytes: number;
}

/** Files that are looked at together; named by a token that means nothing outside this session. */
export interface Selection {
  selectionId: string;
  files: ChosenFile[];
  /** Files beyond the limit that were left out. */
  leftOut: number;
}

/** Files that a person was looking at when Liaison locked; nothing of them was written. */
export interface KeptFiles {
  /** When it locked. */
  at: string;
  /** The file whose writing the lock stopped and rolled back. */
  writing: string | null;
  /** Files that lie on disk and can be looked at again. */
  names: string[];
  /** Files that were dropped: their bytes went with the lock, and they have to be dropped again. */
  dropped: string[];
}

/** What the mapping screen asks of a CSV file. */
export interface CsvQuestion {
  headers: string[];
  mapping: CsvMapping;
  /** Headers whose dates could be read in two ways. */
  askFormat: string[];
  /** First rows, to see what stands in a column. */
  samples: string[][];
}

export interface FilePreview {
  fileId: string;
  name: string;
  preview: Preview;
  csv: CsvQuestion | null;
}

export interface SelectionPreview {
  files: FilePreview[];
  tookMs: number;
  /** Records of restricted patients that this person may not see; they are in the sums. */
  hidden: number;
}

/** What became of one file. */
export interface AppliedFile {
  fileId: string;
  name: string;
  /** Null when the file could not be read any more, or the import was stopped before it. */
  outcome: Outcome | null;
  sums: ImportSums;
  problem: string | null;
}

export interface ImportSums {
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  undecided: number;
  differences: number;
}

/** A file that was imported, for the history. */
export interface Batch {
  id: string;
  fileName: string;
  format: Format;
  outcome: Outcome;
  at: string;
  byName: string | null;
  /** Came from the watched folder. */
  watched: boolean;
  sums: ImportSums;
  notUsed: Record<string, number>;
  problems: Problem[];
  /** All problems, of which the first are listed. */
  problemCount: number;
}

/** A feed's value for a typed field, waiting for a person. */
export interface WaitingDifference {
  id: string;
  rowVersion: number;
  patientName: string;
  birthDate: string | null;
  mrn: string | null;
  tableName: string;
  field: string;
  ours: string | null;
  theirs: string | null;
  /** Who typed ours, and when, where it is known. */
  typedBy: string | null;
  typedAt: string | null;
  fileName: string;
  place: string;
  at: string;
}

/** One of two records that may be one person. */
export interface DuplicateSide {
  patientId: string;
  name: string;
  birthDate: string | null;
  mrn: string | null;
  /** Visit number and bed of the present stay. */
  stay: string | null;
}

export interface WaitingDuplicate {
  id: string;
  rowVersion: number;
  first: DuplicateSide;
  second: DuplicateSide;
}

export interface Waiting {
  differences: WaitingDifference[];
  duplicates: WaitingDuplicate[];
  /** Those of restricted patients outside this person's team. */
  hidden: number;
}

/** How the watched folder does. */
export type WatchState = 'watching' | 'away' | 'readOnly' | 'off';

export interface ImportSettings {
  /** Name of the watched folder without the way to it; null = none. */
  watchedFolder: string | null;
  watchState: WatchState;
  setByName: string | null;
  setAt: string | null;
  /** Days after which `done` and `refused` are emptied. */
  keepDays: number;
  /** PV1-2 and PV1-18 codes that mean observation. */
  observationCodes: string[];
  assigners: { id: string; name: string; isOurs: boolean; aliases: string[]; patients: number }[];
}
