/** Where the two stores of a profile lie: `stores/real` and `stores/demonstration`. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreKind } from '../../shared/session/session';
import { vaultFileName } from '../vault/vault-file';

/** The folder of a store. */
export const storeFolder = (profile: string, kind: StoreKind): string => join(profile, 'stores', kind);

/** A store exists once its vault does: it is written last. */
export const storeExists = (profile: string, kind: StoreKind): boolean =>
  existsSync(join(storeFolder(profile, kind), vaultFileName));

/** Makes the folder for its owner alone. */
export const makeStoreFolder = async (profile: string, kind: StoreKind): Promise<string> => {
  const folder = storeFolder(profile, kind);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
};
