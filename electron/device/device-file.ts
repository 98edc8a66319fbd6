/** `settings.json`: what must be known before anybody signs in, in clear, nothing personal (security.md, Keys). */
import { readFileSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeviceSettings } from '../../shared/session/session';

const deviceSchema = z.object({
  language: z.enum(['en', 'es']).catch('en'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  textSize: z.int().min(80).max(200).catch(100),
  density: z.enum(['compact', 'comfortable']).catch('compact'),
  singleKeys: z.boolean().catch(true),
  contentProtection: z.boolean().catch(false),
  lastSignInName: z.string().max(60).nullable().catch(null),
  store: z.enum(['real', 'demonstration']).catch('real'),
  lockPolicy: z
    .object({
      idleMinutes: z.int().min(1).max(30),
      idleElsewhereMinutes: z.int().min(1).max(60),
      setByName: z.string().nullable(),
      setAt: z.string().nullable(),
    })
    .catch({ idleMinutes: 5, idleElsewhereMinutes: 15, setByName: null, setAt: null }),
  hospitalName: z.string().max(120).catch(''),
  /** The hospital's zone, for the lock screen; null before a hospital is set up. */
  hospitalZone: z.string().max(60).nullable().catch(null),
  window: z
    .object({
      bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
      maximized: z.boolean(),
    })
    .catch({ bounds: null, maximized: false }),
});

export type DeviceValues = z.infer<typeof deviceSchema> & {
  /**
   * The help desk's phone for the lock screen, from the record that was open last. Never written: in
   * clear stand the sign-in name, the hospital's name and folder names, and nothing else that is typed.
   */
  helpDesk: string | null;
};

/** Settings of this workstation. A file that cannot be read gives the defaults and is written anew. */
export interface DeviceFile {
  get: () => DeviceValues;
  set: (patch: Partial<DeviceValues>) => void;
  /** What the window may know of it. */
  shown: () => DeviceSettings;
}

export const openDeviceFile = (profile: string, language: 'en' | 'es'): DeviceFile => {
  const path = join(profile, 'settings.json');
  let values: DeviceValues = {
    ...deviceSchema.parse({ language, ...readJson(path) }),
    helpDesk: null,
  };
  return {
    get: () => values,
    set: (patch) => {
      values = { ...values, ...patch };
      const { helpDesk: _onlyHere, ...kept } = values;
      const text = JSON.stringify(kept, null, 2);
      try {
        writeFileSync(`${path}.new`, text, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        // A folder that cannot be written costs the remembered window, never the work.
      }
    },
    shown: () => ({
      language: values.language,
      theme: values.theme,
      textSize: values.textSize,
      density: values.density,
      singleKeys: values.singleKeys,
      contentProtection: values.contentProtection,
    }),
  };
};

const readJson = (path: string): object => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
};
