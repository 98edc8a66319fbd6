/** A stay and what belongs to it, as every screen reads it (FHIR Encounter). */
import type { LastChange } from '../last-change';

/** Classes of a stay; the class of an encounter is that of its open period (records.md). */
export const encounterClasses = ['inpatient', 'observation', 'emergency', 'outpatient'] as const;
export type EncounterClass = (typeof encounterClasses)[number];

export const encounterStatuses = ['planned', 'in-progress', 'finished', 'cancelled'] as const;
export type EncounterStatus = (typeof encounterStatuses)[number];

export type Readiness = 'unknown' | 'no' | 'yes';

/** One stay as a list of stays shows it. */
export interface Stay {
  id: string;
  rowVersion: number;
  patientId: string;
  class: EncounterClass;
  status: EncounterStatus;
  active: boolean;
  /** Number of the stay as printed (PV1-19). */
  visitNumber: string | null;
  unitId: string | null;
  unitName: string | null;
  /** Bed as said aloud, also where it is none of ours. */
  bed: string | null;
  admittedAt: string | null;
  /** False where the feed gave a date only: hour clocks are then not exact. */
  admittedTimeKnown: boolean;
  dischargedAt: string | null;
  dischargeDisposition: string | null;
  admitReason: string | null;
}

/** A stay with everything a person decides about its end, and who looks after it. */
export interface Encounter extends Stay, LastChange {
  arrivedAt: string | null;
  careBeganAt: string | null;
  observationBeganAt: string | null;
  inpatientOrderedAt: string | null;
  dischargeOrderedAt: string | null;
  /** YYYY-MM-DD. */
  expectedDischargeOn: string | null;
  /** Id of the list of reasons, where the date is unknown on purpose. */
  expectedDischargeUnknown: string | null;
  plannedLeaveAt: string | null;
  /** Id of the list of dispositions. */
  plannedDisposition: string | null;
  medicallyReady: Readiness;
  medicallyReadySince: string | null;
  medicallyReadyBy: string | null;
  attendingName: string | null;
  caseManagerId: string | null;
  caseManagerName: string | null;
  dischargePlannerId: string | null;
  dischargePlannerName: string | null;
}

/** One period of the class history. */
export interface ClassPeriod {
  id: string;
  class: EncounterClass;
  fromAt: string;
  toAt: string | null;
  by: 'order' | 'correction' | 'conditionCode44';
}

/** One place of the location history. */
export interface StayLocation {
  id: string;
  unitName: string | null;
  label: string;
  fromAt: string;
  toAt: string | null;
}

/** One move of the expected discharge date, with why and by whom. */
export interface ExpectedDischargeMove {
  id: string;
  fromOn: string | null;
  toOn: string | null;
  /** Reason id of the list, or that of "unknown"; null at the first date. */
  reason: string | null;
  words: string | null;
  at: string;
  byName: string | null;
  /** Taken back at once, or typed wrongly: kept, but no move of the plan. */
  inError: boolean;
}

/** A stay with its histories. */
export interface EncounterDetail extends Encounter {
  classPeriods: ClassPeriod[];
  locations: StayLocation[];
  /** Newest first. */
  moves: ExpectedDischargeMove[];
}
