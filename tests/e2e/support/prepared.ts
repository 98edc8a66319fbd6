/**
 * Profiles that were made through the window, once a run, by whichever story came first. Stories
 * that do not tell of set-up begin at the lock of a copy of their own.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { demonstrationPassphrase } from '../../../electron/demonstration/hospital';
import { hospital, passphrase, setUpHospital, start, type Liaison } from './app';

/** When prepared profiles are made, and when stories in them begin: a Thursday, 09:42 in the hospital. */
export const anchor = '2026-03-12T13:42:00.000Z';

/** The case manager of 5 West who is signed in first at the demonstration hospital. */
const caseManager = 'elmcrest';

const keyFile = 'recovery-key.json';

/** Folder of what this run has prepared, the same for all of its workers. */
const prepared = (): string => {
  const run = process.env['LIAISON_RUN'] ?? join(tmpdir(), `liaison-run-${process.ppid}`);
  const folder = join(run, 'prepared');
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Takes the turn to make something; false when another worker has it. */
const takeTurn = (turn: string): boolean => {
  try {
    mkdirSync(turn);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** The profile of that name; made by one worker while the others wait for it. */
const preparedProfile = async (name: string, make: () => Promise<string>): Promise<string> => {
  const place = join(prepared(), name);
  const turn = `${place}-making`;
  while (!existsSync(place)) {
    if (takeTurn(turn))
      try {
        if (!existsSync(place)) renameSync(await make(), place);
      } finally {
        rmdirSync(turn);
      }
    else
      await expect.poll(() => existsSync(turn), { timeout: 120_000, intervals: [100] }).toBe(false);
  }
  return place;
};

/** A copy of a prepared profile, in a window at its lock. */
const startCopy = async (place: string): Promise<Liaison> => {
  const profile = mkdtempSync(join(tmpdir(), 'liaison-profile-'));
  cpSync(place, profile, { recursive: true });
  return start({ profile, clock: anchor });
};

const inventHospital = async (): Promise<string> => {
  const liaison = await start({ clock: anchor });
  await liaison.page.getByRole('button', { name: 'Explore with a demonstration hospital' }).click();
  await expect(liaison.page.getByRole('grid', { name: 'Caseload' })).toBeVisible({
    timeout: 120_000,
  });
  await liaison.close();
  return liaison.profile;
};

const makeHospital = async (): Promise<string> => {
  const liaison = await start({ clock: anchor });
  const groups = await setUpHospital(liaison);
  await liaison.close();
  // Beside the profile, as the paper is: no story looks for it in there.
  writeFileSync(join(prepared(), keyFile), JSON.stringify(groups));
  return liaison.profile;
};

/** The demonstration hospital, its caseload open before the case manager, or whoever is named. */
export const demonstrationHospital = async (who = caseManager): Promise<Liaison> => {
  const liaison = await startCopy(await preparedProfile('demonstration', inventHospital));
  await liaison.signIn(who, demonstrationPassphrase);
  if (who === caseManager)
    await expect(liaison.page.getByRole('grid', { name: 'Caseload' })).toBeVisible();
  return liaison;
};

/** A hospital that was just set up, its first administrator signed in; and its recovery key. */
export const newHospital = async (): Promise<{ liaison: Liaison; groups: string[] }> => {
  const liaison = await startCopy(await preparedProfile('hospital', makeHospital));
  await liaison.signIn(hospital.administrator, passphrase);
  const groups = JSON.parse(readFileSync(join(prepared(), keyFile), 'utf8')) as string[];
  return { liaison, groups };
};
