/** Appointments (FHIR Appointment): rounds, meetings and visits, as calls answer them. */
import type { Scope } from './edit';
import type { SeriesTime } from './series-time';

export const appointmentKinds = ['round', 'meeting', 'visit'] as const;
export type AppointmentKind = (typeof appointmentKinds)[number];

export const attendances = ['accepted', 'declined', 'tentative', 'needs-action'] as const;
/** FHIR ParticipationStatus. */
export type Attendance = (typeof attendances)[number];

/** Who is expected: a person who signs in, a practitioner, somebody named, or a role still open. */
export interface Participant {
  id: string;
  rowVersion: number;
  userId: string | null;
  practitionerId: string | null;
  /** Null = the role is expected and nobody fills it yet. */
  name: string | null;
  /** Role code (`cm`, `md`, `family` …). */
  role: string | null;
  status: Attendance;
}

/** A patient as an appointment shows them; the popover adds the second identifier. */
export interface AppointmentPatient {
  id: string;
  familyName: string;
  givenName: string;
  birthDate: string | null;
  mrn: string | null;
  bed: string | null;
}

/** Why a title is not told: a restricted patient, or one the reader does not reach. */
export type Masked = 'restricted' | 'busy';

/** One occurrence on the calendar. What belongs to a patient out of reach is masked: time only. */
export interface Occurrence {
  /** Unique on a calendar: series and original start. */
  key: string;
  seriesId: string;
  /** Original local start in the series' zone: names the occurrence, also after a move. */
  originalLocal: string;
  kind: AppointmentKind;
  recurring: boolean;
  /** Wall time of the hospital's zone, YYYY-MM-DDTHH:MM. */
  startLocal: string;
  /** Exclusive. */
  endLocal: string;
  startsAt: string;
  endsAt: string;
  /** Days without a time; 0 where it has one. */
  wholeDays: number;
  masked: Masked | null;
  title: string;
  place: string | null;
  patient: AppointmentPatient | null;
  travelBeforeMinutes: number;
  travelAfterMinutes: number;
  cancelled: boolean;
  moved: boolean;
  conflicted: boolean;
  mayWrite: boolean;
  rowVersion: number;
  exceptionVersion: number | null;
}

/** Two occurrences that want the same people or the same room at the same time. Marked, never forbidden. */
export interface Conflict {
  /** Keys of occurrences; the second may lie on a calendar that is not shown. */
  keys: [string, string];
  titles: [string, string];
  masked: [Masked | null, Masked | null];
  /** The overlap, in wall time of the hospital's zone; travel counts for people. */
  fromLocal: string;
  minutes: number;
  /** Who is wanted twice. */
  people: string[];
  /** The room that is wanted twice. */
  place: string | null;
}

/** What a day holds beside appointments. */
export interface DayFacts {
  date: string;
  /** Active stays expected to leave, of these not medically ready; and stays that left. */
  edd: { expected: number; notReady: number; left: number };
  /** Active care plans to be reviewed. */
  reviews: number;
}

export type KindCounts = Record<AppointmentKind, number>;

export interface CalendarRange {
  occurrences: Occurrence[];
  conflicts: Conflict[];
  days: DayFacts[];
  /** There were more than the answer holds. */
  cut: boolean;
}

/** A month's day: at most six events, a count of each kind, the daily round as one sign. */
export interface MonthDay extends DayFacts {
  events: Occurrence[];
  counts: KindCounts;
  /** Conflicts that begin on this day. */
  conflicts: number;
  dailyRounds: { key: string; title: string; startLocal: string }[];
}

export interface CalendarMonth {
  days: MonthDay[];
  conflicts: Conflict[];
  cut: boolean;
}

/** A series in full, with one occurrence of it: what the popover and the form show. */
export interface Appointment extends SeriesTime {
  seriesId: string;
  rowVersion: number;
  kind: AppointmentKind;
  title: string;
  unitId: string | null;
  unitName: string | null;
  patient: AppointmentPatient | null;
  encounterId: string | null;
  place: string | null;
  address: string | null;
  travelBeforeMinutes: number;
  travelAfterMinutes: number;
  note: string | null;
  endsLocal: string | null;
  participants: Participant[];
  mayWrite: boolean;
  /** Active stays of the unit: what a round walks through. */
  stays: number | null;
  occurrence: {
    originalLocal: string;
    startsLocal: string;
    minutes: number;
    title: string;
    place: string | null;
    note: string | null;
    cancelled: boolean;
    moved: boolean;
    reason: string | null;
    exceptionVersion: number | null;
    /** There is an occurrence before this one, so "this and following" is not "all". */
    hasBefore: boolean;
  };
  /** The rule from this occurrence on: what "this and following" starts from. */
  ruleFrom: string | null;
}

/** One row a change wrote; undo puts the former state of each back. */
export interface UndoStep {
  record: 'series' | 'exception' | 'participant';
  id: string;
  /** After the change. A later one refuses the undo. */
  rowVersion: number;
}

/** What a write answers: where the occurrence is now, and how to take it back. */
export interface Changed {
  seriesId: string;
  originalLocal: string;
  scope: Scope;
  undo: UndoStep[];
}

/** Somebody who can be expected at an appointment. */
export interface Invitable {
  userId: string | null;
  practitionerId: string | null;
  name: string;
  role: string | null;
}
