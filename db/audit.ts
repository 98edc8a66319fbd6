/**
 * The audit chain (security.md, Audit): append-only entries, each bound to the one before by
 * `mac = HMAC-SHA-256(audit key, previous mac ‖ canonical JSON)`, written in the transaction of
 * what they record.
 */
import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Store, Trx } from './connection';
import { versionFor } from './dialect';
import { rawConnection } from './sqlcipher/raw';

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

/** Sequence and mac of an entry: what `audit-head.json` and backups keep. */
export interface AuditHead {
  seq: number;
  mac: string;
}

/** What the first entry is bound to. */
export const firstMac = '';
const auditKeyName = 'auditKey';

/** Keys of open stores, by the configuration object that a store's transactions share. */
const keys = new WeakMap<object, KeyObject>();
/** Who is told of every thousandth head, by the same object. */
const watchers = new WeakMap<object, (head: AuditHead) => void>();
const watchedEvery = 1000;

/** Makes the audit key at set-up. It is kept in the store and survives a re-key. */
export const createAuditKey = async (trx: Trx): Promise<void> => {
  await trx('secret').insert({ name: auditKeyName, value: randomBytes(32) });
};

/**
 * The store's audit key, read once for as long as it is open. As a key object: Node takes six times
 * as long to make a mac with bytes, since it makes such an object of them each time.
 */
export const auditKey = async (trx: Trx): Promise<KeyObject> => {
  const known = keys.get(trx.client.config);
  if (known) return known;
  const row = (await trx('secret').where({ name: auditKeyName }).first('value')) as
    { value: Uint8Array } | undefined;
  if (!row) throw new Error('the store has no audit key');
  const key = createSecretKey(row.value);
  row.value.fill(0);
  keys.set(trx.client.config, key);
  return key;
};

/** Lets go of the key kept of a store that closes; Node overwrites a key object's bytes when it goes. */
export const forgetAuditKey = (store: Store): void => {
  keys.delete(store.knex.client.config);
  watchers.delete(store.knex.client.config);
};

/** Tells of every thousandth entry once it is committed, so that its head can be kept outside. */
export const watchAuditHead = (store: Store, told: (head: AuditHead) => void): void =>
  void watchers.set(store.knex.client.config, told);

/** The columns that the mac covers, in the order it covers them. */
const covered = [
  'seq',
  'at',
  'userId',
  'role',
  'workstation',
  'action',
  'patientId',
  'encounterId',
  'recordType',
  'recordId',
  'versionBefore',
  'versionAfter',
  'outcome',
  'reason',
  'detail',
] as const;

/** The mac of an entry with its subjects, which must be sorted. */
export const macOf = (
  key: KeyObject,
  previous: string,
  row: Omit<AuditRow, 'mac'>,
  subjects: readonly string[],
): string =>
  createHmac('sha256', key)
    .update(previous)
    .update(JSON.stringify([...covered.map((name) => row[name]), ...subjects]))
    .digest('hex');

/** Appends an entry and the patients it touched, in the caller's transaction. */
export const appendAudit = async (
  trx: Trx,
  entry: AuditEntry,
  subjects: readonly string[] = [],
): Promise<void> => {
  const key = await auditKey(trx);
  const rows = versionFor(trx, { sqlcipher: sqlcipherRows, postgres: postgresRows });
  const sorted = [...new Set(subjects)].sort();
  const bind = (last: AuditHead | undefined): AuditRow => {
    const row = {
      ...entry,
      seq: (last?.seq ?? 0) + 1,
      detail: entry.detail === null ? null : JSON.stringify(entry.detail),
    };
    return { ...row, mac: macOf(key, last?.mac ?? firstMac, row, sorted) };
  };
  const { seq, mac } = await rows(trx, bind, sorted);
  if (seq % watchedEvery === 0) tellOnCommit(trx, { seq, mac });
};

const tellOnCommit = (trx: Trx, head: AuditHead): void => {
  const told = watchers.get(trx.client.config);
  // A rollback tells nothing: the head would belong to an entry that never was.
  if (told)
    trx.executionPromise.then(
      () => told(head),
      () => undefined,
    );
};

type WriteRows = (
  trx: Trx,
  bind: (last: AuditHead | undefined) => AuditRow,
  subjects: readonly string[],
) => Promise<AuditRow>;

const lastSql = 'SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1';
const columnNames = [...covered, 'mac'] as const;
const insertSql = `INSERT INTO audit (${columnNames.map((name) => `"${name}"`).join(', ')})
  VALUES (${columnNames.map(() => '?').join(', ')})`;
const subjectSql = 'INSERT INTO audit_subject (seq, "patientId") VALUES (?, ?)';

/** On every call's path, so by the driver's kept statements: a tenth of the builder's time. */
const sqlcipherRows: WriteRows = async (trx, bind, subjects) => {
  const db = await rawConnection(trx);
  const row = bind(db.prepare(lastSql).get() as unknown as AuditHead | undefined);
  db.prepare(insertSql).run(columnNames.map((name) => row[name]));
  if (subjects.length > 0) {
    const insert = db.prepare(subjectSql);
    for (const patientId of subjects) insert.run([row.seq, patientId]);
  }
  return row;
};

/** Number of the lock that lets one transaction at a time append on PostgreSQL. */
const appendLock = 7_204_117;

const postgresRows: WriteRows = async (trx, bind, subjects) => {
  await trx.raw('select pg_advisory_xact_lock(?)', [appendLock]);
  const row = bind((await trx('audit').orderBy('seq', 'desc').first('seq', 'mac')) as AuditHead);
  await trx('audit').insert(row);
  for (let at = 0; at < subjects.length; at += 500)
    await trx('audit_subject').insert(
      subjects.slice(at, at + 500).map((patientId) => ({ seq: row.seq, patientId })),
    );
  return row;
};

/** The newest entry's head; null in an empty chain. */
export const auditHead = async (trx: Trx): Promise<AuditHead | null> =>
  ((await trx('audit').orderBy('seq', 'desc').first('seq', 'mac')) as AuditHead | undefined) ??
  null;
