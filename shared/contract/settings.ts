/**
 * Calls about what holds for the whole hospital. A person's own settings are `session.device`. They
 * reach beyond the store (clock, settings.json), so they open their transactions themselves.
 */
import { z } from 'zod';
import type { HospitalSettings } from '../settings/hospital';
import { answer, lineSchema, nothing, read, rowVersionSchema, write } from './define';
import { lockPolicySchema } from './session';

export const settingCalls = {
  'settings.hospital': read({
    input: nothing,
    output: answer<HospitalSettings>(),
    access: 'settings.manage',
    reads: ['settings'],
  }),
};

export const settingOwnCalls = {
  /** Name, zone and phones; they stand on the lock screen and on every printed page. */
  'settings.changeHospital': write({
    input: z.strictObject({
      rowVersion: rowVersionSchema,
      name: lineSchema(120),
      zone: lineSchema(60),
      phone: lineSchema(60).nullable(),
      helpDesk: lineSchema(60).nullable(),
    }),
    output: answer<HospitalSettings>(),
    access: 'settings.manage',
    changes: ['settings', 'session', 'appointments', 'caseload', 'tasks'],
  }),
  /** When this computer locks by itself. Refused in the demonstration, whose passphrase is known. */
  'settings.setLockPolicy': write({
    input: lockPolicySchema,
    output: answer<null>(),
    access: 'settings.manage',
    changes: ['settings', 'session', 'health'],
  }),
};
