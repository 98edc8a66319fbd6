/** What the privacy officer and the leads look after: openings with a reason, and restrictions. */

/** One patient opened outside of a person's reach ("broken glass"). */
export interface Opening {
  id: string;
  rowVersion: number;
  patientId: string;
  /** Record number; null where the reader may not know whose it is. */
  mrn: string | null;
  userId: string;
  byName: string;
  reason: string;
  fromAt: string;
  toAt: string;
  reviewedAt: string | null;
  reviewedByName: string | null;
  reviewNote: string | null;
}

/** A patient as somebody who restricts without reading must see it: identifiers and the restriction. */
export interface RestrictedPatient {
  patientId: string;
  rowVersion: number;
  mrn: string | null;
  /** Null for the privacy officer, who does not read patients: number and birth date are two identifiers. */
  familyName: string | null;
  givenName: string | null;
  birthDate: string | null;
  restricted: boolean;
  restrictedReason: string | null;
}
