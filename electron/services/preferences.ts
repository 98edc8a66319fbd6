/**
 * A person's own settings (language, appearance, text size, density, keys) go with the account: the
 * computer's settings.json holds those of whoever was last here, for the lock screen.
 */
import { z } from 'zod';
import type { Trx } from '../../db/connection';
import { readSetting, writeSetting } from '../../db/settings';
import type { DeviceSettings } from '../../shared/session/session';
import type { Host } from '../host';

const preferencesSchema = z.object({
  language: z.enum(['en', 'es']).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  textSize: z.int().min(80).max(200).optional(),
  density: z.enum(['compact', 'comfortable']).optional(),
  singleKeys: z.boolean().optional(),
  contentProtection: z.boolean().optional(),
});

const keyOf = (userId: string): string => `preferences.${userId}`;

/** Keeps the present settings with the account of whoever is signed in. */
export const keepPreferences = async (host: Host): Promise<void> => {
  const { record } = host;
  if (!record || host.locking) return;
  const actor = { userId: record.user.id, at: host.clock.now() };
  await record.store.transaction((trx) =>
    writeSetting(trx, keyOf(record.user.id), host.device.shown(), actor),
  );
};

/** What was kept with an account; empty where nothing was. */
export const preferencesOf = async (trx: Trx, userId: string): Promise<Partial<DeviceSettings>> => {
  const kept = (await readSetting(trx, keyOf(userId), preferencesSchema)) ?? {};
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== undefined),
  ) as Partial<DeviceSettings>;
};
