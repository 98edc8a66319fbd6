/** What quick capture knows and what it answers. */

/** A patient in a bed that the person may write about. */
export interface CapturePatient {
  bed: string;
  familyName: string;
  givenName: string;
  mrn: string;
}

export interface CaptureContext {
  now: string;
  /** IANA zone of the hospital. */
  zone: string;
  holidays: ReadonlySet<string>;
  /** Full name of the person who types. */
  me: string;
  /** Bed of the patient whose file is open. */
  open: string | null;
  patients: readonly CapturePatient[];
  emptyBeds: readonly string[];
  /** Full names, a title before them where they have one (Dr. Imre Slatefield). */
  staff: readonly string[];
  organizations: readonly string[];
  /** Those of the organizations that pay. */
  payers: readonly string[];
}

/** Roles that can own a task. */
export type CaptureRole = 'pt' | 'ot' | 'slp' | 'sw' | 'md' | 'rn' | 'rx' | 'dp' | 'lead' | 'cm';
export type Owner = { user: string } | { role: CaptureRole };

/** At most one of the two. */
export interface Due {
  dueAt?: string;
  dueOn?: string;
}

export type ContactHow = 'call' | 'talk' | 'meeting' | 'mail' | 'fax' | 'text' | 'visit';

export type CapturePart =
  | ({ kind: 'task'; text: string; owner: Owner; priority?: 'stat' | 'asap' | 'urgent' } & Due)
  | ({ kind: 'barrier'; text: string; category: string | null } & Due)
  | { kind: 'contact'; text: string; how: ContactHow; with: string | null; reached: boolean }
  | { kind: 'progress'; text: string; value?: number; unit?: string }
  | { kind: 'edd'; text: string; edd?: string; eddUnknown?: true; leaveAt?: string }
  | { kind: 'note' | 'text'; text: string };

/** What the confirming glance asks. */
export type Question =
  | 'patient-ambiguous'
  | 'patient-conflict'
  | 'bed-empty'
  | 'bed-unknown'
  | 'no-patient'
  | 'owner-unknown'
  | 'category-unknown'
  | 'due-unclear'
  | 'date-passed'
  | 'time-rolled';

export interface Captured {
  /** Bed of the patient; null when nobody is known. */
  patient: string | null;
  by: 'bed' | 'room' | 'mrn' | 'name' | 'open' | 'none';
  /** Beds in question. */
  candidates?: readonly string[];
  parts: readonly CapturePart[];
  ask?: readonly Question[];
}
