/**
 * The recovery key that is on the screen now: of a set-up, or a new one that an administrator
 * prints. Held in main's memory only, until it is typed back, given up, or the record locks.
 */
import { z } from 'zod';
import { appendAudit } from '../../db/audit';
import { writeSetting } from '../../db/settings';
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

type Shown = { kind: 'setUp'; setUp: PendingSetUp } | { kind: 'new'; next: NewKey };

const shown = new WeakMap<Host, Shown>();

/** Where the recovery sheet is kept and since when; setting `recoveryKey`. */
export const recoveryKeySettingSchema = z.object({
  at: z.string(),
  byName: z.string(),
  keptIn: z.string().nullable(),
});
export const recoveryKeySetting = 'recoveryKey';

/** Forgets the key that is shown; a set-up that was not gone on with goes with it. */
export const forgetShownKey = async (host: Host): Promise<void> => {
  const present = shown.get(host);
  shown.delete(host);
  if (present?.kind === 'setUp') await dropSetUp(present.setUp);
  if (present?.kind === 'new') present.next.key.fill(0);
};

/** Forgets a new key that was shown and not typed back; a set-up waits where it is. */
export const forgetNewKey = (host: Host): void => {
  const present = shown.get(host);
  if (present?.kind !== 'new') return;
  shown.delete(host);
  present.next.key.fill(0);
};

/** Shows the key of a set-up. */
export const showSetUpKey = (
  host: Host,
  setUp: PendingSetUp,
): { recoveryKey: string[]; askBack: number[] } => {
  shown.set(host, { kind: 'setUp', setUp });
  return { recoveryKey: setUp.groups, askBack: setUp.askBack };
};

/** Makes and shows a new key. The former one opens until this one has been typed back. */
export const showNewKey = async (
  host: Host,
  hospitalName: string,
): Promise<{ recoveryKey: string[]; askBack: number[] }> => {
  await forgetShownKey(host);
  const next = { ...makeRecoveryKey(), askBack: pickGroups(), hospitalName };
  shown.set(host, { kind: 'new', next });
  return { recoveryKey: next.groups, askBack: next.askBack };
};

/** Compares the groups typed back; answers the wrong ones, and makes the key count when none is. */
export const confirmShownKey = async (
  host: Host,
  typed: Readonly<Record<string, string>>,
  keptIn: string | null,
): Promise<number[]> => {
  const present = shown.get(host);
  if (!present) throw noneShown();
  if (present.kind === 'setUp') {
    const wrong = await confirmSetUp(host, present.setUp, typed);
    if (wrong.length > 0) return wrong;
    shown.delete(host);
    if (host.record) await noteKept(host, host.record, keptIn);
    return [];
  }
  const wrong = wrongGroups(present.next, typed);
  if (wrong.length > 0) return wrong;
  if (!host.record) throw noneShown();
  await replaceKey(host, host.record, present.next.key, keptIn);
  await forgetShownKey(host);
  return [];
};

/** Prints two sheets of the key that is shown. */
export const printShownKey = (
  host: Host,
): Promise<{ printed: boolean; problem: string | null }> => {
  const present = shown.get(host);
  if (!present) throw noneShown();
  const { groups, hospitalName } =
    present.kind === 'setUp'
      ? { groups: present.setUp.groups, hospitalName: present.setUp.hospital.hospitalName }
      : present.next;
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
