/**
 * Restore: the exact record of a backup with its accounts and its audit chain, never a merge. The
 * present pair is kept aside untouched, and the restore is the next entry of the restored chain.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  appendAudit,
  auditHead,
  forgetAuditKey,
  type AuditEntry,
  type AuditHead,
} from '../../db/audit';
import { openStore } from '../../db/connection';
import { migrations } from '../../db/migrations';
import { userInCopy } from '../../db/sqlcipher/copy';
import { AppError } from '../../shared/errors';
import { readAuditHead } from '../services/audit-head';
import { diskSteps, type FileSteps } from '../vault/durable-files';
import { newStoreName } from '../vault/slots';
import { readVault, type Vault } from '../vault/vault-file';
import type { CopyWorker } from './copy-worker';
import { requireWhole, type FoundBackup } from './list-backups';
import { announce, otherStores, recoverSwap, swapIn, takeBack } from './swap';

/** What opening a backup's vault gives; `signInName` is null for the recovery key. */
export interface BackupKey {
  dataKey: Buffer;
  signInName: string | null;
}

/** A backup that was read in full, opened by somebody who may restore it. */
export interface OpenedBackup {
  backup: FoundBackup;
  vault: Vault;
  /** The caller's to zero. */
  dek: Buffer;
  /** The administrator who restores; null with the recovery key. */
  userId: string | null;
}

/**
 * Reads a backup in full and lets in who may restore it: an administrator of that moment, or the
 * holder of its recovery key.
 */
export const openBackup = async (
  backup: FoundBackup,
  unlocked: (vault: Vault) => Promise<BackupKey>,
  worker: CopyWorker,
): Promise<OpenedBackup> => {
  requireKnownSchema(backup);
  const vault = await requireWhole(backup);
  const { dataKey: dek, signInName } = await unlocked(vault);
  try {
    const copy = join(backup.path, vault.store);
    const { faults } = await worker.check(copy, dek);
    if (faults.length > 0)
      throw new AppError('damaged', 'This backup has damaged pages. Choose another one.', {
        key: 'backupDamaged',
      });
    const userId = signInName === null ? null : administratorOf(copy, dek, signInName);
    return { backup, vault, dek, userId };
  } catch (error) {
    dek.fill(0);
    throw error;
  }
};

const administratorOf = (copy: string, dek: Buffer, signInName: string): string => {
  const user = userInCopy(copy, dek, signInName);
  if (user?.role === 'administrator' && user.active === 1) return user.id;
  throw new AppError(
    'forbidden',
    'Only an administrator of that backup, or the recovery key, restores it.',
    { key: 'restoreAdministrator' },
  );
};

const requireKnownSchema = ({ manifest }: FoundBackup): void => {
  const newest = migrations.at(-1)!.id;
  if (manifest.schema === null || manifest.schema <= newest) return;
  throw new AppError(
    'refused',
    'This backup was made by a newer version of Liaison. Install that version to restore it.',
    { key: 'newerSchema' },
  );
};

export interface RestoreOptions {
  /** The store's folder; made where this computer has none. */
  folder: string;
  opened: OpenedBackup;
  /** Name of the folder that keeps the present pair. */
  aside: string;
  /** The audit entry of the restore. */
  entry: AuditEntry;
  steps?: FileSteps;
}

/** Puts a backup in the place of the present record, which must be closed. */
export const restoreBackup = async (options: RestoreOptions): Promise<void> => {
  const { folder, opened, aside, steps = diskSteps } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await recoverSwap(folder, steps);
  const former = await readVault(folder).catch(() => null);
  const formerHead = former && (await readAuditHead(folder, former.store));
  const vault: Vault = { ...opened.vault, store: newStoreName() };
  const from = await otherStores(folder, vault.store);
  await announce({ folder, from, aside }, vault.store, steps);
  try {
    const file = join(folder, vault.store);
    await steps.copySynced(join(opened.backup.path, opened.vault.store), file);
    const head = await putOnRecord(file, opened, options.entry, formerHead);
    await steps.syncFile(file);
    await swapIn({ folder, vault, head, from, aside }, steps);
  } catch (error) {
    const present = await readVault(folder).catch(() => null);
    // The disk may refuse this too; the journal then has it done at the next start.
    if (present?.store !== vault.store)
      await takeBack(folder, vault.store, steps).catch(() => undefined);
    throw error;
  }
};

/** Appends the restore to the restored chain; answers its new head. */
const putOnRecord = async (
  filename: string,
  { backup, dek, userId }: OpenedBackup,
  entry: AuditEntry,
  formerHead: AuditHead | null,
): Promise<AuditHead | null> => {
  const store = await openStore({ engine: 'sqlcipher', filename, key: dek });
  try {
    const head = await store.transaction(async (trx) => {
      await appendAudit(trx, {
        ...entry,
        userId,
        role: userId === null ? null : 'administrator',
        detail: {
          backup: backup.id,
          madeAt: backup.manifest.at,
          installation: backup.manifest.installation,
          way: userId === null ? 'recoveryKey' : 'passphrase',
          formerSeq: formerHead?.seq ?? null,
          formerMac: formerHead?.mac ?? null,
        },
      });
      return auditHead(trx);
    });
    await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    return head;
  } finally {
    forgetAuditKey(store);
    await store.close();
  }
};
