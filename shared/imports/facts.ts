/**
 * What a feed says, in neutral words: the readers of HL7, FHIR and CSV all end here, and only from
 * here does anything reach the store. A field that is absent was not said; `null` was said to be
 * empty (HL7's `""`), and takes a former value away.
 */
import type { Counts, Format, Problem } from './report';

/** `undefined` = not said, `null` = said to be empty. */
export type Said<T> = T | null | undefined;

/** Stay classes of the record (records.md: Encounter class). */
export type EncounterClass = 'inpatient' | 'observation' | 'emergency' | 'outpatient';

/** A number with the source that gives it out; both together are identity, neither alone. */
export interface IdentifierFact {
  /** HL7 namespace and OID, FHIR system, or a source's default such as `CSV: none`; best first. */
  assigners: string[];
  /** HL7 table 0203 where known (`MR`, `SS`, `DL` …), else empty. */
  type: string;
  value: string;
}

/** Refers to a patient inside the item by key, else to one that may be in the store. */
export interface PatientRef {
  /** `key` of a PatientFact of the same item. */
  key?: string;
  /** Where the item does not hold the patient: how the store may know it. */
  identifiers?: IdentifierFact[];
}

export interface PatientFact {
  key: string;
  where: string;
  identifiers: IdentifierFact[];
  /** A number under which other resources of the same source refer to it; never shown. */
  alias?: IdentifierFact | undefined;
  familyName: string;
  givenName: string;
  middleName?: Said<string>;
  suffix?: Said<string>;
  /** YYYY-MM-DD. */
  birthDate?: Said<string>;
  sex?: Said<'female' | 'male' | 'other' | 'unknown'>;
  deceasedAt?: Said<string>;
  language?: Said<string>;
  maritalStatus?: Said<string>;
  phone?: Said<string>;
  addressLine?: Said<string>;
  city?: Said<string>;
  state?: Said<string>;
  postalCode?: Said<string>;
  /** The resource's own `meta.lastUpdated`, where it differs from the item's time. */
  saidAt?: string | undefined;
}

export interface PractitionerFact {
  familyName: string;
  givenName: string;
  prefix?: string;
  specialty?: string;
  phone?: string;
  identifier?: IdentifierFact | undefined;
}

/** A place as the feed writes it; matched to unit and bed of ours by name or code. */
export interface LocationFact {
  unit: string;
  room: string;
  bed: string;
}

/** One row of the class or location history that the feed itself states. */
export interface PeriodFact<T> {
  value: T;
  from: string | null;
  to: string | null;
}

/** What a message does to a stay. */
export type StayEvent =
  | 'admit'
  | 'plan'
  | 'transfer'
  | 'discharge'
  | 'update'
  | 'changeClass'
  | 'cancelAdmit'
  | 'cancelTransfer'
  | 'cancelDischarge'
  /** A whole state (FHIR, census): says everything it says, whenever it is read. */
  | 'state';

export interface EncounterFact {
  key: string;
  where: string;
  patient: PatientRef;
  event: StayEvent;
  visit?: IdentifierFact | undefined;
  /** Source and resource id, where no identifier stands. */
  sourceKey?: string | undefined;
  /** Moment of the event itself (EVN-6, EVN-2, MSH-7); null when the feed does not say. */
  eventAt: string | null;
  saidAt?: string | undefined;
  class?: EncounterClass | undefined;
  status?: 'planned' | 'in-progress' | 'finished' | 'cancelled' | 'entered-in-error' | undefined;
  admittedAt?: Said<string>;
  /** False where the feed gave a date only. */
  admittedTimeKnown?: boolean | undefined;
  dischargedAt?: Said<string>;
  dischargeDisposition?: Said<string>;
  admitReason?: Said<string>;
  admitSource?: Said<string>;
  /** YYYY-MM-DD. */
  expectedDischargeOn?: Said<string>;
  location?: Said<LocationFact>;
  /** FHIR states both histories whole. */
  classHistory?: PeriodFact<EncounterClass>[] | undefined;
  locationHistory?: PeriodFact<LocationFact>[] | undefined;
  attending?: Said<PractitionerFact>;
}

/** What hangs on a patient and perhaps on a stay of the same item. */
interface Belonging {
  where: string;
  patient: PatientRef;
  /** `key` of an EncounterFact of the same item, or a visit known to the store. */
  encounter?: { key?: string; sourceKey?: string; visit?: IdentifierFact } | undefined;
  /** Makes the record the same one next time; unique within its patient. */
  sourceKey: string;
  saidAt?: string | undefined;
}

export interface ConditionFact extends Belonging {
  kind: 'condition';
  system?: string | undefined;
  code?: string | undefined;
  display: string;
  clinicalStatus: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved';
  principal: boolean;
  onsetOn?: Said<string>;
  abatedOn?: Said<string>;
  inError: boolean;
}

export interface AllergyFact extends Belonging {
  kind: 'allergy';
  /** `none` = the positive statement “No known allergies”. */
  allergyKind: 'allergy' | 'intolerance' | 'none';
  substance: string;
  code?: string | undefined;
  reaction?: Said<string>;
  severity?: Said<string>;
  /** A resolved one stays in the record as what it is. */
  clinicalStatus?: 'active' | 'inactive' | 'resolved' | undefined;
  inError: boolean;
}

export type PlanClass =
  'medicare' | 'medicareAdvantage' | 'medicaid' | 'commercial' | 'selfPay' | 'other';

export interface CoverageFact extends Belonging {
  kind: 'coverage';
  payer: string;
  planClass: PlanClass;
  /** 1 = primary. */
  rank: number;
  memberNumber?: Said<string>;
  groupNumber?: Said<string>;
  startsOn?: Said<string>;
  endsOn?: Said<string>;
  inError: boolean;
}

export interface RelatedPersonFact extends Belonging {
  kind: 'relatedPerson';
  name: string;
  relationship?: Said<string>;
  phone?: Said<string>;
  address?: Said<string>;
  /** Codes of the record's roles, comma-separated. */
  roles?: Said<string>;
  inError: boolean;
}

export interface CareTeamMemberFact extends Belonging {
  kind: 'careTeamMember';
  name: string;
  role: string;
  phone?: Said<string>;
  organization?: Said<string>;
  startsAt?: Said<string>;
  endsAt?: Said<string>;
  practitioner?: PractitionerFact | undefined;
  /** `sourceKey` of a RelatedPersonFact of the same item. */
  relatedPerson?: string | undefined;
  inError: boolean;
}

export interface ObservationFact extends Belonging {
  kind: 'observation';
  system?: string | undefined;
  code: string;
  display: string;
  /** Digits as written. */
  value: string;
  unit?: string | undefined;
  at: string;
  inError: boolean;
}

export interface ProcedureFact extends Belonging {
  kind: 'procedure';
  system?: string | undefined;
  code?: string | undefined;
  display: string;
  status: string;
  performedFrom?: Said<string>;
  performedTo?: Said<string>;
  inError: boolean;
}

export interface ServiceRequestFact extends Belonging {
  kind: 'serviceRequest';
  system?: string | undefined;
  code?: string | undefined;
  display: string;
  status: string;
  intent: string;
  authoredAt?: Said<string>;
  requester?: Said<string>;
  inError: boolean;
}

export interface DocumentFact extends Belonging {
  kind: 'document';
  title: string;
  documentedAt?: Said<string>;
  author?: Said<string>;
  inError: boolean;
}

export interface CarePlanFact extends Belonging {
  kind: 'carePlan';
  title: string;
  status: 'draft' | 'active' | 'on-hold' | 'revoked' | 'completed' | 'entered-in-error';
  startsOn?: Said<string>;
  endsOn?: Said<string>;
  /** One per condition the plan addresses; at least one. */
  problems: {
    title: string;
    conditionKey?: string | undefined;
    ownWords?: string | undefined;
  }[];
  activities: {
    description: string;
    status: string;
    dueOn?: string | undefined;
    kind?: string | undefined;
    ownerName?: string | undefined;
    ownerRole?: string | undefined;
    ownerContact?: string | undefined;
    frequency?: string | undefined;
    startOn?: string | undefined;
    /** `sourceKey` of the ConditionFact it is for; none for the first problem. */
    conditionKey?: string | undefined;
  }[];
  reviewOn?: string | undefined;
  barriers: {
    title: string;
    category: string;
    severity: 'low' | 'moderate' | 'high';
    detail: string | null;
    removableBy: string | null;
    dueAt: string | null;
    openedAt: string;
    resolvedAt: string | null;
    resolution: string | null;
    conditionKey?: string | undefined;
  }[];
  /** `sourceKey`s of GoalFacts of the same item. */
  goals: string[];
}

export interface GoalFact extends Belonging {
  kind: 'goal';
  description: string;
  measure?: Said<string>;
  target?: Said<string>;
  dueOn?: Said<string>;
  lifecycleStatus:
    | 'proposed'
    | 'planned'
    | 'accepted'
    | 'active'
    | 'on-hold'
    | 'completed'
    | 'cancelled'
    | 'entered-in-error'
    | 'rejected';
  achievementStatus?: string | undefined;
  /** `sourceKey` of the ConditionFact the goal addresses. */
  conditionKey?: string | undefined;
  ownWords?: string | undefined;
  baseline?: string | undefined;
  /** How it is measured, as another Liaison wrote it. */
  measuring?: GoalMeasuring | undefined;
  progress?: readonly GoalProgressFact[] | undefined;
}

/** Kind, unit, scale and levels of a goal's measure. */
export type GoalMeasuring = Readonly<Record<string, string | number | null>>;

export interface GoalProgressFact {
  at: string;
  value: string | null;
  statement: string | null;
  achievementStatus: string;
}

/** Everything that belongs to a patient beside the stays. */
export type PartFact =
  | ConditionFact
  | AllergyFact
  | CoverageFact
  | RelatedPersonFact
  | CareTeamMemberFact
  | ObservationFact
  | ProcedureFact
  | ServiceRequestFact
  | DocumentFact
  | CarePlanFact
  | GoalFact;

/** A40: the prior number's patient continues in the survivor's record. */
export interface MergeFact {
  where: string;
  survivor: PatientRef;
  prior: IdentifierFact[];
}

/** One HL7 message, one CSV row, or a whole FHIR file: written whole or set aside whole. */
export interface FeedItem {
  /** `message 3`, `line 4`; empty for a FHIR file, whose places stand by themselves. */
  place: string;
  /** MSH-7 or EVN-2; null where the feed has no time of its own. */
  saidAt: string | null;
  /** `A01`, `row`, `bundle`. */
  trigger: string;
  /** SHA-256 of the message's text: the same message twice changes nothing. Null for CSV and FHIR. */
  digest: string | null;
  /** Where the item stands in the file's plain bytes, so that a refused one can be set aside. */
  span: { start: number; end: number } | null;
  patients: PatientFact[];
  encounters: EncounterFact[];
  parts: PartFact[];
  merges: MergeFact[];
}

/** A file as it was read; nothing of it is in the store yet. */
export interface Feed {
  fileName: string;
  format: Format;
  /** `HL7 2.5.1`, `FHIR R4`, `CSV`: for the preview's file column. */
  describedAs: string;
  /** HL7 messages, FHIR resources or CSV rows found, used or not. */
  found: number;
  /** HL7 messages only, as `import:check` counts them. */
  messages: number;
  items: FeedItem[];
  /** Spans of messages or rows that could not be read. */
  setAside: { place: string; span: { start: number; end: number } | null }[];
  /** Message and resource types that are not used, counted. */
  notUsed: Record<string, number>;
  problems: Problem[];
  /** False when nothing in the file could be read. */
  readable: boolean;
  /** CSV only: what the mapping screen needs. */
  csv?: CsvFeed | undefined;
}

/** What the mapping screen shows of a CSV file. */
export interface CsvFeed {
  headers: string[];
  /** Hash of the header set, under which a mapping is remembered. */
  headerKey: string;
  /** The mapping in force: remembered, given, or found by the headers' names. */
  mapping: CsvMapping;
  /** Headers whose dates need a stated format before anything can be read. */
  askFormat: string[];
  /** First rows, for the mapping screen. */
  samples: string[][];
  /** Line of the header row. */
  headerLine: number;
  /** Span of the header row, which a file of refused rows begins with. */
  headerSpan: { start: number; end: number } | null;
  rows: number;
}

/** Columns of the census, by the record's words. */
export const csvFields = [
  'mrn',
  'name',
  'familyName',
  'givenName',
  'middleName',
  'birthDate',
  'sex',
  'language',
  'phone',
  'unit',
  'room',
  'bed',
  'visitNumber',
  'class',
  'admitted',
  'admittedTime',
  'discharged',
  'attending',
  'payer',
  'memberNumber',
  'expectedDischarge',
  'reason',
  'disposition',
] as const;
export type CsvField = (typeof csvFields)[number];

/** Ways a date may be written; a person states one where the column leaves it open. */
export const dateFormats = ['YMD', 'MDY', 'DMY'] as const;
export type DateFormat = (typeof dateFormats)[number];

/** Header → field, remembered per header set. */
export interface CsvMapping {
  /** Header as it stands in the file → field of the record; left out = not used. */
  columns: Record<string, CsvField>;
  /** Header → format of its dates, where stated. */
  dates: Record<string, DateFormat>;
  /** What every row is, where no column says the class. */
  everyClass?: EncounterClass | undefined;
}

export type { Counts, Format, Problem };
