/** First run: hospital, units, first administrator, vault and recovery key. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { appendAudit, createAuditKey } from '../../db/audit';
import { openStore, type Trx } from '../../db/connection';
import { createHospital } from '../../db/hospital';
import { insertRecord } from '../../db/records';
import { migrate } from '../../db/schema';
import type { SetUpInput } from '../../shared/contract/session';
import { AppError } from '../../shared/errors';
import { isZone } from '../../shared/time';
import type { Host } from '../host';
import { loadCommonList, ratePassphrase } from '../vault/passphrase';
import { makeRecoveryKey } from '../vault/recovery-key';
import { createVault, foldSignInName } from '../vault/slots';
import { writeVault, type Vault } from '../vault/vault-file';
import { openRecordFor, sessionEntry } from './open-record';
import { makeStoreFolder, storeExists } from './store-folder';

/** Groups of the recovery key that are asked back, 1 to 9. */
const askBackCount = 3;

/** A set-up whose key has been shown but not yet typed back: the store is there, its vault is not. */
export interface PendingSetUp {
  folder: string;
  vault: Vault;
  dek: Buffer;
  signInName: string;
  groups: string[];
  askBack: number[];
}

/** Makes the installation's own keys and id inside a new store. */
export const createInstallation = async (trx: Trx): Promise<void> => {
  await createAuditKey(trx);
  await trx('secret').insert({ name: 'installationId', value: Buffer.from(uuidv7(), 'utf8') });
};

/** Refuses a passphrase with a sentence in its field. */
export const requirePassphrase = async (
  host: Host,
  passphrase: string,
  names: readonly string[],
  field: string,
): Promise<void> => {
  const rating = ratePassphrase(passphrase, names, await loadCommonList(host.resources));
  if (rating.acceptable) return;
  throw new AppError('invalid', 'This passphrase cannot be used.', {
    key: 'passphraseRefused',
    fields: { [field]: rating.problem ?? 'common' },
  });
};

const pickGroups = (): number[] => {
  const groups = new Set<number>();
  const bytes = Buffer.from(uuidv7().replaceAll('-', ''), 'hex').subarray(8);
  for (const byte of bytes) if (groups.size < askBackCount) groups.add((byte % 8) + 1);
  for (let group = 1; groups.size < askBackCount; group += 1) groups.add(group);
  return [...groups].sort((a, b) => a - b);
};

/** Builds the store; it counts only once the recovery key has been typed back (`confirmSetUp`). */
export const beginSetUp = async (host: Host, input: SetUpInput): Promise<PendingSetUp> => {
  if (storeExists(host.profile, 'real'))
    throw new AppError('refused', 'This computer has a hospital already. Sign in instead.', {
      key: 'alreadySetUp',
    });
  if (!isZone(input.zone))
    throw new AppError('invalid', 'This time zone is not known.', { fields: { zone: 'zone' } });
  const { administrator } = input;
  await requirePassphrase(
    host,
    administrator.passphrase,
    [administrator.givenName + administrator.familyName, administrator.signInName, input.hospitalName],
    'administrator.passphrase',
  );
  const folder = await makeStoreFolder(host.profile, 'real');
  const recovery = makeRecoveryKey();
  const { vault, dataKey } = await createVault({
    signInName: administrator.signInName,
    passphrase: administrator.passphrase,
    recoveryKey: recovery.key,
  });
  recovery.key.fill(0);
  const signInName = foldSignInName(administrator.signInName);
  const filename = join(folder, vault.store);
  try {
    const store = await openStore({ engine: 'sqlcipher', filename, key: dataKey });
    try {
      const at = host.clock.now();
      await migrate(store, at);
      await store.transaction(async (trx) => {
        await createInstallation(trx);
        const userId = uuidv7();
        const actor = { userId, at };
        await insertRecord(
          trx,
          'user',
          { id: userId, signInName, givenName: administrator.givenName, familyName: administrator.familyName, role: 'administrator', active: 1 },
          actor,
        );
        await createHospital(trx, input, actor);
        await appendAudit(
          trx,
          sessionEntry(host, { id: userId, role: 'administrator' }, 'session.setUp', { recordType: 'user', recordId: userId }),
        );
      });
    } finally {
      await store.close();
    }
  } catch (error) {
    await removeStoreFile(filename);
    throw error;
  }
  host.device.set({ helpDesk: input.helpDesk, hospitalName: input.hospitalName });
  return { folder, vault, dek: dataKey, signInName, groups: recovery.groups, askBack: pickGroups() };
};

/** A store without its vault opens for nobody: it is removed with its log. */
export const removeStoreFile = async (filename: string): Promise<void> => {
  for (const suffix of ['', '-wal', '-shm']) await rm(filename + suffix, { force: true });
};

/** Compares the groups typed back; when right, writes the vault and signs the administrator in. */
export const confirmSetUp = async (
  host: Host,
  pending: PendingSetUp,
  typed: Readonly<Record<string, string>>,
): Promise<number[]> => {
  const plain = (text: string | undefined): string => (text ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
  const wrong = pending.askBack.filter((group) => plain(typed[String(group)]) !== pending.groups[group - 1]);
  if (wrong.length > 0) return wrong;
  await writeVault(pending.folder, pending.vault);
  host.storeKind = 'real';
  host.device.set({ store: 'real', lastSignInName: pending.signInName });
  host.record = await openRecordFor(host, 'real', pending.folder, pending.vault.store, pending.dek, pending.signInName, 'session.signIn');
  host.lastInputAt = host.clock.now();
  return [];
};
