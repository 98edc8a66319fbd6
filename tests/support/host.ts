/** The application's host over a real profile folder, without Electron: what services are given. */
import { testNow } from './store';
import { tempFolder } from './temp-folder';
import { openDeviceFile } from '../../electron/device/device-file';
import type { Host } from '../../electron/host';
import type { MainEvent } from '../../electron/ipc/context';
import { lockRecord } from '../../electron/services/session';
import { whenDone } from './when-done';

export interface TestHost extends Host {
  /** Moves the clock. */
  setNow: (instant: string) => void;
  events: MainEvent[];
  /** HTML sent to the printer. */
  printed: string[];
  crashes: unknown[];
  /** Answers of the next save dialogs. */
  saveAs: (string | null)[];
}

/** A host on an empty profile (or a given one: another start on the same computer). */
export const testHost = async (profile?: string): Promise<TestHost> => {
  const folder = profile ?? (await tempFolder());
  let now = testNow;
  let zone: string | null = null;
  const events: MainEvent[] = [];
  const printed: string[] = [];
  const crashes: unknown[] = [];
  const saveAs: (string | null)[] = [];
  const host: TestHost = {
    events,
    printed,
    crashes,
    saveAs,
    setNow: (instant) => void (now = instant),
    clock: {
      now: () => now,
      zone: () => zone ?? 'America/New_York',
      setZone: (next) => void (zone = next),
    },
    profile: folder,
    resources: 'resources',
    workstation: '5W-03',
    version: '0.1.0',
    testBuild: true,
    device: openDeviceFile(folder, 'en'),
    ports: {
      reloadWindows: () => undefined,
      openFiles: async () => [],
      saveFile: async () => saveAs.shift() ?? null,
      networkAttempts: () => 0,
      print: async (html) => {
        printed.push(html);
        return { printed: true, problem: null };
      },
      printDocument: async () => {
        throw new Error('no printer in this test');
      },
      pagesDrawn: () => undefined,
      applyDevice: () => undefined,
    },
    storeKind: 'real',
    record: null,
    lastLock: null,
    locking: false,
    reader: null,
    lastInputAt: testNow,
    pdf: undefined as never,
    jobs: new Map(),
    session: () => host.record,
    isLocking: () => host.locking,
    emit: (event) => void events.push(event),
    logCrash: (_reference, _call, error) => void crashes.push(error),
  };
  whenDone(() => lockRecord(host, 'signOut'));
  return host;
};

/** The first administrator of test hospitals. */
export const jules = {
  givenName: 'Jules',
  familyName: 'Wetherlam',
  signInName: 'wetherlam',
  passphrase: 'violet harbor under glass',
};

/** What the set-up screen sends. */
export const setUpInput = {
  hospitalName: 'Alderpoint General Hospital',
  zone: 'America/New_York',
  helpDesk: '555-0199',
  units: [
    { name: '5 West', rooms: [{ name: '508', beds: ['508-1', '508-2'] }] },
    { name: 'ICU', rooms: [{ name: '1', beds: ['1'] }] },
  ],
  administrator: jules,
};
