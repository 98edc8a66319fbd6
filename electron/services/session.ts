/** Use cases of set-up, sign-in, lock, recovery and one's own passphrase. */
import { join } from 'node:path';
import { appendAudit } from '../../db/audit';
import { updateRecord } from '../../db/records';
import { getUser, type UserRow } from '../../db/users';
import type { sessionOwnCalls } from '../../shared/contract/session';
import { AppError } from '../../shared/errors';
import type { Host } from '../host';
import type { OwnHandlers } from '../ipc/context';
import { Attempts, type Throttle } from '../vault/attempts';
import { loadCommonList, ratePassphrase } from '../vault/passphrase';
import { parseRecoveryKey } from '../vault/recovery-key';
import { changePassphrase, foldSignInName, resetSlot, unlock, unlockWithRecoveryKey } from '../vault/slots';
import { readVault, writeVault, type Vault } from '../vault/vault-file';
import { eraseDemonstration, exploreDemonstration } from './demonstration';
import { lockRecord } from './lock';
import { openRecordFor, sessionEntry, signInRefused } from './open-record';
import { recoverySheet } from './recovery-sheet';
import { sessionState } from './session-state';
import { beginSetUp, confirmSetUp, removeStoreFile, requirePassphrase, type PendingSetUp } from './set-up';
import { storeFolder } from './store-folder';

export { lockRecord } from './lock';

/** The set-up whose key is on the screen; gone with the program, so that an unfinished one leaves nothing. */
let pending: PendingSetUp | null = null;

const attemptsOf = (host: Host): Attempts =>
  new Attempts(storeFolder(host.profile, host.storeKind), host.clock.now);

const throttled = (throttle: Throttle): AppError =>
  new AppError('throttled', 'Too many tries. Wait, then try again.', {
    key: 'throttled',
    values: { waitUntil: throttle.waitUntil ?? '', failures: throttle.failures },
  });

const needVault = async (host: Host): Promise<Vault> => {
  const vault = await readVault(storeFolder(host.profile, host.storeKind));
  if (!vault) throw new AppError('refused', 'There is no hospital on this computer yet.', { key: 'noStore' });
  return vault;
};

const signIn = async (host: Host, typedName: string, passphrase: string): Promise<null> => {
  if (host.record) await lockRecord(host, 'switchUser');
  const signInName = foldSignInName(typedName);
  const vault = await needVault(host);
  const attempts = attemptsOf(host);
  const before = await attempts.throttle(vault, signInName);
  if (before.waitUntil !== null) throw throttled(before);
  const opened = await unlock(vault, signInName, passphrase);
  if (!opened) {
    const after = await attempts.failed(vault, signInName);
    throw after.waitUntil === null ? signInRefused() : throttled(after);
  }
  host.record = await openRecordFor(
    host,
    host.storeKind,
    storeFolder(host.profile, host.storeKind),
    vault.store,
    opened.dataKey,
    signInName,
    'session.signIn',
  );
  await putFailuresOnRecord(host, attempts, vault, signInName);
  host.lastInputAt = host.clock.now();
  host.lastLock = null;
  host.device.set({ lastSignInName: signInName });
  return null;
};

/** Failures before this sign-in get their audit entries now (security.md, Audit). */
const putFailuresOnRecord = async (
  host: Host,
  attempts: Attempts,
  vault: Vault,
  signInName: string,
): Promise<void> => {
  await attempts.succeeded(vault, signInName);
  const failed = await attempts.pending();
  if (!host.record || failed.attempts.length === 0) return;
  await host.record.store.transaction(async (trx) => {
    for (const { at, slotId, way } of failed.attempts)
      await appendAudit(
        trx,
        sessionEntry(host, null, 'session.signIn', {
          at,
          outcome: 'failed',
          detail: { slotId, way, more: failed.more },
        }),
      );
  });
  await attempts.recorded(failed.attempts.length);
};

export const sessionOwnHandlers: OwnHandlers<typeof sessionOwnCalls, Host> = {
  'session.current': sessionState,

  'session.ratePassphrase': async (host, { passphrase }) =>
    ratePassphrase(passphrase, [], await loadCommonList(host.resources)),

  'session.setUp': async (host, input) => {
    if (pending) await removeStoreFile(join(pending.folder, pending.vault.store));
    pending = null;
    pending = await beginSetUp(host, input);
    return { recoveryKey: pending.groups, askBack: pending.askBack };
  },

  'session.confirmRecoveryKey': async (host, { groups }) => {
    if (!pending) throw new AppError('refused', 'Begin the set-up again.', { key: 'noSetUp' });
    const wrongGroups = await confirmSetUp(host, pending, groups);
    if (wrongGroups.length === 0) pending = null;
    return { right: wrongGroups.length === 0, wrongGroups };
  },

  'session.printRecoveryKey': async (host) => {
    if (!pending) throw new AppError('refused', 'The key is shown once, at set-up.', { key: 'noSetUp' });
    return host.ports.print(recoverySheet(host.device.get().hospitalName, pending.groups, host.clock.now().slice(0, 16).replace('T', ' ')));
  },

  'session.exploreDemonstration': async (host) => {
    await exploreDemonstration(host);
    return null;
  },

  'session.leaveDemonstration': async (host, { erase }) => {
    if (host.storeKind !== 'demonstration') return null;
    if (host.record) await lockRecord(host, 'switchUser');
    if (erase) await eraseDemonstration(host);
    host.storeKind = 'real';
    host.lastLock = null;
    host.device.set({ store: 'real', lastSignInName: null });
    return null;
  },

  'session.signIn': (host, { signInName, passphrase }) => signIn(host, signInName, passphrase),

  'session.recover': async (host, { recoveryKey, signInName, newPassphrase }) => {
    const name = foldSignInName(signInName);
    await requirePassphrase(host, newPassphrase, [name], 'newPassphrase');
    const key = parseRecoveryKey(recoveryKey);
    if (!key.ok)
      throw new AppError('invalid', 'This is not the whole recovery key.', {
        key: `recoveryKey.${key.problem}`,
        fields: { recoveryKey: key.problem },
      });
    const folder = storeFolder(host.profile, host.storeKind);
    const vault = await needVault(host);
    const opened = await unlockWithRecoveryKey(vault, key.key);
    key.key.fill(0);
    if (!opened) throw new AppError('refused', 'This recovery key does not open this record.', { key: 'recoveryRefused' });
    const next = await resetSlot(vault, opened.dataKey, name, newPassphrase);
    const record = await openRecordFor(host, host.storeKind, folder, vault.store, opened.dataKey, name, 'session.recover');
    if (record.user.role !== 'administrator') {
      await record.store.close();
      await host.reader?.close();
      throw new AppError('refused', 'The recovery key gives a new passphrase to an administrator only.', { key: 'recoverAdministrator' });
    }
    await writeVault(folder, next);
    await attemptsOf(host).succeeded(next, name);
    host.record = record;
    host.lastInputAt = host.clock.now();
    host.lastLock = null;
    host.device.set({ lastSignInName: name });
    return null;
  },

  'session.lock': async (host, { reason }) => {
    // Answered first: the lock replaces the window that asked.
    setImmediate(() => void lockRecord(host, reason));
    return null;
  },

  'session.changePassphrase': async (host, { current, next }) => {
    const record = host.record!;
    await requirePassphrase(host, next, [record.user.signInName], 'next');
    const vault = await needVault(host);
    const changed = await changePassphrase(vault, record.user.signInName, current, next);
    if (!changed)
      throw new AppError('invalid', 'The present passphrase is not right.', { key: 'passphraseWrong', fields: { current: 'wrong' } });
    await writeVault(record.folder, changed);
    await record.store.transaction(async (trx) => {
      const row = await getUser(trx, record.user.id);
      if (row.mustChangePassphrase === 1)
        await updateRecord<UserRow>(trx, 'user', row.id, row.rowVersion, { mustChangePassphrase: 0 }, { userId: row.id, at: host.clock.now() });
      await appendAudit(trx, sessionEntry(host, record.user, 'session.changePassphrase', { recordType: 'user', recordId: row.id }));
    });
    record.user.mustChangePassphrase = false;
    return null;
  },

  'session.active': async (host) => {
    host.lastInputAt = host.clock.now();
    return null;
  },

  'session.device': async (host, patch) => {
    host.device.set(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)));
    host.ports.applyDevice();
    return null;
  },
};
