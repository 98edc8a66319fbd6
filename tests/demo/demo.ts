/**
 * The demonstration behind `npm run demo -- --out DIR`: the real application in a fresh profile, led
 * through its window from the first run to a restart that finds everything again. It leaves
 * pictures, papers and summary.json.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { localDateOf, plusDays } from '../../shared/time';
import { hospital, passphrase, setUpHospital, start, type Liaison } from '../e2e/support/app';
import { sampleFiles, writeCensus } from './feeds';
import { readFigures } from './figures';
import { firstSignIn, goTo, invite, lead, placesOf } from './people';
import { Recorder, type DemoSummary } from './recorder';
import {
  expectPlan,
  expectRound,
  importFiles,
  makeRound,
  openCaseload,
  openPatient,
  savePlan,
  signPlan,
  takeStays,
  writeInFile,
  writePlan,
} from './work';

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** The size every screen is drawn for (look.md). */
const window = { width: 1440, height: 900 };

/** What of the running application the summary tells. */
interface Seen {
  electron: string;
  networkRequests: number;
}

const open = async (profile?: string): Promise<Liaison> => {
  const liaison = await start(profile === undefined ? {} : { profile });
  await liaison.page.setViewportSize(window);
  return liaison;
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
};

/** First run, people and the administrator's pages; answers with the lead signed in. */
const begin = async (recorder: Recorder): Promise<Liaison> => {
  const liaison = await recorder.step('start in a fresh profile', () => open());
  const { page } = liaison;
  await recorder.step('set up the hospital', async () => {
    await expect(page.getByRole('heading', { name: 'Which hospital is this?' })).toBeVisible();
    await recorder.picture(page, 'set-up');
    await setUpHospital(liaison);
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

const bringIn = async (liaison: Liaison, recorder: Recorder, data: string): Promise<void> => {
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

const workDay = async (liaison: Liaison, recorder: Recorder): Promise<string> => {
  const { page } = liaison;
  const head = await recorder.step('open the caseload', async () => {
    const said = await openCaseload(page, '5 West');
    await takeStays(page);
    await recorder.picture(page, 'caseload');
    return said;
  });
  await recorder.step('write in the patient’s file', async () => {
    await openPatient(page);
    await writeInFile(page);
    await recorder.picture(page, 'patient');
  });
  await recorder.step('write a care plan', async () => {
    const today = localDateOf(new Date().toISOString(), 'America/New_York');
    await writePlan(page, plusDays(today, 7));
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
  await recorder.step('put rounds into the calendar', async () => {
    await makeRound(page);
    await recorder.picture(page, 'calendar');
  });
  return head;
};

const lockAndRestart = async (
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
    await expect(page.getByText('Call Northplan for the SNF authorization')).toBeVisible();
    await expectPlan(page);
    await recorder.picture(page, 'after-restart');
    await goTo(page, 'Calendar');
    await expectRound(page);
    await end(again, seen);
  });
};

const nothing: Omit<DemoSummary, 'ok' | 'screens' | 'documents' | 'steps'> = {
  electron: '',
  cipher: '',
  patients: 0,
  encounters: 0,
  activeEncounters: 0,
  carePlans: 0,
  rounds: 0,
  auditEntries: 0,
  auditVerified: false,
  networkRequests: 0,
};

const main = async (): Promise<number> => {
  const out = argument('--out');
  if (out === undefined) {
    process.stderr.write('Usage: npm run demo -- --out DIR\n');
    return 2;
  }
  const recorder = new Recorder(resolve(out));
  const seen: Seen = { electron: '', networkRequests: 0 };
  const data = process.env['LIAISON_SAMPLE_DATA'] ?? resolve('..', 'shared', 'data');
  let liaison: Liaison | undefined;
  try {
    liaison = await begin(recorder);
    await bringIn(liaison, recorder, data);
    const head = await workDay(liaison, recorder);
    await lockAndRestart(liaison, recorder, seen, head);
    const { profile } = liaison;
    const figures = await recorder.step('count the store', () =>
      readFigures(profile, hospital.administrator, passphrase),
    );
    const ok = figures.auditVerified && seen.networkRequests === 0 && figures.activeEncounters > 0;
    recorder.finish({ ok, ...seen, ...figures });
    rmSync(profile, { recursive: true, force: true });
    return ok ? 0 : 1;
  } catch (failure) {
    if (liaison)
      await liaison.page
        .screenshot({ path: join(recorder.folder, 'failed.png') })
        .catch(() => undefined);
    recorder.finish({ ok: false, ...nothing, ...seen }, failure);
    process.stderr.write(
      `${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
    );
    if (failure instanceof Error && failure.cause instanceof Error)
      process.stderr.write(`${failure.cause.message}\n`);
    await liaison?.app.close().catch(() => undefined);
    return 1;
  }
};

process.exitCode = await main();
