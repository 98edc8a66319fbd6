/** `settings.json`: what must be known before anybody signs in, in clear, nothing personal (security.md, Keys). */
import { readFileSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceSettings, LockPolicy, StoreKind } from '../../shared/session/session';

/** Where the window stood, and whether it filled the screen. */
export interface WindowState {
  bounds: { x: number; y: number; width: number; height: number } | null;
  maximized: boolean;
}

/** What stands in the file. */
export interface DeviceValues extends DeviceSettings {
  lastSignInName: string | null;
  store: StoreKind;
  lockPolicy: LockPolicy;
  hospitalName: string;
  /** The hospital's zone, for the lock screen; null before a hospital is set up. */
  hospitalZone: string | null;
  window: WindowState;
  /**
   * The help desk's phone for the lock screen, from the record that was open last. Never written: in
   * clear stand the sign-in name, the hospital's name and folder names, and nothing else that is typed.
   */
  helpDesk: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const oneOf = <T extends string>(value: unknown, ...known: readonly T[]): T =>
  known.find((word) => word === value) ?? known[0]!;

const isWhole = (value: unknown, least = -Infinity, most = Infinity): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

const isText = (value: unknown, most = Infinity): value is string =>
  typeof value === 'string' && value.length <= most;

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

const usualPolicy = { idleMinutes: 5, idleElsewhereMinutes: 15, setByName: null, setAt: null };

const lockPolicyOf = (value: unknown): LockPolicy => {
  const { idleMinutes, idleElsewhereMinutes, setByName, setAt } = fieldsOf(value);
  return isWhole(idleMinutes, 1, 30) &&
    isWhole(idleElsewhereMinutes, 1, 60) &&
    isTextOrNull(setByName) &&
    isTextOrNull(setAt)
    ? { idleMinutes, idleElsewhereMinutes, setByName, setAt }
    : usualPolicy;
};

const windowOf = (value: unknown): WindowState => {
  const { bounds, maximized } = fieldsOf(value);
  const { x, y, width, height } = fieldsOf(bounds);
  const placed = isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height);
  if (typeof maximized !== 'boolean' || !(placed || bounds === null))
    return { bounds: null, maximized: false };
  return { bounds: placed ? { x, y, width, height } : null, maximized };
};

/**
 * The values of a file, each that is not what it should be at its usual. By hand: the file is read
 * before the first window opens, and a schema library takes longer to load than all of this.
 */
const valuesOf = (file: Fields, language: 'en' | 'es'): DeviceValues => ({
  language: file['language'] === undefined ? language : oneOf(file['language'], 'en', 'es'),
  theme: oneOf(file['theme'], 'system', 'light', 'dark'),
  textSize: isWhole(file['textSize'], 80, 200) ? file['textSize'] : 100,
  density: oneOf(file['density'], 'compact', 'comfortable'),
  singleKeys: flag(file['singleKeys'], true),
  contentProtection: flag(file['contentProtection'], false),
  lastSignInName: isText(file['lastSignInName'], 60) ? file['lastSignInName'] : null,
  store: oneOf(file['store'], 'real', 'demonstration'),
  lockPolicy: lockPolicyOf(file['lockPolicy']),
  hospitalName: isText(file['hospitalName'], 120) ? file['hospitalName'] : '',
  hospitalZone: isText(file['hospitalZone'], 60) ? file['hospitalZone'] : null,
  window: windowOf(file['window']),
  helpDesk: null,
});

/** Settings of this workstation. A file that cannot be read gives the defaults and is written anew. */
export interface DeviceFile {
  get: () => DeviceValues;
  set: (patch: Partial<DeviceValues>) => void;
  /** What the window may know of it. */
  shown: () => DeviceSettings;
}

export const openDeviceFile = (profile: string, language: 'en' | 'es'): DeviceFile => {
  const path = join(profile, 'settings.json');
  let values = valuesOf(readJson(path), language);
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

const readJson = (path: string): Fields => {
  try {
    return fieldsOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
};
