/** The audit as a reader sees it: ids, field names and counts, never clinical text. */
export interface AuditItem {
  seq: number;
  at: string;
  userId: string | null;
  /** As printed, or null for nobody of ours (a failed sign-in with an unknown name). */
  userName: string | null;
  role: string | null;
  workstation: string;
  action: string;
  /** Record number of the entry's patient; null for none, or for one the reader may not know of. */
  mrn: string | null;
  patientId: string | null;
  encounterId: string | null;
  recordType: string | null;
  recordId: string | null;
  versionBefore: number | null;
  versionAfter: number | null;
  outcome: 'ok' | 'refused' | 'failed';
  reason: string | null;
  detail: Record<string, unknown> | null;
  /** Patients that the answer held. */
  subjects: number;
}

export interface AuditPage {
  items: AuditItem[];
  /** Give it to go on with older entries; null at the end. */
  nextBefore: number | null;
}

/** The first entry that is not as it was written, or that is not there any more. */
export interface BrokenLink {
  seq: number;
  why: 'changed' | 'missing';
}

/** What a walk over the whole chain found. */
export interface AuditWalk {
  at: string;
  walked: number;
  broken: BrokenLink | null;
}

/** What the audit's page needs beside the entries. */
export interface AuditAbout {
  /** People whose entries the reader may see, by name. */
  people: { id: string; name: string }[];
  /** The last walk over the whole chain. */
  lastWalk: AuditWalk | null;
  /** The newest entries, walked when the record was opened. */
  atOpening: AuditWalk;
}
