/** A patient, the people around, and what the header must never leave out. */
import type { Coverage } from '../coverage/coverage';
import type { Encounter } from '../encounters/encounter';
import type { LastChange } from '../last-change';
import type { AllergyStatus } from './allergies';

export type Sex = 'female' | 'male' | 'other' | 'unknown';

/** Who it is: name and the two identifiers. */
export interface PatientIdentity {
  id: string;
  rowVersion: number;
  familyName: string;
  givenName: string;
  middleName: string | null;
  suffix: string | null;
  birthDate: string | null;
  sex: Sex;
  mrn: string | null;
}

/** A number of the patient, those of merged records included. */
export interface PatientIdentifier {
  type: string;
  value: string;
  assigner: string;
  /** It came with a record that was merged into this one. */
  prior: boolean;
}

/** The person beyond the identifiers; typed ones are not overwritten by a feed. */
export interface PatientDetails extends PatientIdentity, LastChange {
  deceasedAt: string | null;
  language: string | null;
  maritalStatus: string | null;
  phone: string | null;
  addressLine: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  restricted: boolean;
  restrictedReason: string | null;
  identifiers: PatientIdentifier[];
}

/** Name and bed for the rail's open patients. */
export interface PatientHeadline {
  patientId: string;
  familyName: string;
  givenName: string;
  birthDate: string | null;
  mrn: string | null;
  bed: string | null;
}

interface Entry extends LastChange {
  id: string;
  rowVersion: number;
  /** Who wrote it down; null for a feed. */
  byName: string | null;
  /** When it was written down. */
  at: string;
}

export interface Allergy extends Entry {
  /** `none` is the positive statement “No known allergies”. */
  kind: 'allergy' | 'intolerance' | 'none';
  substance: string;
  reaction: string | null;
  severity: string | null;
  /** A resolved or inactive one is never shown as current. */
  clinicalStatus: AllergyStatus;
}

export const codeStatuses = ['full', 'dnr', 'dni', 'comfort', 'other'] as const;
export type CodeStatusCode = (typeof codeStatuses)[number];

export interface CodeStatus extends Entry {
  status: CodeStatusCode;
  /** Who said so (patient, agent, physician), in words. */
  saidBy: string;
  saidAt: string;
  note: string | null;
}

/** What the patient or family asks or objects to, open until answered. */
export interface Concern extends Entry {
  encounterId: string;
  words: string;
  saidBy: string | null;
  raisedTo: string | null;
  answer: string | null;
  openedAt: string;
  answeredAt: string | null;
}

export const conditionStatuses = [
  'active',
  'recurrence',
  'relapse',
  'inactive',
  'remission',
  'resolved',
] as const;
export type ConditionStatus = (typeof conditionStatuses)[number];

export interface Condition extends Entry {
  encounterId: string | null;
  code: string | null;
  display: string;
  clinicalStatus: ConditionStatus;
  principal: boolean;
  onsetOn: string | null;
  abatedOn: string | null;
}

/** What a person around the patient may be, beyond kin. */
export const contactRoles = [
  'emergencyContact',
  'healthCareAgent',
  'caregiver',
  'guardian',
] as const;
export type ContactRole = (typeof contactRoles)[number];

/** What a person around the patient may be told, as the patient said; null = not asked. */
export const sharings = ['everything', 'limited', 'nothing'] as const;
export type Sharing = (typeof sharings)[number];

export interface Contact extends Entry {
  name: string;
  relationship: string | null;
  phone: string | null;
  address: string | null;
  language: string | null;
  roles: ContactRole[];
  mayBeTold: Sharing | null;
  /** What, where it is limited. */
  toldWhat: string | null;
  note: string | null;
}

export interface TeamMember extends Entry {
  name: string;
  role: string;
  phone: string | null;
  organization: string | null;
  note: string | null;
  userId: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

/** Kinds of entries that can be marked as entered in error from the patient file. */
export const errorKinds = [
  'allergy',
  'codeStatus',
  'concern',
  'condition',
  'relatedPerson',
  'careTeamMember',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** Everything the header and the overview show of one patient. */
export interface PatientFile {
  patient: PatientDetails;
  /** The active stay, else the newest; null without any. */
  stay: Encounter | null;
  stayCount: number;
  allergies: Allergy[];
  /** The newest that stands; null reads “Code status not recorded”. */
  codeStatus: CodeStatus | null;
  /** Those that stood before, newest first; at most `formerCodeStatusLimit`. */
  formerCodeStatuses: CodeStatus[];
  coverages: Coverage[];
  contacts: Contact[];
  team: TeamMember[];
  concerns: Concern[];
  /** Active ones first; at most `conditionLimit`. */
  conditions: Condition[];
  conditionCount: number;
  counts: { openTasks: number; notes: number };
}

/** So many former code statuses stand below the one in force; all are in the history. */
export const formerCodeStatusLimit = 5;

/** The overview shows this many conditions; the rest opens by “Show all”. */
export const conditionLimit = 12;

/** The comma-separated codes of a contact, unknown ones left out. */
export const contactRolesOf = (text: string): ContactRole[] =>
  text
    .split(',')
    .map((code) => code.trim())
    .filter((code): code is ContactRole => (contactRoles as readonly string[]).includes(code));

/** Shown name: family name first, as lists sort. */
export const listName = (patient: {
  familyName: string;
  givenName: string;
  middleName?: string | null;
  suffix?: string | null;
}): string =>
  [
    [patient.familyName, patient.suffix].filter(Boolean).join(' '),
    [patient.givenName, patient.middleName].filter(Boolean).join(' '),
  ]
    .filter((part) => part !== '')
    .join(', ');
