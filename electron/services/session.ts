/** Calls about set-up, sign-in, lock, recovery and one's own passphrase. */
import { appendAudit } from '../../db/audit';
import { getHospital } from '../../db/hospital';
import { getUser } from '../../db/users';
import type { KeptSetUp, sessionOwnCalls } from '../../shared/contract/session';
import { AppError } from '../../shared/errors';
import type { Host, OpenRecord } from '../host';
import type { OwnHandlers } from '../ipc/context';
import { loadCommonList, ratePassphrase } from '../vault/passphrase';
import { changePassphrase } from '../vault/slots';
import { confirmPassphrase } from './confirm-passphrase';
import { eraseDemonstration, exploreDemonstration } from './demonstration';
import { checkFileDaily } from './health';
import { lockRecord } from './lock';
import { sessionEntry } from './open-record';
import { keepPreferences } from './preferences';
import { sessionState } from './session-state';
import { beginSetUp, requirePassphrase } from './set-up';
import {
  confirmShownKey,
  forgetSetUp,
  printShownKey,
  setUpWaits,
  showNewKey,
  showSetUpKey,
  waitingSetUpKey,
} from './shown-key';
import { attemptsOf, openRecordOf, ownPassphrase, recover, signIn, throttled } from './sign-in';
import { storeExists } from './store-folder';
import { inTurn } from './turns';
import { changeVault, needVault } from './vault-change';

export { lockRecord } from './lock';

/** What was typed of a set-up that is not finished. */
const unfinished = new WeakMap<Host, KeptSetUp>();

/** Nobody is in, and there is no hospital yet: the window shows the set-up. */
const setUpIsOpen = (host: Host): boolean =>
  host.record === null && host.storeKind === 'real' && !storeExists(host.profile, 'real');

export const sessionOwnHandlers: OwnHandlers<typeof sessionOwnCalls, Host> = {
  'session.current': sessionState,

  'session.ratePassphrase': async (host, { passphrase }) =>
    ratePassphrase(
      passphrase,
      host.record ? [host.record.user.givenName, host.record.user.familyName] : [],
      await loadCommonList(host.resources),
    ),

  'session.setUp': (host, input) =>
    inTurn(host, 'signIn', async () => {
      await forgetSetUp(host);
      return showSetUpKey(host, await beginSetUp(host, input));
    }),

  'session.keepSetUp': async (host, form) => {
    if (setUpIsOpen(host)) unfinished.set(host, form);
    return null;
  },

  'session.keptSetUp': async (host) =>
    setUpIsOpen(host)
      ? { form: unfinished.get(host) ?? null, shown: waitingSetUpKey(host) }
      : { form: null, shown: null },

  'session.confirmRecoveryKey': (host, { groups, keptIn }) =>
    inTurn(host, 'signIn', async () => {
      // Whoever looked at the demonstration meanwhile is put away first.
      if (setUpWaits(host) && host.record?.kind === 'demonstration')
        await lockRecord(host, 'switchUser');
      const wrongGroups = await confirmShownKey(host, groups, keptIn);
      if (wrongGroups.length === 0) unfinished.delete(host);
      return { right: wrongGroups.length === 0, wrongGroups };
    }),

  'session.printRecoveryKey': async (host) => printShownKey(host),

  'session.newRecoveryKey': async (host) => {
    const { name } = await openRecordOf(host).store.transaction(getHospital);
    return showNewKey(host, name);
  },

  'session.exploreDemonstration': async (host) => {
    await inTurn(host, 'signIn', () => exploreDemonstration(host));
    return null;
  },

  'session.leaveDemonstration': async (host, { erase }) => {
    if (host.storeKind !== 'demonstration') return null;
    if (host.record) await lockRecord(host, 'switchUser');
    if (erase) await eraseDemonstration(host);
    host.storeKind = 'real';
    host.lastLock = null;
    host.device.set({ store: 'real', lastSignInName: null });
    host.clock.setZone(host.device.get().hospitalZone);
    return null;
  },

  'session.signIn': async (host, { signInName, passphrase }) => {
    await signIn(host, signInName, passphrase);
    // Not waited for. Ended by a lock it is begun again at the next sign-in; other failures are logged.
    checkFileDaily(host).catch((error: unknown) => {
      if (host.record) host.logCrash('L-file', 'health.check', error);
    });
    return null;
  },

  'session.recover': async (host, input) => {
    await recover(host, input);
    return null;
  },

  'session.lock': async (host, { reason }) => {
    // Answered first: the lock replaces the window that asked.
    setImmediate(() => void lockRecord(host, reason));
    return null;
  },

  'session.changePassphrase': async (host, { current, next }) => {
    await changeOwnPassphrase(host, openRecordOf(host), current, next);
    return null;
  },

  'session.confirm': async (host, { passphrase }) => {
    await confirmPassphrase(host, passphrase);
    return null;
  },

  'session.active': async (host) => {
    host.lastInputAt = host.clock.now();
    return null;
  },

  'session.device': async (host, patch) => {
    host.device.set(
      Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    );
    host.ports.applyDevice();
    await keepPreferences(host);
    return null;
  },
};

/** A person's own change. The present passphrase is asked for, and guesses at it wait as at sign-in. */
const changeOwnPassphrase = (
  host: Host,
  record: OpenRecord,
  current: string,
  next: string,
): Promise<void> =>
  inTurn(host, 'signIn', async () => {
    const { user } = record;
    await requirePassphrase(host, next, [user.signInName, user.givenName, user.familyName], 'next');
    if (next === current)
      throw new AppError('invalid', 'Choose a passphrase that is not the present one.', {
        key: 'passphraseSame',
        fields: { next: 'same' },
      });
    const attempts = attemptsOf(host);
    const vault = await needVault(record.folder);
    const before = await attempts.throttle(vault, user.signInName);
    if (before.waitUntil !== null) throw throttled(before);
    const changed = await changePassphrase(vault, user.signInName, current, next);
    if (!changed) {
      await attempts.failed(vault, user.signInName);
      throw new AppError('invalid', 'The present passphrase is not right.', {
        key: 'passphraseWrong',
        fields: { current: 'wrong' },
      });
    }
    const slot = changed.slots.find(({ signInName }) => signInName === user.signInName)!;
    await changeVault(host, record, {
      change: async (present) => ({
        ...present,
        slots: present.slots.map((other) => (other.id === slot.id ? slot : other)),
      }),
      work: async (trx) => {
        await ownPassphrase(host, trx, await getUser(trx, user.id));
        await appendAudit(
          trx,
          sessionEntry(host, user, 'session.changePassphrase', {
            recordType: 'user',
            recordId: user.id,
          }),
        );
      },
    });
    await attempts.succeeded(changed, user.signInName);
    user.mustChangePassphrase = false;
  });
