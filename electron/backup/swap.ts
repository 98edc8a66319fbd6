/**
 * Puts another pair of store and vault in the place of the present one (restore, re-key). The vault
 * names its store, so the rename of the vault is the one moment of change; what comes before and
 * after is told by a journal, and an interrupted change is finished or taken back at the next start.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readAuditHeads, writeAuditHeads } from '../services/audit-head';
import { diskSteps, readIfThere, writeAtomically, type FileSteps } from '../vault/durable-files';
import {
  readVault,
  storeNamePattern,
  vaultFileName,
  writeVault,
  type Vault,
} from '../vault/vault-file';

const journalFileName = 'change.json';
/** Folder beside the store where a replaced pair is kept untouched. */
export const asideFolderName = 'aside';

const journalSchema = z.object({
  /** Store files that the change leaves behind. */
  from: z.array(z.string()),
  to: z.string(),
  /** Folder under `aside` for the former pair; null: it is deleted (re-key). */
  aside: z.string().nullable(),
});

type Journal = z.infer<typeof journalSchema>;

const logSuffixes = ['-wal', '-shm', '-journal'];

export interface Swap {
  folder: string;
  /** The pair to come; its store file lies in the folder already, whole and forced to disk. */
  vault: Vault;
  head: { seq: number; mac: string } | null;
  /** Store files that are left behind: the present one, or what lies there without a readable vault. */
  from: string[];
  /** Name of the folder that keeps the former pair, or null to delete it. */
  aside: string | null;
}

/**
 * Announces a change before its new file is begun, so that an interrupted one is cleared away.
 * Ends with `swapIn`, or with `takeBack` when the new file could not be made.
 */
export const announce = (
  { folder, from, aside }: Pick<Swap, 'folder' | 'from' | 'aside'>,
  to: string,
  steps: FileSteps = diskSteps,
): Promise<void> =>
  writeAtomically(
    join(folder, journalFileName),
    JSON.stringify({ from, to, aside } satisfies Journal),
    steps,
  );

/** Makes the announced pair the present one. */
export const swapIn = async (swap: Swap, steps: FileSteps = diskSteps): Promise<void> => {
  const { folder, vault, head, from, aside } = swap;
  if (aside !== null) await keepVaultAside(folder, aside, steps);
  const heads = await readAuditHeads(folder);
  if (head) await writeAuditHeads(folder, { ...heads, [vault.store]: head }, steps);
  await writeVault(folder, vault, steps);
  try {
    await finish(folder, { from, to: vault.store, aside }, steps);
  } catch {
    // The new pair is in place. A file somebody still holds open is cleared away at the next sign-in.
  }
};

/** The former vault and its heads, copied so that the pair aside opens by itself. */
const keepVaultAside = async (folder: string, aside: string, steps: FileSteps): Promise<void> => {
  const place = join(folder, asideFolderName, aside);
  await steps.makeFolder(place);
  const former = await readIfThere(join(folder, vaultFileName));
  if (former !== null) await writeAtomically(join(place, vaultFileName), former, steps);
  const heads = await readAuditHeads(folder);
  await writeAuditHeads(place, heads, steps);
};

/** Clears away what an interrupted change left; call before a store is opened. */
export const recoverSwap = async (folder: string, steps: FileSteps = diskSteps): Promise<void> => {
  const text = await readIfThere(join(folder, journalFileName));
  if (text === null) return;
  const parsed = journalSchema.safeParse(parseJson(text));
  // Written by one rename, so unreadable only if the disk damaged it: then nothing is cleared away.
  if (!parsed.success) return;
  const present = await readVault(folder).catch(() => null);
  // Without a readable vault nobody knows which pair is the present one: everything stays.
  if (!present) return;
  if (present.store === parsed.data.to) await finish(folder, parsed.data, steps);
  else await takeBack(folder, parsed.data.to, steps);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Removes the file of a change that did not come about. */
export const takeBack = async (
  folder: string,
  to: string,
  steps: FileSteps = diskSteps,
): Promise<void> => {
  for (const suffix of ['', ...logSuffixes]) await steps.remove(join(folder, to + suffix));
  await steps.remove(join(folder, journalFileName));
  await steps.syncFolder(folder);
};

/** After the vault's rename: the former store goes aside or away, and the journal with it. */
const finish = async (
  folder: string,
  { from, to, aside }: Journal,
  steps: FileSteps,
): Promise<void> => {
  for (const name of from.flatMap((store) => ['', ...logSuffixes].map((suffix) => store + suffix)))
    if (aside === null) await steps.remove(join(folder, name));
    else await moveIfThere(join(folder, name), join(folder, asideFolderName, aside, name), steps);
  const { [to]: head } = await readAuditHeads(folder);
  if (head) await writeAuditHeads(folder, { [to]: head }, steps);
  await steps.remove(join(folder, journalFileName));
  await steps.syncFolder(folder);
};

/** Store files in a folder besides the one to come. */
export const otherStores = async (folder: string, to: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => storeNamePattern.test(name) && name !== to);

const moveIfThere = async (from: string, to: string, steps: FileSteps): Promise<void> => {
  if (existsSync(from)) await steps.rename(from, to);
};
