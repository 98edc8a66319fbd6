/** The backups of a folder, as far as they can be told without a key. */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors';
import { codeOf } from '../vault/durable-files';
import { parseVault, vaultFileName, type Vault } from '../vault/vault-file';
import {
  hashOfFile,
  hashOfText,
  manifestFileName,
  manifestSchema,
  type Manifest,
} from './manifest';

/** A backup and where it lies. */
export interface FoundBackup {
  id: string;
  path: string;
  manifest: Manifest;
  /** Its parts are there with the sizes they had; read in full only when it is restored. */
  present: boolean;
}

/** Verified backups in a folder, newest first. Broken-off ones and strange folders are not among them. */
export const listBackups = async (folder: string): Promise<FoundBackup[]> => {
  const found: FoundBackup[] = [];
  for (const id of await namesIn(folder)) {
    const backup = await backupAt(join(folder, id), id);
    if (backup) found.push(backup);
  }
  return found.sort((a, b) => b.manifest.at.localeCompare(a.manifest.at));
};

/** The backup that a folder is, or null. */
export const backupAt = async (path: string, id: string): Promise<FoundBackup | null> => {
  if (id.endsWith('.part')) return null;
  try {
    const text = await readFile(join(path, manifestFileName), 'utf8');
    const manifest = manifestSchema.parse(JSON.parse(text));
    return { id, path, manifest, present: await hasParts(path, manifest) };
  } catch {
    // No manifest, or none that can be understood: it does not count as a backup.
    return null;
  }
};

const hasParts = async (path: string, { store }: Manifest): Promise<boolean> => {
  const file = join(path, store.file);
  if (!existsSync(file) || !existsSync(join(path, vaultFileName))) return false;
  return (await stat(file)).size === store.bytes;
};

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};

/** Reads a backup's parts and compares them with the manifest. Throws `damaged`. */
export const requireWhole = async ({ path, manifest }: FoundBackup): Promise<Vault> => {
  try {
    const vaultText = await readFile(join(path, vaultFileName), 'utf8');
    const same =
      hashOfText(vaultText) === manifest.vault.sha256 &&
      (await hashOfFile(join(path, manifest.store.file))) === manifest.store.sha256;
    if (same) return parseVault(vaultText);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  throw new AppError(
    'damaged',
    'This backup is not as it was made, so it was not restored. Nothing was changed. Choose another one.',
    { key: 'backupDamaged' },
  );
};
