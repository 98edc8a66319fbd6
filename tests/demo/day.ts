/** The day that the demonstration shows, step by step through the window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { localDateOf, plusDays } from '../../shared/time';
import { hospital, setUpHospital, start, type Liaison } from '../e2e/support/app';
import { sampleFiles, writeCensus } from './feeds';
import { firstSignIn, goTo, invite, lead, placesOf } from './people';
import type { Recorder } from './recorder';
import {
  expectPlan,
  compare,
  expectRound,
  importFiles,
  lookAtCalendar,
  makeRound,
  openCaseload,
  openPatient,
  savePlan,
  signPlan,
  takeStays,
  task,
  writeInFile,
  writePlan,
  writeTasks,
} from './work';

/** The size every screen is drawn for (look.md). */
const window = { width: 1440, height: 900 };

/** What of the running application the summary tells. */
export interface Seen {
  electron: string;
  networkRequests: number;
}

/** Applications that the run has started and not ended. */
const running = new Set<Liaison>();

const open = async (profile?: string): Promise<Liaison> => {
  const liaison = await start(profile === undefined ? {} : { profile });
  running.add(liaison);
  await liaison.page.setViewportSize(window);
  return liaison;
};

/** After a failure: shows each window to `seen` and ends it, so that nothing outlives the run. */
export const abandon = async (seen: (liaison: Liaison) => Promise<unknown>): Promise<void> => {
  for (const liaison of running) {
    await seen(liaison).catch(() => undefined);
    await liaison.kill().catch(() => undefined);
  }
  running.clear();
};

/** Reads what only the running application knows, and ends it. */
const end = async (liaison: Liaison, seen: Seen): Promise<void> => {
  seen.electron = await liaison.app.evaluate(() => process.versions['electron'] ?? '');
  seen.networkRequests += await liaison.app.evaluate(() =>
    (
      globalThis as unknown as { liaisonTest: { networkAttempts: () => number } }
    ).liaisonTest.networkAttempts(),
  );
  await liaison.close();
  running.delete(liaison);
};

/**
 * First run, people and the administrator's pages; answers with the lead signed in. `started` is told
 * of the application as soon as it has a window.
 */
export const begin = async (
  recorder: Recorder,
  started: (liaison: Liaison) => Promise<void> = async () => undefined,
): Promise<Liaison> => {
  const liaison = await recorder.step('start in a fresh profile', () => open());
  const { page } = liaison;
  await started(liaison);
  await recorder.step('set up the hospital', async () => {
    await expect(page.getByRole('heading', { name: 'Which hospital is this?' })).toBeVisible();
    await recorder.picture(page, 'set-up');
    await setUpHospital(liaison, undefined, {
      filledIn: (name) => recorder.picture(page, name),
    });
  });
  const temporary = await recorder.step('invite the unit lead', async () => {
    const secret = await invite(page, lead);
    await recorder.picture(page, 'users');
    return secret;
  });
  await recorder.step('read the health page', async () => {
    await goTo(page, 'Health');
    await recorder.picture(page, 'health');
    await goTo(page, 'Settings');
    await recorder.picture(page, 'settings');
  });
  await recorder.step('sign the lead in', async () => {
    await liaison.lock();
    await firstSignIn(liaison, lead, temporary);
  });
  return liaison;
};

/** Imports the sample data where they lie, and the census of today. */
export const bringIn = async (
  liaison: Liaison,
  recorder: Recorder,
  data: string,
): Promise<void> => {
  const samples = sampleFiles(data);
  if (samples.length > 0)
    await recorder.step(`import ${samples.length} sample files`, () =>
      importFiles(liaison, recorder, samples, 'import-samples'),
    );
  const folder = mkdtempSync(join(tmpdir(), 'liaison-census-'));
  const census = writeCensus(folder, hospital.name);
  await recorder.step('import the census of today, HL7', () =>
    importFiles(liaison, recorder, [census.hl7], 'import-census'),
  );
  await recorder.step('import the census of today, CSV', () =>
    importFiles(liaison, recorder, [census.csv], 'import-csv'),
  );
  await recorder.picture(liaison.page, 'import-written');
  rmSync(folder, { recursive: true, force: true });
};

/** Caseload, a patient’s file, a plan and its paper; answers what the head of the list says. */
export const workDay = async (liaison: Liaison, recorder: Recorder): Promise<string> => {
  const { page } = liaison;
  const head = await recorder.step('open the caseload', async () => {
    const said = await openCaseload(page, '5 West');
    await takeStays(page);
    return said;
  });
  const today = localDateOf(new Date().toISOString(), 'America/New_York');
  const dayAfter = (days: number): string => plusDays(today, days);
  await recorder.step('write the tasks of the day', () => writeTasks(page, dayAfter));
  await recorder.step('write in the patient’s file', async () => {
    await openPatient(page);
    await writeInFile(page, today);
    await recorder.picture(page, 'patient');
  });
  await recorder.step('write a care plan', async () => {
    await writePlan(page, dayAfter(7));
    await recorder.picture(page, 'care-plan-draft');
    await signPlan(page);
    await recorder.picture(page, 'care-plan');
  });
  await recorder.step('save the plan as a PDF', () => savePlan(liaison, recorder));
  await recorder.step('read the documents of the patient', async () => {
    await page.getByRole('tab', { name: 'Documents' }).click();
    await expect(page.getByRole('row', { name: /Care plan/ })).toBeVisible();
    await recorder.picture(page, 'documents');
  });
  await recorder.step('write another wording and compare', async () => {
    await page.getByRole('tab', { name: 'Care plan' }).click();
    await compare(page);
    await recorder.picture(page, 'plan-compare');
  });
  await recorder.step('look at the caseload again', async () => {
    await openCaseload(page, '5 West');
    await expect(page.getByRole('row', { name: /Hazelmere/ })).toContainText(task);
    await recorder.picture(page, 'caseload');
  });
  await recorder.step('put rounds into the calendar', () => makeRound(page));
  await recorder.step('look at the calendar', () => lookAtCalendar(page, recorder));
  return head;
};

/** Locks, ends the application, starts it again and finds everything. */
export const lockAndRestart = async (
  liaison: Liaison,
  recorder: Recorder,
  seen: Seen,
  head: string,
): Promise<void> => {
  await recorder.step('lock', async () => {
    await liaison.lock();
    await recorder.picture(liaison.page, 'locked');
    await end(liaison, seen);
  });
  const again = await recorder.step('start again', () => open(liaison.profile));
  await recorder.step('find everything again', async () => {
    const { page } = again;
    await again.signIn(lead.signInName, lead.passphrase);
    await expect(placesOf(page)).toBeVisible();
    expect(await openCaseload(page, '5 West')).toBe(head);
    await openPatient(page);
    await expect(
      page.getByRole('region', { name: 'Tasks' }).getByText(task, { exact: true }),
    ).toBeVisible();
    await expectPlan(page);
    await recorder.picture(page, 'after-restart');
    await goTo(page, 'Calendar');
    await expectRound(page);
    await end(again, seen);
  });
};
