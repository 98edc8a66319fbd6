/**
 * The application's host over a real profile folder, without Electron: what services are given. Knows
 * no test runner, so that a program of its own (torture) can be one too.
 */
import { openDeviceFile } from '../../electron/device/device-file';
import type { Host } from '../../electron/host';
import type { MainEvent } from '../../electron/ipc/context';

export interface PlainHost extends Host {
  /** Moves the clock. */
  setNow: (instant: string) => void;
  events: MainEvent[];
  /** HTML sent to the printer. */
  printed: string[];
  crashes: unknown[];
  /** Answers of the next save dialogs. */
  saveAs: (string | null)[];
}

/** A host on a profile, at an instant. */
export const plainHost = (folder: string, at: string): PlainHost => {
  let now = at;
  let zone: string | null = null;
  const events: MainEvent[] = [];
  const printed: string[] = [];
  const crashes: unknown[] = [];
  const saveAs: (string | null)[] = [];
  const host: PlainHost = {
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
    lastInputAt: at,
    pdf: undefined as never,
    jobs: new Map(),
    session: () => host.record,
    isLocking: () => host.locking,
    emit: (event) => void events.push(event),
    logCrash: (_reference, _call, error) => void crashes.push(error),
  };
  return host;
};
