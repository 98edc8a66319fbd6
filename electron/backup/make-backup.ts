/**
 * Makes a backup: a folder with a copy of the store, the vault of that moment and a manifest. It is
 * built beside, opened and read in full, and only then gets its name (security.md, Durability).
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { auditHead } from '../../db/audit';
import type { CopyFacts } from '../../db/sqlcipher/copy';
import type { Store } from '../../db/connection';
import { AppError } from '../../shared/errors';
import { codeOf, diskSteps, type FileSteps } from '../vault/durable-files';
import { parseVault, vaultFileName, vaultPath } from '../vault/vault-file';
import type { CopyWorker } from './copy-worker';
import {
  hashOfFile,
  hashOfText,
  manifestFileName,
  type BackupReason,
  type Manifest,
} from './manifest';

export interface BackupOptions {
  /** The store's folder, with its vault. */
  folder: string;
  store: Store;
  dek: Buffer;
  /** Where backups lie. */
  backups: string;
  at: string;
  workstation: string;
  version: string;
  reason: BackupReason;
  worker: CopyWorker;
  steps?: FileSteps;
}

export interface MadeBackup {
  /** Name of the folder: the backup's id. */
  id: string;
  manifest: Manifest;
}

const partSuffix = '.part';
/** Room that must be left once the copy is written. */
const roomToLeaveBytes = 50 * 2 ** 20;

/** Makes and verifies one backup. */
export const makeBackup = async (options: BackupOptions): Promise<MadeBackup> => {
  const { folder, backups, store, dek, worker, steps = diskSteps } = options;
  await steps.makeFolder(backups);

  const vaultText = await readFile(vaultPath(folder), 'utf8');
  const vault = parseVault(vaultText);
  await removePartial(backups, vault.installation, steps);
  await requireRoom(backups, join(folder, vault.store));
  const id = backupName(options.at, vault.installation);
  const part = join(backups, id + partSuffix);
  try {
    await steps.makeFolder(part);
    const headBefore = await store.transaction(auditHead);
    const copy = join(part, vault.store);
    await worker.copy(join(folder, vault.store), dek, copy);
    const facts = await worker.check(copy, dek);
    requireSound(facts, headBefore?.seq ?? 0);
    const manifest: Manifest = {
      format: 1,
      at: options.at,
      installation: vault.installation,
      workstation: options.workstation,
      version: options.version,
      reason: options.reason,
      schema: facts.schema,
      store: { file: vault.store, bytes: (await stat(copy)).size, sha256: await hashOfFile(copy) },
      vault: { sha256: hashOfText(vaultText) },
      rows: facts.rows,
      auditHead: facts.auditHead,
      verified: true,
    };
    await steps.syncFile(copy);
    await steps.writeSynced(join(part, vaultFileName), vaultText);
    await steps.writeSynced(join(part, manifestFileName), JSON.stringify(manifest, null, 2));
    await steps.syncFolder(part);
    await steps.rename(part, join(backups, id));
    await steps.syncFolder(backups);
    return { id, manifest };
  } catch (error) {
    await steps.remove(part).catch(() => undefined);
    if (codeOf(error) === 'ENOSPC' || /SQLITE_FULL/.test(String(error))) throw noRoom();
    throw error;
  }
};

/** `20260312T134200Z-0195a0b1-9f3c21d4`: time, installation, chance; two machines never share one. */
const backupName = (at: string, installation: string): string =>
  [at.replace(/[-:]|\.\d+/g, ''), shortOf(installation), randomBytes(4).toString('hex')].join('-');

const shortOf = (installation: string): string => installation.slice(-8);

/** Backups of ours that were broken off, by a crash or a power cut, count for nothing. */
const removePartial = async (
  backups: string,
  installation: string,
  steps: FileSteps,
): Promise<void> => {
  for (const name of await readdir(backups))
    if (name.endsWith(partSuffix) && name.includes(shortOf(installation)))
      await steps.remove(join(backups, name));
};

const requireRoom = async (backups: string, store: string): Promise<void> => {
  const { bavail, bsize } = await statfs(backups);
  const { size } = await stat(store);
  if (bavail * bsize < size + roomToLeaveBytes) throw noRoom();
};

const noRoom = (): AppError =>
  new AppError('refused', 'There is not enough room on the disk for a backup. None was made.', {
    key: 'backupNoRoom',
  });

const requireSound = (facts: CopyFacts, headSeq: number): void => {
  if (facts.faults.length === 0 && (facts.auditHead?.seq ?? 0) >= headSeq) return;
  throw new AppError(
    'damaged',
    'The copy could not be read in full, so it does not count as a backup. Check the record and the disk.',
    { key: 'backupNotSound', values: { faults: facts.faults.length } },
  );
};
