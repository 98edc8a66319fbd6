/** Use cases about what holds for the whole hospital. */
import { appendAudit } from '../../db/audit';
import type { Trx } from '../../db/connection';
import { getHospital, type HospitalRow } from '../../db/hospital';
import { updateRecord } from '../../db/records';
import type { settingCalls, settingOwnCalls } from '../../shared/contract/settings';
import { AppError } from '../../shared/errors';
import type { HospitalSettings } from '../../shared/settings/hospital';
import { isZone } from '../../shared/time';
import type { Host } from '../host';
import type { Handlers, OwnHandlers } from '../ipc/context';
import { sessionEntry } from './open-record';
import { openRecordOf } from './sign-in';

const shownHospital = async (trx: Trx): Promise<HospitalSettings> => {
  const { rowVersion, name, zone, phone, helpDesk } = await getHospital(trx);
  return { rowVersion, name, zone, phone, helpDesk };
};

export const settingHandlers: Handlers<typeof settingCalls> = {
  'settings.hospital': (ctx) => shownHospital(ctx.trx),
};

export const settingOwnHandlers: OwnHandlers<typeof settingOwnCalls, Host> = {
  'settings.changeHospital': async (host, { rowVersion, ...fields }) => {
    const record = openRecordOf(host);
    if (!isZone(fields.zone))
      throw new AppError('invalid', 'This time zone is not known.', { fields: { zone: 'zone' } });
    const hospital = await record.store.transaction(async (trx) => {
      const actor = { userId: record.user.id, at: host.clock.now() };
      const before = await getHospital(trx);
      const after = await updateRecord<HospitalRow>(
        trx,
        'hospital',
        before.id,
        rowVersion,
        fields,
        actor,
      );
      const changed = (['name', 'zone', 'phone', 'helpDesk'] as const).filter(
        (field) => before[field] !== after[field],
      );
      await appendAudit(
        trx,
        sessionEntry(host, record.user, 'settings.changeHospital', {
          recordType: 'hospital',
          recordId: before.id,
          versionBefore: rowVersion,
          versionAfter: after.rowVersion,
          detail: { fields: changed },
        }),
      );
      return shownHospital(trx);
    });
    host.clock.setZone(hospital.zone);
    if (record.kind === 'real')
      host.device.set({
        hospitalName: hospital.name,
        helpDesk: hospital.helpDesk,
        hospitalZone: hospital.zone,
      });
    return hospital;
  },

  'settings.setLockPolicy': async (host, policy) => {
    const record = openRecordOf(host);
    // The policy is the computer's; everybody knows the demonstration's passphrase.
    if (record.kind === 'demonstration')
      throw new AppError('refused', 'The demonstration does not change how this computer locks.', {
        key: 'demonstrationPolicy',
      });
    await record.store.transaction((trx) =>
      appendAudit(
        trx,
        sessionEntry(host, record.user, 'settings.setLockPolicy', { detail: { ...policy } }),
      ),
    );
    // In clear before anybody signs in: the sign-in name, never a person's name (security.md, Keys).
    const setBy = { setByName: record.user.signInName, setAt: host.clock.now() };
    host.device.set({ lockPolicy: { ...policy, ...setBy } });
    return null;
  },
};
