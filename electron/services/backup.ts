/** Use cases of backup, restore and re-key. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { appendAudit, auditHead } from '../../db/audit';
import type { Backup, BackupCheck } from '../../shared/backup/backup';
import type { backupOwnCalls } from '../../shared/contract/backup';
import { AppError } from '../../shared/errors';
import { copyWorkerOf } from '../backup/copy-worker';
import { backupAt, listBackups, requireWhole, type FoundBackup } from '../backup/list-backups';
import { makeBackup } from '../backup/make-backup';
import type { BackupReason } from '../backup/manifest';
import { rekeyRecord } from '../backup/rekey';
import { openBackup, restoreBackup, type BackupKey } from '../backup/restore';
import type { Host, OpenRecord } from '../host';
import type { OwnHandlers } from '../ipc/context';
import { Attempts } from '../vault/attempts';
import { parseRecoveryKey } from '../vault/recovery-key';
import { foldSignInName, unlock, unlockWithRecoveryKey } from '../vault/slots';
import { readVault, type Vault } from '../vault/vault-file';
import { readAuditHead, writeAuditHead } from './audit-head';
import { lockRecord } from './lock';
import { backupsFolder } from './newest-backup';
import { openRecordFor, sessionEntry, signInRefused } from './open-record';
import { attemptsOf, openRecordOf, throttled } from './sign-in';
import { storeFolder } from './store-folder';
import { inTurn } from './turns';
import { needVault } from './vault-change';

/** Backups that a person picked from elsewhere; their paths never reach the window. */
const picked = new WeakMap<Host, FoundBackup[]>();

const knownBackups = async (host: Host): Promise<FoundBackup[]> => [
  ...(await listBackups(backupsFolder(host.profile, host.storeKind))),
  ...(picked.get(host) ?? []),
];

/** What a backup is compared with: whose record this is, and how far its audit reaches. */
const presentState = async (
  host: Host,
): Promise<{ installation: string | null; seq: number | null }> => {
  const folder = storeFolder(host.profile, host.storeKind);
  const vault = await readVault(folder).catch(() => null);
  if (!vault) return { installation: null, seq: null };
  const head = host.record
    ? await host.record.store.transaction(auditHead)
    : await readAuditHead(folder, vault.store);
  return { installation: vault.installation, seq: head?.seq ?? null };
};

const shownBackups = async (host: Host, found: readonly FoundBackup[]): Promise<Backup[]> => {
  const present = await presentState(host);
  return found.map(({ id, manifest, present: isThere }) => {
    const ours = manifest.installation === present.installation;
    const seq = manifest.auditHead?.seq ?? 0;
    return {
      id,
      at: manifest.at,
      reason: manifest.reason,
      bytes: manifest.store.bytes,
      workstation: manifest.workstation,
      version: manifest.version,
      patients: manifest.rows['patient'] ?? 0,
      encounters: manifest.rows['encounter'] ?? 0,
      ours,
      present: isThere,
      entriesSince: ours && present.seq !== null ? Math.max(0, present.seq - seq) : null,
    };
  });
};

/** Makes a verified backup of the open record and puts it on record. */
export const backUp = (host: Host, reason: BackupReason): Promise<FoundBackup> =>
  inTurn(host, 'files', () => makeNow(host, reason));

/** The same for who has the turn already. */
const makeNow = async (host: Host, reason: BackupReason): Promise<FoundBackup> => {
  const record = openRecordOf(host);
  const backups = backupsFolder(host.profile, record.kind);
  const { id, manifest } = await makeBackup({
    folder: record.folder,
    store: record.store,
    dek: record.dek,
    backups,
    at: host.clock.now(),
    workstation: host.workstation,
    version: host.version,
    reason,
    worker: copyWorkerOf(host),
  });
  const head = await record.store.transaction(async (trx) => {
    await appendAudit(
      trx,
      sessionEntry(host, record.user, 'backup.make', {
        detail: { backup: id, reason, sha256: manifest.store.sha256 },
      }),
    );
    return auditHead(trx);
  });
  if (head && !record.chainAtOpening.broken)
    await writeAuditHead(record.folder, basename(record.filename), head);
  return { id, manifest, path: '', present: true };
};

type RestoreKey = Parameters<OwnHandlers<typeof backupOwnCalls, Host>['backup.restore']>[1]['key'];

/** Opens a backup's vault with what was typed. Guesses wait as at sign-in. */
const unlockBackup = async (host: Host, vault: Vault, key: RestoreKey): Promise<BackupKey> => {
  const attempts = attemptsOf(host);
  if (key.kind === 'recoveryKey') {
    const typed = parseRecoveryKey(key.recoveryKey);
    if (!typed.ok)
      throw new AppError('invalid', 'This is not the whole recovery key.', {
        key: `recoveryKey.${typed.problem}`,
        fields: { recoveryKey: typed.problem },
      });
    const opened = await unlockWithRecoveryKey(vault, typed.key);
    typed.key.fill(0);
    if (opened) return { dataKey: opened.dataKey, signInName: null };
    await attempts.recoveryFailed();
    throw new AppError('refused', 'This recovery key does not open this backup.', {
      key: 'recoveryRefused',
    });
  }
  return {
    dataKey: await unlockPatiently(attempts, vault, key),
    signInName: foldSignInName(key.signInName),
  };
};

const unlockPatiently = async (
  attempts: Attempts,
  vault: Vault,
  { signInName, passphrase }: { signInName: string; passphrase: string },
): Promise<Buffer> => {
  const before = await attempts.throttle(vault, signInName);
  if (before.waitUntil !== null) throw throttled(before);
  const opened = await unlock(vault, signInName, passphrase);
  if (opened) {
    await attempts.succeeded(vault, signInName);
    return opened.dataKey;
  }
  const after = await attempts.failed(vault, signInName);
  throw after.waitUntil === null ? signInRefused() : throttled(after);
};

/** Compares a backup's bytes with its manifest, and reads its pages where its key is the present one. */
const verify = async (host: Host, id: string): Promise<BackupCheck> => {
  const record = openRecordOf(host);
  const backup = (await knownBackups(host)).find((known) => known.id === id);
  if (!backup) throw new AppError('notFound', 'This backup is not here.', { key: 'backupGone' });
  const check = await readAgain(host, record, backup);
  await record.store.transaction((trx) =>
    appendAudit(
      trx,
      sessionEntry(host, record.user, 'backup.verify', {
        outcome: check.same ? 'ok' : 'failed',
        detail: { backup: id, ...check },
      }),
    ),
  );
  return check;
};

const readAgain = async (
  host: Host,
  { filename, dek }: OpenRecord,
  backup: FoundBackup,
): Promise<BackupCheck> => {
  const file = join(backup.path, backup.manifest.store.file);
  try {
    await requireWhole(backup);
    // A re-key gives the store another name: then the present key does not open this copy.
    if (backup.manifest.store.file !== basename(filename)) return { same: true, opened: false };
    const { faults } = await copyWorkerOf(host).check(file, dek);
    return { same: faults.length === 0, opened: true };
  } catch (error) {
    if (error instanceof AppError && error.detail.code === 'damaged')
      return { same: false, opened: false };
    throw error;
  }
};

/** A folder's name from an instant. */
const stampOf = (instant: string): string => instant.replace(/[:.]/g, '-');

const restore = async (
  host: Host,
  id: string,
  key: RestoreKey,
  otherInstallation: boolean,
): Promise<void> => {
  const backup = (await knownBackups(host)).find((known) => known.id === id);
  if (!backup) throw new AppError('notFound', 'This backup is not here.', { key: 'backupGone' });
  const present = await presentState(host);
  if (
    present.installation !== null &&
    present.installation !== backup.manifest.installation &&
    !otherInstallation
  )
    throw new AppError(
      'refused',
      'This backup was made by another installation of Liaison. Restoring it replaces this hospital’s record by that one.',
      { key: 'otherInstallation', values: { workstation: backup.manifest.workstation } },
    );
  const folder = storeFolder(host.profile, host.storeKind);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const opened = await openBackup(
    backup,
    (vault) => unlockBackup(host, vault, key),
    copyWorkerOf(host),
  );
  try {
    await lockRecord(host, 'asked');
    await restoreBackup({
      folder,
      opened,
      aside: stampOf(host.clock.now()),
      entry: sessionEntry(host, null, 'backup.restore'),
    });
  } finally {
    opened.dek.fill(0);
  }
  host.lastLock = null;
  host.device.set({ store: host.storeKind, lastSignInName: null });
};

const rekey = async (host: Host, passphrase: string): Promise<void> => {
  const record = openRecordOf(host);
  const { user, folder, kind } = record;
  const vault = await needVault(folder);
  const dek = await unlockPatiently(attemptsOf(host), vault, {
    signInName: user.signInName,
    passphrase,
  });
  const entry = sessionEntry(host, user, 'backup.rekey');
  try {
    // Under the former key: what is undone by nobody has a verified way back.
    await makeNow(host, 'beforeRekey');
    await lockRecord(host, 'asked');
    const next = await rekeyRecord({
      folder,
      dek,
      entry,
      worker: copyWorkerOf(host),
      proves: async (sealed) =>
        (await unlock(sealed, user.signInName, passphrase))?.dataKey ?? null,
    });
    host.record = await openRecordFor(host, {
      kind,
      folder,
      storeName: next.vault.store,
      dek: next.dek,
      signInName: user.signInName,
      action: 'session.signIn',
    });
  } finally {
    dek.fill(0);
  }
  host.lastInputAt = host.clock.now();
  host.lastLock = null;
  host.ports.reloadWindows();
};

export const backupOwnHandlers: OwnHandlers<typeof backupOwnCalls, Host> = {
  'backup.list': async (host) =>
    shownBackups(host, await listBackups(backupsFolder(host.profile, host.storeKind))),

  'backup.pick': async (host) => {
    const [path] = await host.ports.openFiles('Backup', 'folder');
    if (path === undefined) return [];
    const itself = await backupAt(path, basename(path));
    const found = itself ? [itself] : await listBackups(path);
    picked.set(host, found);
    return shownBackups(host, found);
  },

  'backup.make': async (host) => {
    const made = await backUp(host, 'asked');
    return (await shownBackups(host, [made]))[0]!;
  },

  'backup.verify': (host, { id }) => inTurn(host, 'files', () => verify(host, id)),

  'backup.restore': async (host, { id, key, otherInstallation }) => {
    await inTurn(host, 'signIn', () =>
      inTurn(host, 'files', () => restore(host, id, key, otherInstallation)),
    );
    return null;
  },

  'backup.rekey': async (host, { passphrase }) => {
    await inTurn(host, 'signIn', () => inTurn(host, 'files', () => rekey(host, passphrase)));
    return null;
  },
};
