/**
 * The canary (security.md, How it is tested): a word that exists nowhere else is typed into every field
 * of the window and imported; afterwards no file that the program could have written holds it. What is
 * in clear on purpose is not typed: sign-in name, hospital name, folder names.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Recorder } from '../demo/recorder';
import { firstSignIn, invite } from '../demo/people';
import { importFiles } from '../demo/work';
import { adt } from '../support/feed-texts';
import { freeTexts } from '../support/free-texts';
import { hospital, setUpHospital, start, usualUnits, type Liaison } from './support/app';
import {
  breakGlass,
  dropFile,
  inviteStranger,
  nameBeds,
  recover,
  workAudit,
  workBackup,
  workCalendar,
  workCaseload,
  workCodes,
  workPrivacy,
  workSettings,
  workUnit,
} from './support/canary-steps';
import { openPatient, workPatient } from './support/canary-patient';
import { expectNowhere } from './support/nowhere';
import { heardBy, listen, type Heard } from './support/sent-texts';
import { Steps } from './support/steps';
import { Typist } from './support/typist';

// One after another: each searches the folder of temporary files that they share.
test.describe.configure({ mode: 'default' });

/** Made anew for each run, so that no source, cache or report holds it. */
const makeWord = (): string =>
  `Zq${Array.from({ length: 9 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`;

/** What the running program says aloud. */
const outputOf = (liaison: Liaison): { bytes: () => Buffer } => {
  const parts: Buffer[] = [];
  const { stdout, stderr } = liaison.app.process();
  for (const stream of [stdout, stderr]) stream?.on('data', (part: Buffer) => parts.push(part));
  return { bytes: () => Buffer.concat(parts) };
};

/** A feed whose every text is the word. */
const feedWith = (word: string, id = `${word}7`, family = `${word}family`): string =>
  adt({
    ...{ id, visit: `${id}v`, family, given: `${word}given` },
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

/** Free texts of the contract that the window does not ask for as words, with why. */
const notTyped: readonly (readonly [RegExp, string])[] = [
  [/: (administrator\.|key\.)?signInName$|: hospitalName$/, 'in clear on purpose'],
  [/^settings\.changeHospital: name$|: zone$/, 'in clear on purpose'],
  [/: (key\.)?recoveryKey$/, 'a key of ours, not words'],
  [/^drafts\.\w+: (drafts\.)?form$/, 'the name of a form'],
  [/^documents\.drawn: problem$|: before$|: decisions\.takeFile$/, 'said by the window itself'],
  [/: facts\.participants\.role$|: (fields\.)?kind$|: disposition$/, 'chosen from a list'],
  [
    /^tasks\.\w+: detail$|^appointments\.change: facts\.reason$/,
    'sent back as it was; the window has no field for it',
  ],
  [/^encounters\.\w+: (reason|unknownReason)$/, 'chosen from a list'],
  [/^assessments\./, 'typed in care-planning-assessments; the canary does not yet'],
  [/^careplans\.applyTemplate: items$/, 'ids of a template’s lines'],
  [/^careplans\.addProblem: source$/, 'the name of a condition that is chosen'],
  [
    /^proposals\.accept(Tasks)?: adapted\..*(text|title)$/,
    'beside the problem of its form, which is typed',
  ],
  [/^proposals\.suggest: words$/, 'what is typed as a need, asked after a rest'],
];

/** Passphrases: main hears them, whether they open anything or not. */
const isSecret = (text: string): boolean => /passphrase|session\.changePassphrase/i.test(text);

const administratorOf = (word: string) => ({
  ...{ given: `${word}ad`, family: `${word}min` },
  passphrase: `${word} lantern over wet slate`,
});

const leadOf = (word: string) => ({
  ...{ given: `${word}le`, family: `${word}ad`, credentials: `${word}RN` },
  ...{ signInName: 'stonehaven', role: 'unit lead', passphrase: `${word} herons above the weir` },
});

/** Imports a feed whose every text is the word; the file itself is the person's, and goes again. */
const importFeed = async (liaison: Liaison, text: string): Promise<void> => {
  const feeds = mkdtempSync(join(process.cwd(), 'feed-'));
  const feed = join(feeds, 'feed.hl7');
  writeFileSync(feed, text);
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
  await setUpHospital(liaison, administratorOf(word), { helpDesk: `${word} desk` });
  const lead = leadOf(word);
  const temporary = await invite(page, lead);
  await liaison.lock();
  await firstSignIn(liaison, lead, temporary);
  await importFeed(liaison, feedWith(word));
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

/** The free texts of the contract in which main has not yet taken the word. */
const missingIn = (heard: Heard): string[] =>
  freeTexts().filter(
    (text) =>
      !notTyped.some(([known]) => known.test(text)) &&
      !(isSecret(text) ? heard.all : heard.taken).has(text),
  );

test('what is typed into every field is found nowhere: after lock, crash, quit and kill @long', async () => {
  test.setTimeout(600_000);
  const word = makeWord();
  const liaison = await start({ clock });
  const { page, profile } = liaison;
  const output = outputOf(liaison);
  await listen(liaison.app, word);
  const typist = new Typist(page, word);
  const steps = new Steps(page);
  const administrator = administratorOf(word);
  const lead = leadOf(word);

  const groups = await setUpHospital(liaison, administrator, {
    units: [...usualUnits, [`${word} unit`, `${word}r: ${word}a ${word}b`]],
    helpDesk: `${word} desk`,
    keptIn: `${word} safe`,
    filledIn: async (name) =>
      name === 'set-up-units' ? steps.take('beds', () => nameBeds(liaison, word)) : undefined,
  });
  const temporary = await invite(page, lead);
  await steps.take('unit', () => workUnit(typist, liaison, `${word} unit`));
  const strangers = await inviteStranger(typist, liaison, word);
  await steps.take('audit', () => workAudit(liaison, word));
  await steps.take('backup', () => workBackup(liaison, word));
  await steps.take('codes', () => workCodes(liaison, word));
  const second = `${word} second of three`;
  await steps.take('settings', () => workSettings(liaison, word, administrator.passphrase, second));
  await liaison.lock();
  expectNowhere(word, profile, output.bytes());
  await liaison.signIn(hospital.administrator, second);
  await liaison.lock();
  await recover(liaison, groups, `${word} third of three`);
  await liaison.lock();

  await firstSignIn(liaison, lead, temporary);
  await importFeed(liaison, feedWith(word) + feedWith(word, `${word}9`, `${word}other`));
  await steps.take('drop', () => dropFile(liaison, `${word}.hl7`, feedWith(word)));
  await steps.take('caseload', () => workCaseload(liaison, word));
  await workPatient(steps, typist, liaison, word);
  await steps.take('calendar', () => workCalendar(typist, liaison, word));
  await steps.take('restrict', async () => {
    await openPatient(liaison, word, `${word}other`);
    await typist.open('Restrict', page.getByRole('button', { name: 'Restrict to the team' }));
  });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(`${word} nobody`);
  await liaison.screenshot('typed');
  await liaison.lock();
  expectNowhere(word, profile, output.bytes());

  const stranger = { ...lead, signInName: 'farrow', passphrase: `${word} fourth one` };
  await firstSignIn(liaison, stranger, strangers);
  await steps.take('glass', () => breakGlass(liaison, `${word}9`, word));
  await liaison.lock();
  expectNowhere(word, profile, output.bytes());

  await page.keyboard.press('Alt+u');
  await liaison.signIn(lead.signInName, lead.passphrase);
  // What stood in the command bar is offered back.
  await expect(page.getByRole('combobox').last()).toHaveValue(`${word} nobody`);
  await page.keyboard.press('Escape');
  await steps.take('privacy', () => workPrivacy(liaison, word));
  const heard = await heardBy(liaison.app, word);
  const missing = missingIn(heard);
  writeFileSync(
    join(resultsFolder(), 'fields.txt'),
    [...typist.typed, '', ...heard.taken, '', 'Missing:', ...missing]
      .join('\n')
      .replaceAll(word, 'WORD'),
  );
  expect.soft(steps.broken).toEqual([]);
  expect.soft(missing).toEqual([]);
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
