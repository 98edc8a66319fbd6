/**
 * Re-key (security.md, Keys): a copy gets a new data key, is read in full, and takes the store's
 * place together with a vault sealed to everybody's public keys. Never in place; interrupted at any
 * point, one matching pair opens.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  appendAudit,
  auditHead,
  forgetAuditKey,
  type AuditEntry,
  type AuditHead,
} from '../../db/audit';
import { openStore } from '../../db/connection';
import { unknownSlots } from '../../db/key-slots';
import type { CopyFacts } from '../../db/sqlcipher/copy';
import { AppError } from '../../shared/errors';
import { diskSteps, type FileSteps } from '../vault/durable-files';
import { keyBytes } from '../vault/seal';
import { newStoreName, resealAll } from '../vault/slots';
import { readVault, type Vault } from '../vault/vault-file';
import type { CopyWorker } from './copy-worker';
import { announce, recoverSwap, swapIn, takeBack } from './swap';

export interface RekeyOptions {
  folder: string;
  /** The present data key; the caller's to zero. */
  dek: Buffer;
  /** The audit entry of the re-key. */
  entry: AuditEntry;
  worker: CopyWorker;
  /** Opens a slot of the vault to come, as the next sign-in will: the proof before the swap. */
  proves: (vault: Vault) => Promise<Buffer | null>;
  steps?: FileSteps;
}

/** Re-keys the record of a folder, which must be closed. Answers the new data key. */
export const rekeyRecord = async (
  options: RekeyOptions,
): Promise<{ vault: Vault; dek: Buffer }> => {
  const { folder, steps = diskSteps } = options;
  await recoverSwap(folder, steps);
  const former = await readVault(folder);
  if (!former) throw new Error('there is no vault to re-key');
  const next = randomBytes(keyBytes);
  const vault = resealAll(former, next, newStoreName());
  const from = [former.store];
  await announce({ folder, from, aside: null }, vault.store, steps);
  try {
    const file = join(folder, vault.store);
    await copyUnderNewKey(options, join(folder, former.store), file, next);
    const head = await putOnRecord(file, next, vault, options.entry);
    await requireProof(options, vault, next);
    await steps.syncFile(file);
    await swapIn({ folder, vault, head, from, aside: null }, steps);
    return { vault, dek: next };
  } catch (error) {
    next.fill(0);
    const present = await readVault(folder).catch(() => null);
    if (present?.store === former.store)
      await takeBack(folder, vault.store, steps).catch(() => undefined);
    throw error;
  }
};

const copyUnderNewKey = async (
  { dek, worker }: RekeyOptions,
  source: string,
  file: string,
  next: Buffer,
): Promise<void> => {
  await worker.copy(source, dek, file);
  const before = await worker.check(file, dek);
  await worker.rekey(file, dek, next);
  const after = await worker.check(file, next);
  if (before.faults.length === 0 && same(before, after)) return;
  throw new AppError(
    'damaged',
    'The copy with the new key could not be read in full. The record keeps its present key.',
    { key: 'rekeyNotSound' },
  );
};

const same = (a: CopyFacts, b: CopyFacts): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Refuses slots that the record does not know, and appends the re-key; answers the new head. */
const putOnRecord = async (
  filename: string,
  key: Buffer,
  vault: Vault,
  entry: AuditEntry,
): Promise<AuditHead | null> => {
  const store = await openStore({ engine: 'sqlcipher', filename, key });
  try {
    const head = await store.transaction(async (trx) => {
      const strangers = await unknownSlots(trx, vault.slots);
      if (strangers.length > 0)
        throw new AppError(
          'refused',
          'The key file holds a key that this record never gave out. It was not re-keyed. Restore the key file from a backup and look at who could write to this disk.',
          { key: 'strangeSlot', values: { count: strangers.length } },
        );
      await appendAudit(trx, { ...entry, detail: { slots: vault.slots.length } });
      return auditHead(trx);
    });
    await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    return head;
  } finally {
    forgetAuditKey(store);
    await store.close();
  }
};

const requireProof = async (options: RekeyOptions, vault: Vault, next: Buffer): Promise<void> => {
  const proof = await options.proves(vault);
  const opens = proof?.equals(next) ?? false;
  proof?.fill(0);
  if (!opens)
    throw new Error('the new vault does not open with the passphrase that opened the former');
};
