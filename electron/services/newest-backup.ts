/** The newest verified backup of a store, as far as it can be told without a key. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFact, StoreKind } from '../../shared/session/session';
import { manifestFileName, manifestSchema } from '../backup/manifest';
import { vaultFileName } from '../vault/vault-file';

/** Folder of a store's backups in the profile. */
export const backupsFolder = (profile: string, kind: StoreKind): string =>
  join(profile, 'backups', kind);

/** Reads the manifests, newest first; null where no backup counts. */
export const newestBackup = (profile: string, kind: StoreKind): BackupFact | null => {
  const folder = backupsFolder(profile, kind);
  const times = namesIn(folder).flatMap((name) => madeAt(join(folder, name)));
  const at = times.sort().at(-1);
  return at === undefined ? null : { at, verified: true };
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** When a backup was made; nothing where its parts are not all there with the sizes they had. */
const madeAt = (backup: string): string[] => {
  try {
    const text = readFileSync(join(backup, manifestFileName), 'utf8');
    const { at, verified, store } = manifestSchema.parse(JSON.parse(text));
    statSync(join(backup, vaultFileName));
    return verified && statSync(join(backup, store.file)).size === store.bytes ? [at] : [];
  } catch {
    return [];
  }
};
