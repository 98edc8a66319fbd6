import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { admissions, adt, census } from '../support/feed-texts';
import { hospital, passphrase, type Liaison } from './support/app';
import { newHospital } from './support/prepared';

const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-feed-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

const choose = async (liaison: Liaison, paths: string[]): Promise<void> => {
  await liaison.page.getByRole('button', { name: 'Import', exact: true }).click();
  await liaison.answerOpen(paths);
  await liaison.page.getByRole('button', { name: 'Choose files…' }).click();
};

/** Begins to write, and waits until the first messages are in. */
const beginWriting = async ({ page }: Liaison, of: string): Promise<void> => {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(new RegExp(`^[1-9][\\d,]* of ${of}$`))).toBeVisible();
};

const batches = ({ page }: Liaison): Promise<unknown> =>
  page.evaluate(() => window.liaison.call('imports.batches', { before: null }));

test('a long import shows how far it is, a stop or a lock leaves nothing of it, and the file is offered again', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  await choose(liaison, [join(folderOf({ 'night.hl7': admissions(4_000) }), 'night.hl7')]);
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible();

  await beginWriting(liaison, '4,000');
  await expect(page.getByRole('progressbar', { name: 'Writing' })).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText(/Importing, [\d,]+ of 4,000/)).toBeVisible();
  await liaison.screenshot('import-writing');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible();
  await expect(page.getByText('The import was stopped.')).toBeVisible();
  expect(await batches(liaison)).toMatchObject({ value: [] });
  await liaison.screenshot('import-stopped');

  await beginWriting(liaison, '4,000');
  await liaison.lock();
  await liaison.signIn(hospital.administrator, passphrase);
  const kept = page.getByRole('region', { name: 'Go on where Liaison locked' });
  await expect(kept.getByText('while night.hl7 was being written')).toBeVisible();
  expect(await batches(liaison)).toMatchObject({ value: [] });
  await liaison.screenshot('import-kept');
  await liaison.expectAccessible();
  await kept.getByRole('button', { name: 'Look at them again' }).click();
  await expect(page.getByRole('row', { name: /night\.hl7.*4,000 messages/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Import', exact: true })).toBeVisible();
  await expect(kept).toBeHidden();
  await liaison.close();
});

test('above 5,000 messages a quiet moment is asked for; other places are at hand while it runs @long', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  const folder = folderOf({
    'week.hl7': admissions(6_000),
    'zz.hl7': adt({ id: 'last', visit: 'last' }),
  });
  await choose(liaison, [join(folder, 'week.hl7'), join(folder, 'zz.hl7')]);
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible({
    timeout: 60_000,
  });
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: /Import 6,001 messages now/ });
  await liaison.screenshot('import-many');
  await dialog.getByRole('button', { name: 'Import now' }).click();
  await expect(page.getByText(/^[1-9][\d,]* of 6,000$/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Health', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  // The second file too, which was not yet begun when the page was left.
  const imported = page.getByRole('table', { name: 'What was imported' });
  await expect(imported.getByText('zz.hl7')).toBeVisible({ timeout: 120_000 });
  await expect(imported.getByText('week.hl7')).toBeVisible();
  await liaison.close();
});

test('a folder dropped on the window is gone through', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  const folder = folderOf({ 'a.hl7': adt() });
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'b.hl7'), adt({ id: '2', visit: 'b', given: 'Bess' }));
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: 700,
      y: 400,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    });
  await expect(page.getByRole('row', { name: /a\.hl7.*1 message/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /b\.hl7.*1 message/ })).toBeVisible();
  await liaison.close();
});

test('columns that nobody knows are named once for their headers', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  const headers = ['Platz', 'Nummer', 'Wer', 'Geboren', 'Seit'];
  const table = (mrn: string, name: string): string =>
    census([['508-1', mrn, name, '1941-03-14', '2026-03-07 16:20']], headers);
  const folder = folderOf({
    'one.csv': table('1', 'Hazelmere, Ruth'),
    'two.csv': table('2', 'Ashgrove, Milo'),
  });
  await choose(liaison, [join(folder, 'one.csv')]);
  const refused = page.getByRole('region', { name: 'Refused' });
  await expect(refused.getByText('No column is known.')).toBeVisible();
  await page.getByRole('button', { name: 'Columns… one.csv' }).click();
  for (const [header, field] of [
    ['Platz', 'Bed'],
    ['Nummer', 'Record number (MRN)'],
    ['Wer', 'Name (family, given)'],
    ['Geboren', 'Birth date'],
    ['Seit', 'Admitted'],
  ] as const)
    await page.getByLabel(`Holds: ${header}`).selectOption({ label: field });
  await page.getByLabel('Every row is').selectOption({ label: 'Inpatient' });
  await liaison.screenshot('import-columns');
  await page.getByRole('button', { name: 'Read the file so' }).click();
  await page.getByRole('button', { name: /^New/ }).click();
  await expect(page.getByRole('cell', { name: /Hazelmere, Ruth/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(liaison, [join(folder, 'two.csv')]);
  await page.getByRole('button', { name: /^New/ }).click();
  await expect(page.getByRole('cell', { name: /Ashgrove, Milo/ }).first()).toBeVisible();
  await liaison.close();
});
