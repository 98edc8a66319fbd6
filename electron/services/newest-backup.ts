/** The newest verified backup of a store, as far as it can be told without a key. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFact, StoreKind } from '../../shared/session/session';

/** Folder of a store's backups in the profile. */
export const backupsFolder = (profile: string, kind: StoreKind): string =>
  join(profile, 'backups', kind);

/** Reads the manifests, newest first; null where no backup counts. */
export const newestBackup = (profile: string, kind: StoreKind): BackupFact | null => {
  const folder = backupsFolder(profile, kind);
  const times = namesIn(folder).flatMap((name) => madeAt(join(folder, name, 'manifest.json')));
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

const madeAt = (manifest: string): string[] => {
  try {
    const { at, verified } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      at?: unknown;
      verified?: unknown;
    };
    return typeof at === 'string' && verified === true ? [at] : [];
  } catch {
    return [];
  }
};
