/** First run: hospital, units, first administrator, vault and recovery key. */
import { randomInt } from 'node:crypto';
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { appendAudit, createAuditKey } from '../../db/audit';
import { openStore, type Trx } from '../../db/connection';
import { createHospital } from '../../db/hospital';
import { rememberSlots } from '../../db/key-slots';
import { insertRecord } from '../../db/records';
import { migrate } from '../../db/schema';
import type { SetUpInput } from '../../shared/contract/session';
import { AppError } from '../../shared/errors';
import { isZone } from '../../shared/time';
import type { Host } from '../host';
import { codeOf, diskSteps } from '../vault/durable-files';
import { loadCommonList, ratePassphrase } from '../vault/passphrase';
import { groupCount, makeRecoveryKey, plainLetters } from '../vault/recovery-key';
import { createVault, foldSignInName } from '../vault/slots';
import { writeVault, type Vault } from '../vault/vault-file';
import { closeStore, openRecordFor, sessionEntry } from './open-record';
import { makeUnfinishedFolder, removeUnfinished, storeExists, storeFolder } from './store-folder';

/** Groups of the recovery key that are asked back. */
const askBackCount = 3;

/** A set-up whose key has been shown but not yet typed back: built aside, and in nobody's way. */
export interface PendingSetUp {
  folder: string;
  vault: Vault;
  dek: Buffer;
  signInName: string;
  groups: string[];
  askBack: number[];
  /** What the lock screen tells before anybody signs in. */
  hospital: { hospitalName: string; helpDesk: string | null };
}

/** Name of the installation's id in table `secret`. */
const installationIdName = 'installationId';

/** Makes the installation's own keys inside a new store, and keeps the vault's id and slots in it. */
export const createInstallation = async (trx: Trx, vault: Vault): Promise<void> => {
  await createAuditKey(trx);
  await rememberSlots(trx, vault.slots);
  const value = Buffer.from(vault.installation, 'utf8');
  await trx('secret').insert({ name: installationIdName, value });
};

/** The id that backups of this installation carry. */
export const installationId = async (trx: Trx): Promise<string> => {
  const row = (await trx('secret').where({ name: installationIdName }).first('value')) as
    { value: Uint8Array } | undefined;
  if (!row) throw new Error('the store has no installation id');
  return Buffer.from(row.value).toString('utf8');
};

/** Refuses a passphrase with the reason at its field. */
export const requirePassphrase = async (
  host: Pick<Host, 'resources'>,
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

/** Groups to ask back, 1 to 9. The ninth only checks the others, so it is not asked. */
export const pickGroups = (): number[] => {
  const groups = new Set<number>();
  while (groups.size < askBackCount) groups.add(randomInt(1, groupCount));
  return [...groups].sort((a, b) => a - b);
};

/** Those of the asked groups that were not typed as they stand on the paper. */
export const wrongGroups = (
  shown: { groups: readonly string[]; askBack: readonly number[] },
  typed: Readonly<Record<string, string>>,
): number[] =>
  shown.askBack.filter(
    (group) => plainLetters(typed[String(group)] ?? '') !== shown.groups[group - 1],
  );

/** Builds the store; it counts only once the recovery key has been typed back (`confirmSetUp`). */
export const beginSetUp = async (host: Host, input: SetUpInput): Promise<PendingSetUp> => {
  if (storeExists(host.profile, 'real'))
    throw new AppError('refused', 'This computer has a hospital already. Sign in instead.', {
      key: 'alreadySetUp',
    });
  if (!isZone(input.zone))
    throw new AppError('invalid', 'This time zone is not known.', { fields: { zone: 'zone' } });
  const { administrator } = input;
  const { givenName, familyName } = administrator;
  const signInName = foldSignInName(administrator.signInName);
  await requirePassphrase(
    host,
    administrator.passphrase,
    [givenName, familyName, signInName, input.hospitalName],
    'administrator.passphrase',
  );
  await removeUnfinished(host.profile, 'real');
  const recovery = makeRecoveryKey();
  const { vault, dataKey } = await createVault({
    signInName,
    passphrase: administrator.passphrase,
    recoveryKey: recovery.key,
  });
  recovery.key.fill(0);
  const folder = await makeUnfinishedFolder(host.profile, 'real');
  try {
    await buildStore(host, join(folder, vault.store), dataKey, vault, input);
  } catch (error) {
    dataKey.fill(0);
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder,
    vault,
    dek: dataKey,
    signInName,
    groups: recovery.groups,
    askBack: pickGroups(),
    hospital: { hospitalName: input.hospitalName, helpDesk: input.helpDesk },
  };
};

const buildStore = async (
  host: Host,
  filename: string,
  dek: Buffer,
  vault: Vault,
  input: SetUpInput,
): Promise<void> => {
  const store = await openStore({ engine: 'sqlcipher', filename, key: dek });
  try {
    const at = host.clock.now();
    await migrate(store, at);
    await store.transaction(async (trx) => {
      await createInstallation(trx, vault);
      const id = uuidv7();
      const actor = { userId: id, at };
      const { givenName, familyName, signInName } = input.administrator;
      await insertRecord(
        trx,
        'user',
        {
          id,
          signInName: foldSignInName(signInName),
          givenName,
          familyName,
          role: 'administrator',
          active: 1,
        },
        actor,
      );
      await createHospital(trx, input, actor);
      await appendAudit(
        trx,
        sessionEntry(host, { id, role: 'administrator' }, 'session.setUp', {
          recordType: 'user',
          recordId: id,
        }),
      );
    });
    // The folder is renamed next: all of it must be in the one file.
    await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await closeStore(store);
  }
};

/** Forgets a set-up that was not gone on with. */
export const dropSetUp = async (pending: PendingSetUp): Promise<void> => {
  pending.dek.fill(0);
  await rm(pending.folder, { recursive: true, force: true });
};

/** Compares the groups typed back; when right, puts the store in its place and signs in. */
export const confirmSetUp = async (
  host: Host,
  pending: PendingSetUp,
  typed: Readonly<Record<string, string>>,
): Promise<number[]> => {
  const wrong = wrongGroups(pending, typed);
  if (wrong.length > 0) return wrong;
  const folder = storeFolder(host.profile, 'real');
  await writeVault(pending.folder, pending.vault);
  await putInPlace(pending.folder, folder);
  host.storeKind = 'real';
  host.device.set({ ...pending.hospital, store: 'real', lastSignInName: pending.signInName });
  host.record = await openRecordFor(host, {
    kind: 'real',
    folder,
    storeName: pending.vault.store,
    dek: pending.dek,
    signInName: pending.signInName,
    action: 'session.signIn',
  });
  host.lastInputAt = host.clock.now();
  return [];
};

/** Renames a built folder into its place; an empty one may stand there, nothing else. */
export const putInPlace = async (built: string, place: string): Promise<void> => {
  await rmdir(place).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  await diskSteps.rename(built, place);
  await diskSteps.syncFolder(dirname(place));
};
