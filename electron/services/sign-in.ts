/** Sign-in and recovery: from what a person types to an open record. */
import { appendAudit } from '../../db/audit';
import { updateRecord } from '../../db/records';
import { userByName, type UserRow } from '../../db/users';
import { AppError } from '../../shared/errors';
import type { Host, OpenRecord } from '../host';
import { Attempts, type Throttle } from '../vault/attempts';
import { parseRecoveryKey } from '../vault/recovery-key';
import { foldSignInName, resetSlot, unlock, unlockWithRecoveryKey } from '../vault/slots';
import type { Vault } from '../vault/vault-file';
import { snapshotBeforeMigration } from '../backup/before-migration';
import { recoverSwap } from '../backup/swap';
import { lockRecord } from './lock';
import {
  admit,
  closeStore,
  openChecked,
  openRecordFor,
  sessionEntry,
  signInRefused,
  type Opening,
} from './open-record';
import { requirePassphrase } from './set-up';
import { storeFolder } from './store-folder';
import { inTurn } from './turns';
import { changeVault, needVault } from './vault-change';

/** The open record of a call that needs one. */
export const openRecordOf = (host: Host): OpenRecord => {
  if (!host.record) throw new AppError('notSignedIn', 'Sign in first.', { key: 'notSignedIn' });
  return host.record;
};

/** Failed sign-ins of the store the window is about. */
export const attemptsOf = (host: Host): Attempts =>
  new Attempts(storeFolder(host.profile, host.storeKind), host.clock.now);

/** Refuses a name that must wait. The sentence is the same whether anybody has that name. */
export const throttled = (throttle: Throttle): AppError =>
  new AppError('throttled', 'Too many tries. Wait, then try again.', {
    key: 'throttled',
    values: { waitUntil: throttle.waitUntil ?? '', failures: throttle.failures },
  });

/** Signs a person in; whoever was signed in before is put away first. One try at a time. */
export const signIn = (host: Host, typedName: string, passphrase: string): Promise<void> =>
  inTurn(host, 'signIn', async () => {
    if (host.record) await lockRecord(host, 'switchUser');
    const folder = storeFolder(host.profile, host.storeKind);
    await recoverSwap(folder);
    const signInName = foldSignInName(typedName);
    const vault = await needVault(folder);
    const attempts = attemptsOf(host);
    const before = await attempts.throttle(vault, signInName);
    if (before.waitUntil !== null) throw throttled(before);
    const opened = await unlock(vault, signInName, passphrase);
    if (!opened) {
      const after = await attempts.failed(vault, signInName);
      throw after.waitUntil === null ? signInRefused() : throttled(after);
    }
    const record = await openRecordFor(host, {
      kind: host.storeKind,
      folder,
      storeName: vault.store,
      dek: opened.dataKey,
      signInName,
      action: 'session.signIn',
      beforeMigration: snapshotBeforeMigration(host, folder, opened.dataKey),
    });
    await signedIn(host, record, vault, signInName);
  });

const signedIn = async (
  host: Host,
  record: OpenRecord,
  vault: Vault,
  signInName: string,
): Promise<void> => {
  // First: the idle watch would lock a record again that is open and, as it seems, long unused.
  host.lastInputAt = host.clock.now();
  host.record = record;
  const attempts = attemptsOf(host);
  await attempts.succeeded(vault, signInName);
  await putFailuresOnRecord(host, vault, attempts);
  host.lastLock = null;
  host.device.set({ lastSignInName: signInName });
};

/** Failures before this sign-in get their audit entries now (security.md, Audit). */
const putFailuresOnRecord = async (host: Host, vault: Vault, attempts: Attempts): Promise<void> => {
  const failed = await attempts.pending();
  if (!host.record || failed.attempts.length === 0) return;
  await host.record.store.transaction(async (trx) => {
    for (const { at, slotId, way } of failed.attempts) {
      const name = vault.slots.find(({ id }) => id === slotId)?.signInName;
      const user = name ? await userByName(trx, name) : undefined;
      await appendAudit(
        trx,
        sessionEntry(host, user ?? null, 'session.signIn', {
          at,
          outcome: 'failed',
          detail: { way, knownName: slotId !== null },
        }),
      );
    }
    if (failed.more > 0)
      await appendAudit(
        trx,
        sessionEntry(host, null, 'session.signIn', {
          outcome: 'failed',
          detail: { more: failed.more },
        }),
      );
  });
  await attempts.recorded(failed.attempts.length);
};

export interface Recovery {
  recoveryKey: string;
  signInName: string;
  newPassphrase: string;
}

/** Opens the record with the printed key and gives one administrator a new passphrase. */
export const recover = (host: Host, input: Recovery): Promise<void> =>
  inTurn(host, 'signIn', async () => {
    const signInName = foldSignInName(input.signInName);
    await requirePassphrase(host, input.newPassphrase, [signInName], 'newPassphrase');
    const typed = parseRecoveryKey(input.recoveryKey);
    if (!typed.ok)
      throw new AppError('invalid', 'This is not the whole recovery key.', {
        key: `recoveryKey.${typed.problem}`,
        fields: { recoveryKey: typed.problem },
      });
    if (host.record) await lockRecord(host, 'switchUser');
    const folder = storeFolder(host.profile, host.storeKind);
    await recoverSwap(folder);
    const vault = await needVault(folder);
    const opened = await unlockWithRecoveryKey(vault, typed.key);
    typed.key.fill(0);
    if (!opened) {
      await attemptsOf(host).recoveryFailed();
      throw new AppError('refused', 'This recovery key does not open this record.', {
        key: 'recoveryRefused',
      });
    }
    const dek = opened.dataKey;
    let record: OpenRecord;
    try {
      const opening = await openChecked({
        folder,
        storeName: vault.store,
        dek,
        at: host.clock.now(),
        beforeMigration: snapshotBeforeMigration(host, folder, dek),
      });
      await giveNewPassphrase(host, opening, folder, dek, signInName, input.newPassphrase);
      record = await admit(host, opening, {
        kind: host.storeKind,
        folder,
        dek,
        signInName,
        action: 'session.signIn',
      });
    } catch (error) {
      dek.fill(0);
      throw error;
    }
    await signedIn(host, record, vault, signInName);
  });

const giveNewPassphrase = async (
  host: Host,
  { store }: Opening,
  folder: string,
  dek: Buffer,
  signInName: string,
  passphrase: string,
): Promise<void> => {
  try {
    const user = await store.transaction((trx) => userByName(trx, signInName));
    if (user?.role !== 'administrator' || user.active !== 1) {
      await store.transaction((trx) =>
        appendAudit(
          trx,
          sessionEntry(host, user ?? null, 'session.recover', { outcome: 'refused' }),
        ),
      );
      throw new AppError(
        'refused',
        'The recovery key gives a new passphrase to an administrator only. This name is none here.',
        { key: 'recoverAdministrator' },
      );
    }
    await changeVault(
      host,
      { folder, store },
      {
        change: (vault) => resetSlot(vault, dek, signInName, passphrase),
        work: async (trx) => {
          await ownPassphrase(host, trx, user);
          await appendAudit(
            trx,
            sessionEntry(host, user, 'session.recover', { recordType: 'user', recordId: user.id }),
          );
        },
      },
    );
  } catch (error) {
    await closeStore(store);
    throw error;
  }
};

/** The person has chosen this passphrase: a temporary one is no longer asked to be changed. */
export const ownPassphrase = async (
  host: Pick<Host, 'clock'>,
  trx: Parameters<typeof userByName>[0],
  user: UserRow,
): Promise<void> => {
  if (user.mustChangePassphrase !== 1) return;
  const actor = { userId: user.id, at: host.clock.now() };
  await updateRecord<UserRow>(
    trx,
    'user',
    user.id,
    user.rowVersion,
    { mustChangePassphrase: 0 },
    actor,
  );
};
