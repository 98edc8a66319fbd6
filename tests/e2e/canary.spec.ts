/**
 * The canary (security.md, How it is tested): a word that exists nowhere else is typed into every field
 * of the window and imported; afterwards no file that the program could have written holds it. What is
 * in clear on purpose is not typed: sign-in name, hospital name, folder names.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { Recorder } from '../demo/recorder';
import { firstSignIn, invite } from '../demo/people';
import { importFiles } from '../demo/work';
import { findWord, wordIn } from '../support/canary';
import { adt } from '../support/feed-texts';
import { setUpHospital, start, type Liaison } from './support/app';
import { Typist } from './support/typist';

// One after another: each searches the folder of temporary files that they share.
test.describe.configure({ mode: 'default' });

/** Made anew for each run, so that no source, cache or report holds it. */
const makeWord = (): string =>
  `Zq${Array.from({ length: 9 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`;

/** Every folder that the application, Chromium or Electron writes to for this user. */
const foldersOf = (profile: string): string[] => [
  profile,
  ...['TMPDIR', 'HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined),
  tmpdir(),
  // A core dump lies where the program was started.
  ...readdirSync('.').filter((name) => /^core(\.\d+)?$/.test(name)),
];

/** What the running program says aloud. */
const outputOf = (liaison: Liaison): { bytes: () => Buffer } => {
  const parts: Buffer[] = [];
  const { stdout, stderr } = liaison.app.process();
  for (const stream of [stdout, stderr]) stream?.on('data', (part: Buffer) => parts.push(part));
  return { bytes: () => Buffer.concat(parts) };
};

/** Nothing is found; and what is planted is, so that the search cannot pass blind. */
const expectNowhere = (word: string, profile: string, output: Buffer): void => {
  const folders = [...new Set(foldersOf(profile))];
  const planted = [
    join(profile, 'session', 'planted.log'),
    join(tmpdir(), 'planted.tmp'),
    join(profile, 'planted.bin'),
  ] as const;
  writeFileSync(planted[0], `2026-03-12 note ${word.toLowerCase()} saved`);
  writeFileSync(planted[1], Buffer.from(`x${word}`, 'utf16le').toString('base64'));
  writeFileSync(planted[2], gzipSync(`${'The daughter said. '.repeat(40)}${word}`));
  const { found, files } = findWord(folders, word);
  for (const file of planted) rmSync(file);
  const where = [...new Set(found.map(({ path }) => path))];
  expect(where.filter((path) => (planted as readonly string[]).includes(path)).sort()).toEqual(
    [...planted].sort(),
  );
  expect(found.filter(({ path }) => !(planted as readonly string[]).includes(path))).toEqual([]);
  // The store, its key file and the settings at least.
  expect(files).toBeGreaterThan(planted.length + 3);
  expect(wordIn(output, word)).toBeNull();
};

/** A feed whose every text is the word. */
const feedWith = (word: string): string =>
  adt({
    ...{ id: `${word}7`, visit: `${word}8`, family: `${word}family`, given: `${word}given` },
    ...{ phone: `${word} phone`, attending: `${word}^${word}^${word}` },
    more: [
      `PV2|||^${word} reason`,
      `NK1|1|${word}^${word}|^Daughter||${word}`,
      `AL1|1|DA|^${word}||${word}`,
      `DG1|1||I50.9^${word}^I10||20260307|A`,
      `IN1|1|MC^${word}|${word}|${word}||||${word}||||||||||||||||||||||||||||${word}`,
      `ZZZ|${word}`,
    ],
  });

const places = ['Health', 'Users', 'Units', 'Backup', 'Settings', 'Import'];

/** Every place of the rail that this person has, with every form in it. */
const workPlaces = async (typist: Typist, { page }: Liaison, names: string[]): Promise<void> => {
  for (const name of names) {
    const button = page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name, exact: true });
    if (!(await button.isVisible())) continue;
    const back = async (): Promise<void> => {
      await button.click();
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    };
    await back();
    await typist.work(name, back);
  }
};

const openPatient = async ({ page }: Liaison, word: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(`${word}family`);
  await expect(page.getByRole('option', { name: new RegExp(word, 'i') }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: new RegExp(word, 'i') }).first()).toBeVisible();
};

/** The patient's file, tab by tab, form by form; a plan is begun so that its fields are there. */
const workPatient = async (typist: Typist, liaison: Liaison, word: string): Promise<void> => {
  const { page } = liaison;
  await openPatient(liaison, word);
  const tabs = await page.getByRole('tab').allInnerTexts();
  for (const tab of tabs) {
    const back = async (): Promise<void> => {
      const found = page.getByRole('tab', { name: tab });
      if (!(await found.isVisible())) await openPatient(liaison, word);
      await found.click();
    };
    await back();
    if (/care plan/i.test(tab)) await beginPlan(liaison, word);
    await typist.work(`Patient, ${tab}`, back);
  }
};

const beginPlan = async ({ page }: Liaison, word: string): Promise<void> => {
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.getByLabel('What the plan is about').fill(`${word} plan`);
  await page.keyboard.press('Enter');
  await page.getByLabel('What stands in the way of a safe discharge').fill(`${word} problem`);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: new RegExp(`${word} problem`) }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Goal', exact: true }).click();
  await page.getByLabel('What is to be reached').fill(`${word} goal`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: new RegExp(`${word} goal`) })).toBeVisible();
};

/** Fields that must have been among those typed into; a form that can no longer be reached shows here. */
const mustBeTyped = [
  'Users, Invite a person: Given name',
  'Caseload: Filter this list',
  'Patient, Overview: What was just said',
  'Patient, Care plan: Target',
];

const administratorOf = (word: string) => ({
  ...{ given: `${word}ad`, family: `${word}min` },
  passphrase: `${word} lantern over wet slate`,
});

const leadOf = (word: string) => ({
  ...{ given: `${word}le`, family: `${word}ad`, credentials: `${word}RN` },
  ...{ signInName: 'stonehaven', role: 'unit lead', passphrase: `${word} herons above the weir` },
});

/** Imports a feed whose every text is the word; the file itself is the person's, and goes again. */
const importFeed = async (liaison: Liaison, word: string): Promise<void> => {
  const feeds = mkdtempSync(join(process.cwd(), 'feed-'));
  const feed = join(feeds, 'feed.hl7');
  writeFileSync(feed, feedWith(word));
  await importFiles(liaison, new Recorder(resultsFolder(), { pictures: false }), [feed], 'feed');
  rmSync(feeds, { recursive: true });
};

const resultsFolder = (): string =>
  join(process.env['LIAISON_RESULTS_DIR'] ?? 'test-results', 'canary');

const clock = '2026-03-12T13:42:00.000Z';

test('names, an imported stay, a note and half a sentence are found nowhere after lock and kill @long', async () => {
  const word = makeWord();
  const liaison = await start({ clock });
  const { page, profile } = liaison;
  const output = outputOf(liaison);
  await setUpHospital(liaison, administratorOf(word));
  const lead = leadOf(word);
  const temporary = await invite(page, lead);
  await liaison.lock();
  await firstSignIn(liaison, lead, temporary);
  await importFeed(liaison, word);
  await openPatient(liaison, word);
  const box = page.getByLabel('What was just said');
  await box.fill(`${word} said it`);
  await page.keyboard.press('Control+Enter');
  await expect(box).toHaveValue('');
  await box.fill(`${word} half a sentence`);
  await liaison.lock();
  await expect(page.getByText(/unfinished text/)).toBeVisible();
  expectNowhere(word, profile, output.bytes());
  await liaison.signIn(lead.signInName, lead.passphrase);
  await expect(box).toHaveValue(`${word} half a sentence`);
  await liaison.kill();
  expectNowhere(word, profile, output.bytes());
});

test('what is typed into every form is found nowhere: after lock, crash, quit and kill @long', async () => {
  test.setTimeout(600_000);
  const word = makeWord();
  const liaison = await start({ clock });
  const { page, profile } = liaison;
  const output = outputOf(liaison);
  const typist = new Typist(page, word);
  await setUpHospital(liaison, administratorOf(word));
  const lead = leadOf(word);
  const temporary = await invite(page, lead);
  await workPlaces(typist, liaison, places);
  await liaison.lock();
  expectNowhere(word, profile, output.bytes());

  await firstSignIn(liaison, lead, temporary);
  await importFeed(liaison, word);
  await workPatient(typist, liaison, word);
  await workPlaces(typist, liaison, ['Caseload', 'Calendar', 'Import', 'Settings']);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(`${word} nobody`);
  await liaison.screenshot('typed');
  writeFileSync(
    join(resultsFolder(), 'fields.txt'),
    `${[...typist.typed].join('\n').replaceAll(word, 'WORD')}\n`,
  );
  expect(mustBeTyped.filter((field) => !typist.typed.has(field))).toEqual([]);
  await liaison.lock();
  expectNowhere(word, profile, output.bytes());

  await liaison.signIn(lead.signInName, lead.passphrase);
  await openPatient(liaison, word);
  await page.getByLabel('What was just said').fill(`${word} half a sentence`);
  await liaison.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
  );
  await expect
    .poll(() =>
      liaison.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.isCrashed(),
      ),
    )
    .toBe(false);
  expectNowhere(word, profile, output.bytes());
  await liaison.app.close();
  expectNowhere(word, profile, output.bytes());

  const again = await start({ profile, clock: '2026-03-12T14:42:00.000Z' });
  const said = outputOf(again);
  await again.signIn(lead.signInName, lead.passphrase);
  await openPatient(again, word);
  await again.page.getByLabel('What was just said').fill(`${word} another half`);
  await again.kill();
  expectNowhere(word, profile, said.bytes());
});
