/**
 * What must hold after a kill (security.md, How it is tested): the record opens with its passphrase,
 * every page and reference is sound, the audit chain is whole and reaches the newest known head, what
 * was acknowledged is there, what was not is there whole or not at all, and every backup opens.
 */
import { join } from 'node:path';
import { verifyChain } from '../../db/audit-chain';
import type { Store, Trx } from '../../db/connection';
import { migrations } from '../../db/migrations';
import { checkCopy } from '../../db/sqlcipher/copy';
import { listBackups, requireWhole } from '../../electron/backup/list-backups';
import { readAuditHead } from '../../electron/services/audit-head';
import { backupsFolder } from '../../electron/services/newest-backup';
import { lockRecord } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { unlock } from '../../electron/vault/slots';
import { basename } from 'node:path';
import type { StoreKind } from '../../shared/session/session';
import { plainHost } from '../support/plain-host';
import type { Ledger } from './ledger';
import { oldPatients, tortureNow } from './scene';
import { tortureFeed } from './worker';

export interface Account {
  signInName: string;
  passphrase: string;
}

/** Faults of one record after a kill, in words; empty = all that must hold holds. */
export const faultsOf = async (
  profile: string,
  kind: StoreKind,
  account: Account,
  ledger: Ledger,
): Promise<string[]> => {
  const host = plainHost(profile, tortureNow);
  host.storeKind = kind;
  try {
    await signIn(host, account.signInName, account.passphrase);
  } catch (error) {
    return [`the record does not open: ${String(error)}`];
  }
  const record = host.record!;
  const known = await readAuditHead(record.folder, basename(record.filename));
  const faults = [
    ...(await engineFaults(record.store)),
    ...(await record.store.transaction((trx) => recordFaults(trx, known, ledger))),
    ...(kind === 'real' ? await record.store.transaction(migrationFaults) : []),
  ];
  await lockRecord(host, 'signOut');
  if (host.crashes.length > 0) faults.push(`the lock after it failed: ${String(host.crashes[0])}`);
  return [...faults, ...(await backupFaults(profile, kind, account, ledger))];
};

const engineFaults = async (store: Store): Promise<string[]> => {
  const found: string[] = [];
  for (const pragma of ['cipher_integrity_check', 'integrity_check', 'foreign_key_check']) {
    const rows = (await store.knex.raw(`PRAGMA ${pragma}`)) as Record<string, unknown>[];
    for (const row of rows) {
      const said = Object.values(row).join(' ');
      if (said !== 'ok') found.push(`${pragma}: ${said}`);
    }
  }
  return found;
};

const recordFaults = async (
  trx: Trx,
  known: { seq: number; mac: string } | null,
  ledger: Ledger,
): Promise<string[]> => {
  const { broken } = await verifyChain(trx, { known });
  const faults = broken ? [`the audit chain breaks at entry ${broken.seq}: ${broken.why}`] : [];
  for (const key of ledger.keys()) {
    const [kind = '', name = ''] = splitKey(key);
    const look = looks[kind];
    if (!look) continue;
    const fault = ledger.fault(key, await look(trx, name));
    if (fault) faults.push(fault);
  }
  return faults;
};

const splitKey = (key: string): [string, string] => {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
};

/** A field of the record of that name, and that its making stands in the audit. */
const onRecord = async (
  trx: Trx,
  table: string,
  where: Record<string, string>,
  field: string,
  alike?: string,
): Promise<string | null> => {
  const query = trx(table).where(where);
  if (alike !== undefined) query.where('text', 'like', `${alike}:%`);
  const rows = (await query.select('id', field)) as Record<string, string | null>[];
  const [row] = rows;
  if (!row) return null;
  if (rows.length > 1) return `${rows.length} records`;
  const entry = await trx('audit').where({ recordId: row['id'] }).first('seq');
  return entry ? (row[field] ?? '') : 'no audit entry';
};

/** How the present value of each kind of record is found; null = there is none. */
const looks: Record<string, (trx: Trx, name: string) => Promise<string | null>> = {
  task: (trx, title) => onRecord(trx, 'task', { title }, 'status'),
  plan: (trx, title) => onRecord(trx, 'care_plan', { title }, 'status'),
  goal: (trx, description) => onRecord(trx, 'goal', { description }, 'target'),
  note: (trx, name) => onRecord(trx, 'note', {}, 'status', name),
  draft: async (trx, form) => {
    const row = (await trx('draft').where({ form }).first('text')) as { text: string } | undefined;
    return row?.text ?? null;
  },
  feed: async (trx, serial) => {
    const { mrns } = tortureFeed(Number(serial));
    const rows = await trx('patient_identifier').whereIn('value', mrns).select('value');
    if (rows.length === 0) return null;
    return rows.length >= mrns.length ? 'whole' : `${rows.length} of ${mrns.length} people`;
  },
};

/** A record of an older program: every migration is applied, and nobody was lost. */
const migrationFaults = async (trx: Trx): Promise<string[]> => {
  const applied = (
    (await trx('schema_version').orderBy('id').select('id')) as { id: string }[]
  ).map(({ id }) => id);
  const wanted = migrations.map(({ id }) => id);
  const [count] = (await trx('patient').count({ n: '*' })) as { n: number }[];
  return [
    ...(JSON.stringify(applied) === JSON.stringify(wanted) ? [] : ['a migration is missing']),
    ...(count?.n === oldPatients ? [] : [`${count?.n} of ${oldPatients} patients after it`]),
  ];
};

const backupFaults = async (
  profile: string,
  kind: StoreKind,
  { signInName, passphrase }: Account,
  ledger: Ledger,
): Promise<string[]> => {
  const faults: string[] = [];
  const found = await listBackups(backupsFolder(profile, kind));
  for (const backup of found)
    try {
      const vault = await requireWhole(backup);
      const opened = await unlock(vault, signInName, passphrase);
      if (!opened) throw new Error('its passphrase does not open it');
      const { faults: pages } = checkCopy(join(backup.path, vault.store), opened.dataKey);
      opened.dataKey.fill(0);
      if (pages.length > 0) throw new Error(pages.join(', '));
    } catch (error) {
      faults.push(`backup ${backup.id}: ${String(error)}`);
    }
  for (const key of ledger.keys().filter((one) => one.startsWith('backup:'))) {
    const there = found.some(({ id, present }) => present && key === `backup:${id}`);
    const fault = ledger.fault(key, there ? 'whole' : null);
    if (fault) faults.push(fault);
  }
  return faults;
};
