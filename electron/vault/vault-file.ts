/**
 * `vault.json`: the key slots beside the database. It names the database file it belongs to, so
 * that a re-key or a restore changes both in one rename and one matching pair always opens.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors';
import { diskSteps, readIfThere, writeAtomically, type FileSteps } from './durable-files';
import { kdfFloor } from './kdf-cost';
import { keyBytes, saltBytes } from './seal';

export const vaultFileName = 'vault.json';
/** Format of the file; part of the associated data of everything in it. */
export const vaultVersion = 1;

/** What a store's file is called. */
export const storeNamePattern = /^record-[0-9a-f]{16}\.db$/;

const bytes = (length?: number) =>
  z.base64().refine((text) => {
    const size = Buffer.from(text, 'base64').length;
    return length === undefined ? size > 0 : size === length;
  });

const slotSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['user', 'recovery']),
  /** Folded; null for the recovery key. */
  signInName: z.string().min(1).max(64).nullable(),
  kdf: z.strictObject({
    algorithm: z.literal('argon2id'),
    memoryKiB: z.int().min(kdfFloor.memoryKiB).max(1_048_576),
    passes: z.int().min(kdfFloor.passes).max(16),
    lanes: z.int().min(1).max(16),
  }),
  salt: bytes(saltBytes),
  publicKey: bytes(keyBytes),
  /** AES-256-GCM of the private key: nonce, ciphertext, tag. */
  wrappedPrivateKey: bytes(),
  /** The data key for this slot's public key. */
  sealedKey: z.strictObject({ ephemeralKey: bytes(keyBytes), boxed: bytes() }),
});

const vaultSchema = z
  .strictObject({
    version: z.literal(vaultVersion),
    /** Whose vault it is; backups carry the same id. */
    installation: z.uuid(),
    /** Name of the database file in the same folder. */
    store: z.string().regex(storeNamePattern),
    slots: z.array(slotSchema).min(1).max(2000),
  })
  .refine((vault) => {
    const names = vault.slots.map((slot) => slot.signInName);
    return new Set(names).size === names.length;
  });

export type Slot = z.infer<typeof slotSchema>;
export type Vault = z.infer<typeof vaultSchema>;

/** Path of the vault in a store's folder. */
export const vaultPath = (folder: string): string => join(folder, vaultFileName);

/** Reads the vault; null where there is none. Throws `damaged` when it cannot be understood. */
export const readVault = async (folder: string): Promise<Vault | null> => {
  const text = await readIfThere(vaultPath(folder));
  return text === null ? null : parseVault(text);
};

/** Checks the text of a vault. Throws `damaged`, or `refused` for a newer format. */
export const parseVault = (text: string): Vault => {
  const raw = parseJson(text);
  const newer = z.looseObject({ version: z.int().gt(vaultVersion) }).safeParse(raw);
  if (newer.success)
    throw new AppError(
      'refused',
      'The key file was made by a newer version of Liaison. Install that version to open the record; nothing was changed.',
      { key: 'newerVault' },
    );
  const parsed = vaultSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'damaged',
    'The key file beside the record is damaged. Nothing was changed. Restore it from the newest backup.',
    { key: 'vaultDamaged' },
  );
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The vault as it stands in the file. */
export const vaultText = (vault: Vault): string => `${JSON.stringify(vault, null, 2)}\n`;

/** Replaces the vault in one step; on failure the former one stands. */
export const writeVault = (
  folder: string,
  vault: Vault,
  steps: FileSteps = diskSteps,
): Promise<void> => writeAtomically(vaultPath(folder), vaultText(vault), steps);
