/** What the user sees of an import: problems with their places, counts, the preview, the outcome. */

export type Format = 'hl7v2' | 'fhir' | 'csv' | 'unknown';
export type Outcome = 'accepted' | 'partly' | 'refused';

/** A refusal or a warning: where it stands and why, in plain words that repeat no patient fact. */
export interface Problem {
  /** `PID-7 of message 3`, `entry[12].resource.birthDate`, `line 4, column "DOB"`. */
  where: string;
  severity: 'error' | 'warning';
  reason: string;
  /** The item it belongs to (`message 3`); absent for the whole file. */
  item?: string;
}

/** Distinct records, as `import:check` prints them. */
export interface Counts {
  messages: number;
  patients: number;
  encounters: number;
  inpatientEncounters: number;
  conditions: number;
  carePlans: number;
  goals: number;
  careTeamMembers: number;
  coverages: number;
  allergies: number;
}

/** Nothing counted. */
export const noCounts = (): Counts => ({
  messages: 0,
  patients: 0,
  encounters: 0,
  inpatientEncounters: 0,
  conditions: 0,
  carePlans: 0,
  goals: 0,
  careTeamMembers: 0,
  coverages: 0,
  allergies: 0,
});

/** One line of the document that `import:check` prints. */
export interface FileReport extends Counts {
  /** Path relative to the checked folder. */
  file: string;
  format: Format;
  outcome: Outcome;
  notUsed: Record<string, number>;
  problems: Pick<Problem, 'where' | 'severity' | 'reason'>[];
}

/** A record of the preview: whose it is, and which. */
export interface PreviewRecord {
  /** `patient`, `encounter`, `coverage` …: the table's name. */
  table: string;
  rowId: string;
  patientId: string;
  /** Name as shown: family, given. */
  patientName: string;
  birthDate: string | null;
  mrn: string | null;
  bed: string | null;
}

/** One field that would change. */
export interface PreviewChange extends PreviewRecord {
  field: string;
  now: string | null;
  after: string | null;
  /** `message 12`, `line 4`, `entry[3]`. */
  from: string;
  /** Set where a person typed the present value: it stays unless somebody picks “Take file”. */
  typed: { by: string; at: string } | null;
}

/** A record that would be new or stays as it is. */
export interface PreviewEntry extends PreviewRecord {
  /** `John Doe`, `Chest pain`: what it is in a word. */
  label: string;
  from: string;
}

/** A stranger with the name of somebody here, and no other birth date; a person decides. */
export interface PreviewDuplicate {
  /** Stands for the file's patient in the decision. */
  key: string;
  from: string;
  name: string;
  /** Null birth dates are not known on that side. */
  ours: { patientId: string; birthDate: string | null; mrn: string | null; stay: string | null };
  /** `class` is a code of EncounterClass. */
  theirs: {
    birthDate: string | null;
    mrn: string | null;
    stay: string | null;
    class: string | null;
  };
}

/** What an import of this file would do; nothing has been written. */
export interface Preview {
  format: Format;
  describedAs: string;
  outcome: Outcome;
  found: number;
  sums: { new: number; changed: number; unchanged: number; refused: number; toDecide: number };
  created: PreviewEntry[];
  changes: PreviewChange[];
  unchanged: PreviewEntry[];
  duplicates: PreviewDuplicate[];
  problems: Problem[];
  notUsed: Record<string, number>;
  /** Lists are cut at this many rows; the sums are whole. */
  cutAt: number;
  /** The same file was imported before, then; it would change nothing. */
  importedBefore: string | null;
}

/** What a person decided in the preview. */
export interface Decisions {
  /** Duplicate key → same person, two people, or ask again later (the default: it stays out). */
  duplicates: Record<string, 'same' | 'different' | 'later'>;
  /** `table/rowId/field` of typed values that the file's may replace. */
  takeFile: string[];
}

/** Nothing decided: typed values stay, undecided people stay out. */
export const noDecisions = (): Decisions => ({ duplicates: {}, takeFile: [] });
