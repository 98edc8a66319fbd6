/** Where the two stores of a profile lie: `stores/real` and `stores/demonstration`. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { StoreKind } from '../../shared/session/session';
import { storeNamePattern, vaultFileName } from '../vault/vault-file';

/** The folder of a store. */
export const storeFolder = (profile: string, kind: StoreKind): string =>
  join(profile, 'stores', kind);

/**
 * Is there a store? Its folder comes whole, by a rename. One that lost its key file is still a
 * store: what is left must be restored, not set up over.
 */
export const storeExists = (profile: string, kind: StoreKind): boolean => {
  const folder = storeFolder(profile, kind);
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => name === vaultFileName || storeNamePattern.test(name));
};

const unfinishedPrefix = 'unfinished-';

/** A folder to build a store in. It opens for nobody until it is renamed into its place. */
export const makeUnfinishedFolder = async (profile: string, kind: StoreKind): Promise<string> => {
  const name = `${unfinishedPrefix}${kind}-${randomBytes(6).toString('hex')}`;
  const folder = join(profile, 'stores', name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
};

/** Removes what interrupted set-ups left; nobody ever worked in it. */
export const removeUnfinished = async (profile: string, kind: StoreKind): Promise<void> => {
  const stores = join(profile, 'stores');
  if (!existsSync(stores)) return;
  for (const name of await readdir(stores))
    if (name.startsWith(`${unfinishedPrefix}${kind}-`))
      await rm(join(stores, name), { recursive: true, force: true });
};
