/**
 * The audit chain (security.md, Audit): append-only entries, each bound to the one before by
 * `mac = HMAC-SHA-256(audit key, previous mac ‖ canonical JSON)`, written in the transaction of
 * what they record.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Trx } from './connection';

export interface AuditEntry {
  at: string;
  userId: string | null;
  role: string | null;
  workstation: string;
  action: string;
  patientId: string | null;
  encounterId: string | null;
  recordType: string | null;
  recordId: string | null;
  versionBefore: number | null;
  versionAfter: number | null;
  outcome: 'ok' | 'refused' | 'failed';
  reason: string | null;
  /** Ids, field names, filters and counts; never clinical text. */
  detail: Record<string, unknown> | null;
}

/** An entry as it stands in the table. */
export interface AuditRow extends Omit<AuditEntry, 'detail'> {
  seq: number;
  detail: string | null;
  mac: string;
}

const firstMac = '';
const auditKeyName = 'auditKey';

/** Makes the audit key at set-up. It is kept in the store and survives a re-key. */
export const createAuditKey = async (trx: Trx): Promise<void> => {
  await trx('secret').insert({ name: auditKeyName, value: randomBytes(32) });
};

const auditKey = async (trx: Trx): Promise<Buffer> => {
  const row = (await trx('secret').where({ name: auditKeyName }).first('value')) as
    | { value: Uint8Array }
    | undefined;
  if (!row) throw new Error('the store has no audit key');
  return Buffer.from(row.value);
};

/** The columns that the mac covers, in the order it covers them. */
const covered = [
  'seq', 'at', 'userId', 'role', 'workstation', 'action', 'patientId', 'encounterId', 'recordType',
  'recordId', 'versionBefore', 'versionAfter', 'outcome', 'reason', 'detail',
] as const;

const macOf = (key: Buffer, previous: string, row: Omit<AuditRow, 'mac'>, subjects: readonly string[]): string =>
  createHmac('sha256', key)
    .update(previous)
    .update(JSON.stringify([...covered.map((name) => row[name]), ...subjects]))
    .digest('hex');

/** Appends an entry and the patients it touched; returns its sequence number. */
export const appendAudit = async (
  trx: Trx,
  entry: AuditEntry,
  subjects: readonly string[] = [],
): Promise<void> => {
  const key = await auditKey(trx);
  const last = (await trx('audit').orderBy('seq', 'desc').first('seq', 'mac')) as
    | { seq: number; mac: string }
    | undefined;
  const row = {
    ...entry,
    seq: (last?.seq ?? 0) + 1,
    detail: entry.detail === null ? null : JSON.stringify(entry.detail),
  };
  const sorted = [...subjects].sort();
  await trx('audit').insert({ ...row, mac: macOf(key, last?.mac ?? firstMac, row, sorted) });
  for (let at = 0; at < sorted.length; at += 500)
    await trx('audit_subject').insert(
      sorted.slice(at, at + 500).map((patientId) => ({ seq: row.seq, patientId })),
    );
};

/** Sequence and mac of an entry: what `audit-head.json` and backups keep. */
export interface AuditHead {
  seq: number;
  mac: string;
}

/** The newest entry's head; null in an empty chain. */
export const auditHead = async (trx: Trx): Promise<AuditHead | null> =>
  ((await trx('audit').orderBy('seq', 'desc').first('seq', 'mac')) as AuditHead | undefined) ?? null;
