/** Opens the store of an unlocked vault for one person, and closes it again. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAudit, auditHead, type AuditEntry } from '../../db/audit';
import { openStore, type Store } from '../../db/connection';
import { getHospital } from '../../db/hospital';
import { migrate, pendingMigrations } from '../../db/schema';
import { unitsOfUser, userByName, type UserRow } from '../../db/users';
import { AppError } from '../../shared/errors';
import type { StoreKind } from '../../shared/session/session';
import { writeAtomically } from '../vault/durable-files';
import type { Host, OpenRecord } from '../host';
import type { SignedInUser } from '../ipc/context';
import { SeenLists } from '../ipc/seen-lists';
import { DraftKeeper } from './draft-keeper';

const plainHeader = 'SQLite format 3\0';

/** Refuses a file whose first bytes are those of an unencrypted database (security.md, Session). */
export const refusePlainFile = async (filename: string): Promise<void> => {
  const file = await open(filename);
  try {
    const head = Buffer.alloc(16);
    await file.read(head, 0, 16, 0);
    if (head.toString('latin1') === plainHeader)
      throw new AppError(
        'damaged',
        'The record on this computer is not encrypted, so Liaison does not open it. Nothing was changed. Tell your administrator.',
        { key: 'plainFile' },
      );
  } finally {
    await file.close();
  }
};

const isDamage = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_(NOTADB|CORRUPT)/.test(error.message + String((error as { code?: unknown }).code));

const damaged = (): AppError =>
  new AppError(
    'damaged',
    'The record is damaged and was not opened. Nothing was changed. An administrator can restore the newest verified backup.',
    { key: 'recordDamaged' },
  );

/** Opens the file, checks that it is the one this program can use, and brings its schema up to date. */
export const openChecked = async (filename: string, key: Buffer, at: string): Promise<Store> => {
  await refusePlainFile(filename);
  let store: Store | null = null;
  try {
    store = await openStore({ engine: 'sqlcipher', filename, key });
    if ((await pendingMigrations(store)).pending.length > 0) await migrate(store, at);
    return store;
  } catch (error) {
    await store?.close();
    if (isDamage(error)) throw damaged();
    throw error;
  }
};

const toSignedIn = (row: UserRow, unitIds: string[]): SignedInUser => ({
  id: row.id,
  signInName: row.signInName,
  givenName: row.givenName,
  familyName: row.familyName,
  role: row.role,
  unitIds,
  mustChangePassphrase: row.mustChangePassphrase === 1,
});

/** An entry that a service writes outside of the pipeline: sign-in, lock, set-up. */
export const sessionEntry = (
  host: Host,
  user: Pick<SignedInUser, 'id' | 'role'> | null,
  action: string,
  more: Partial<AuditEntry> = {},
): AuditEntry => ({
  at: host.clock.now(),
  userId: user?.id ?? null,
  role: user?.role ?? null,
  workstation: host.workstation,
  action,
  patientId: null,
  encounterId: null,
  recordType: null,
  recordId: null,
  versionBefore: null,
  versionAfter: null,
  outcome: 'ok',
  reason: null,
  detail: null,
  ...more,
});

const headFile = 'audit-head.json';

/** Writes the newest entry's head beside the store, so that a chain cut short shows. */
export const keepAuditHead = async (folder: string, store: Store): Promise<void> => {
  const head = await store.transaction(auditHead);
  if (head) await writeAtomically(join(folder, headFile), JSON.stringify(head));
};

/** The head that was kept at the last lock; null where there is none. */
export const keptAuditHead = async (folder: string): Promise<{ seq: number; mac: string } | null> => {
  try {
    return JSON.parse(await readFile(join(folder, headFile), 'utf8')) as { seq: number; mac: string };
  } catch {
    return null;
  }
};

/** Opens the record of a person whose passphrase was right; the caller has the vault's data key. */
export const openRecordFor = async (
  host: Host,
  kind: StoreKind,
  folder: string,
  storeName: string,
  dek: Buffer,
  signInName: string,
  action: string,
): Promise<OpenRecord> => {
  const filename = join(folder, storeName);
  const store = await openChecked(filename, dek, host.clock.now());
  try {
    const { user, zone } = await store.transaction(async (trx) => {
      const row = await userByName(trx, signInName);
      if (!row || row.active !== 1) throw signInRefused();
      const units = await unitsOfUser(trx, row);
      await appendAudit(trx, sessionEntry(host, row, action));
      return { user: toSignedIn(row, units.map(({ id }) => id)), zone: (await getHospital(trx)).zone };
    });
    host.clock.setZone(zone);
    await host.reader?.open(filename, dek);
    return {
      kind,
      folder,
      filename,
      store,
      dek,
      user,
      seen: new SeenLists(),
      drafts: new DraftKeeper(store, user.id, host.clock),
      openedAt: host.clock.now(),
    };
  } catch (error) {
    await store.close();
    if (isDamage(error)) throw damaged();
    throw error;
  }
};

/** One answer for a wrong passphrase, an unknown name and a deactivated person. */
export const signInRefused = (): AppError =>
  new AppError('refused', 'Name or passphrase is not right.', { key: 'signInRefused' });

/** Checkpoints the log, keeps the audit head, closes the file and zeroes the key. */
export const closeRecord = async (host: Host, record: OpenRecord): Promise<void> => {
  record.drafts.stop();
  await host.reader?.close();
  await keepAuditHead(record.folder, record.store);
  await record.store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  await record.store.close();
  record.dek.fill(0);
};

