/**
 * The recovery key that is on the screen now: of a set-up, or a new one that an administrator
 * prints. Held in main's memory only, until it is typed back, given up, or the record locks.
 */
import { z } from 'zod';
import { appendAudit } from '../../db/audit';
import { writeSetting } from '../../db/settings';
import type { ShownRecoveryKey } from '../../shared/contract/session';
import { AppError } from '../../shared/errors';
import { localOf } from '../../shared/time';
import type { Host, OpenRecord } from '../host';
import { makeRecoveryKey } from '../vault/recovery-key';
import { replaceRecoverySlot } from '../vault/slots';
import { sessionEntry } from './open-record';
import { recoverySheet } from './recovery-sheet';
import { confirmSetUp, dropSetUp, pickGroups, wrongGroups, type PendingSetUp } from './set-up';
import { changeVault } from './vault-change';

interface NewKey {
  key: Buffer;
  groups: string[];
  askBack: number[];
  hospitalName: string;
}

/** A set-up waits while somebody looks at the demonstration, so the two do not share a place. */
const setUps = new WeakMap<Host, PendingSetUp>();
const newKeys = new WeakMap<Host, NewKey>();

/** Where the recovery sheet is kept and since when; setting `recoveryKey`. */
export const recoveryKeySettingSchema = z.object({
  at: z.string(),
  byName: z.string(),
  keptIn: z.string().nullable(),
});
export const recoveryKeySetting = 'recoveryKey';

/** Forgets a set-up that was not gone on with. */
export const forgetSetUp = async (host: Host): Promise<void> => {
  const setUp = setUps.get(host);
  setUps.delete(host);
  if (setUp) await dropSetUp(setUp);
};

/** The key of a set-up that waits to be typed back, for the window that comes back to it. */
export const waitingSetUpKey = (host: Host): ShownRecoveryKey | null => {
  const setUp = setUps.get(host);
  return setUp ? { recoveryKey: setUp.groups, askBack: setUp.askBack } : null;
};

/** Does a set-up wait for its key to be typed back? */
export const setUpWaits = (host: Host): boolean => setUps.has(host);

/** Forgets a new key that was shown and not typed back. */
export const forgetNewKey = (host: Host): void => {
  newKeys.get(host)?.key.fill(0);
  newKeys.delete(host);
};

/** Shows the key of a set-up. */
export const showSetUpKey = (host: Host, setUp: PendingSetUp): ShownRecoveryKey => {
  setUps.set(host, setUp);
  return { recoveryKey: setUp.groups, askBack: setUp.askBack };
};

/** Makes and shows a new key. The former one opens until this one has been typed back. */
export const showNewKey = (host: Host, hospitalName: string): ShownRecoveryKey => {
  forgetNewKey(host);
  const next = { ...makeRecoveryKey(), askBack: pickGroups(), hospitalName };
  newKeys.set(host, next);
  return { recoveryKey: next.groups, askBack: next.askBack };
};

/** Compares the groups typed back; answers the wrong ones, and makes the key count when none is. */
export const confirmShownKey = async (
  host: Host,
  typed: Readonly<Record<string, string>>,
  keptIn: string | null,
): Promise<number[]> => {
  const next = newKeys.get(host);
  if (next && host.record) {
    const wrong = wrongGroups(next, typed);
    if (wrong.length > 0) return wrong;
    await replaceKey(host, host.record, next.key, keptIn);
    forgetNewKey(host);
    return [];
  }
  const setUp = setUps.get(host);
  if (!setUp) throw noneShown();
  const wrong = await confirmSetUp(host, setUp, typed);
  if (wrong.length > 0) return wrong;
  setUps.delete(host);
  if (host.record) await noteKept(host, host.record, keptIn);
  return [];
};

/** Prints two sheets of the key that is shown. */
export const printShownKey = (
  host: Host,
): Promise<{ printed: boolean; problem: string | null }> => {
  const setUp = setUps.get(host);
  const shown =
    newKeys.get(host) ??
    (setUp && { groups: setUp.groups, hospitalName: setUp.hospital.hospitalName });
  if (!shown) throw noneShown();
  const { groups, hospitalName } = shown;
  return host.ports.print(
    recoverySheet({
      hospitalName,
      groups,
      printedAt: localOf(host.clock.now(), host.clock.zone()).replace('T', ' '),
      language: host.device.get().language,
    }),
  );
};

const noneShown = (): AppError =>
  new AppError('refused', 'No recovery key is on the screen now. Make a new one.', {
    key: 'noRecoveryKeyShown',
  });

const keptSetting = (host: Host, record: OpenRecord, keptIn: string | null) => ({
  at: host.clock.now(),
  byName: `${record.user.givenName} ${record.user.familyName}`,
  keptIn,
});

const noteKept = (host: Host, record: OpenRecord, keptIn: string | null): Promise<void> =>
  record.store.transaction(async (trx) => {
    const actor = { userId: record.user.id, at: host.clock.now() };
    await writeSetting(trx, recoveryKeySetting, keptSetting(host, record, keptIn), actor);
    await appendAudit(trx, sessionEntry(host, record.user, 'session.confirmRecoveryKey'));
  });

const replaceKey = (
  host: Host,
  record: OpenRecord,
  key: Buffer,
  keptIn: string | null,
): Promise<void> =>
  changeVault(host, record, {
    change: (vault) => replaceRecoverySlot(vault, record.dek, key),
    work: async (trx) => {
      const actor = { userId: record.user.id, at: host.clock.now() };
      await writeSetting(trx, recoveryKeySetting, keptSetting(host, record, keptIn), actor);
      await appendAudit(trx, sessionEntry(host, record.user, 'session.newRecoveryKey'));
    },
  });
