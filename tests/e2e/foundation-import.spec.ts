import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { a40, adt, census } from '../support/feed-texts';
import { pictureOfWindow } from './support/admin';
import { censusRow, feedFile } from './support/feeds';
import type { Liaison } from './support/app';
import { newHospital } from './support/prepared';

const row = censusRow();

/** Opens the import and chooses these files. */
const choose = async (liaison: Liaison, paths: string[]): Promise<void> => {
  await liaison.page.getByRole('button', { name: 'Import', exact: true }).click();
  await liaison.answerOpen(paths);
  await liaison.page.getByRole('button', { name: 'Choose files…' }).click();
};

const importAll = async (liaison: Liaison, paths: string[]): Promise<void> => {
  await choose(liaison, paths);
  await expect(liaison.page.getByRole('heading', { name: 'Import, preview' })).toBeVisible();
  await liaison.page.keyboard.press('Control+Enter');
  await expect(liaison.page.getByText(/^Written\./)).toBeVisible();
};

test('yesterday’s admissions are looked at first, the bad ones stay out, and all of it stands in the history', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  await choose(liaison, [
    feedFile(
      'adt_5west_0312.hl7',
      adt() + adt({ id: '2', visit: 'b', birth: '19411345' }) + adt().replace('ADT^A01', 'ORU^R01'),
    ),
    feedFile('census.csv', census([row])),
    feedFile('letter.txt', 'Dear colleague, please find enclosed'),
  ]);
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible();
  await expect(page.getByText('Nothing has been written yet.')).toBeVisible();
  await expect(
    page.getByRole('row', {
      name: /adt_5west_0312\.hl7.*HL7 2\.5\.1, 3 messages, not used: ORU\^R01 1/,
    }),
  ).toBeVisible();
  const refused = page.getByRole('region', { name: 'Refused' });
  await expect(refused.getByText('There is no such date or time.')).toBeVisible();
  await expect(refused.getByText('adt_5west_0312.hl7, PID-7 of message 2')).toBeVisible();
  await expect(refused.getByText('This is neither HL7 v2')).toBeVisible();
  await page.getByRole('button', { name: /^New/ }).click();
  await expect(page.getByRole('cell', { name: /Hazelmere, Ruth/ }).first()).toBeVisible();
  await liaison.screenshot('import-preview-new');
  await liaison.expectAccessible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Written. 6 added, 0 changed, 0 as they were.')).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'What was imported' }).getByText('census.csv'),
  ).toBeVisible();
  await liaison.screenshot('import-written');
  await liaison.expectAccessible();

  // The same file again would change nothing.
  await page.getByRole('button', { name: 'Import more' }).click();
  await choose(liaison, [feedFile('again.hl7', adt())]);
  await expect(page.getByText('Nothing changes')).toBeVisible();
  await page.keyboard.press('Escape');
  await liaison.close();
});

test('a change is shown field by field, a stranger with a known name waits, and Esc writes nothing', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  await importAll(liaison, [feedFile('a.hl7', adt({ phone: '555-0190' }))]);
  await page.getByRole('button', { name: 'Import more' }).click();
  const next =
    adt({
      trigger: 'A02',
      at: '20260312080000',
      place: '5 West^508^2',
      phone: '555-0109',
      attending: '7^Slatefield^Imre^^^Dr.',
    }) +
    adt({ id: '9904258', visit: 'z', at: '20260312081000' }) +
    a40('9904588', '1', '20260312082000');
  await choose(liaison, [feedFile('b.hl7', next)]);
  const changed = page.getByRole('table', { name: 'Changed' });
  await expect(
    changed.getByRole('row', { name: /Hazelmere, Ruth.*Phone.*555-0190.*555-0109.*message 1/ }),
  ).toBeVisible();
  await expect(
    changed.getByRole('row', { name: /Attending.*Not known.*Dr\. Imre Slatefield/ }),
  ).toBeVisible();
  const same = page.getByRole('region', { name: 'Same person?' });
  await expect(same.getByText('Hazelmere, Ruth, 03/14/1941 in both.')).toBeVisible();
  await expect(same.getByRole('button', { name: 'Ask again later' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await liaison.screenshot('import-preview');
  await liaison.expectAccessible();
  await same.getByRole('button', { name: 'Two people' }).click();
  await expect(page.getByRole('button', { name: /^New/ })).toHaveText(/New 3/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible();
  await liaison.close();
});

test('a census whose dates could be read in two ways asks, and remembers the answer', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  const table = (mrn: string): string =>
    census([row.with(1, mrn).with(2, `Ashgrove, Milo ${mrn}`).with(3, '03/04/1955')]);
  await choose(liaison, [feedFile('census.csv', table('1'))]);
  await expect(page.getByText('This file needs your word: Birth Date.')).toBeVisible();
  await liaison.screenshot('import-mapping');
  await liaison.expectAccessible();
  // Put off and taken up again; the preview stays.
  await page.keyboard.press('Escape');
  await expect(page.getByText('This file needs your word')).toBeHidden();
  await page.getByRole('button', { name: 'Columns… census.csv' }).click();
  await page.getByLabel('Dates are written: Birth Date').selectOption('DMY');
  await page.getByRole('button', { name: 'Read the file so' }).click();
  await page.getByRole('button', { name: /^New/ }).click();
  await expect(page.getByRole('cell', { name: /04\/03\/1955/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(liaison, [feedFile('tomorrow.csv', table('2'))]);
  await expect(page.getByRole('button', { name: /^New/ })).toHaveText(/New 4/);
  await expect(page.getByText('This file needs your word')).toBeHidden();
  await liaison.close();
});

test('files dropped on the window, from whatever place, are looked at', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.hl7'));
    window.dispatchEvent(
      new DragEvent('dragover', { dataTransfer: data, cancelable: true, bubbles: true }),
    );
    window.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, cancelable: true, bubbles: true }),
    );
  }, adt());
  await expect(page.getByRole('row', { name: /dropped\.hl7/ })).toBeVisible();
  await liaison.close();
});

test('a watched folder takes what rests, and tells why it refuses', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  const folder = mkdtempSync(join(tmpdir(), 'liaison-watched-'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await liaison.answerOpen([folder]);
  await page
    .getByRole('region', { name: 'Watched folder and numbers' })
    .getByRole('button', { name: 'Choose a folder…' })
    .click();
  await expect(page.getByText('Watching', { exact: true })).toBeVisible();
  writeFileSync(join(folder, 'good.hl7'), adt());
  writeFileSync(join(folder, 'bad.hl7'), adt({ birth: '19411345' }));
  const bad = adt({ id: '3', visit: 'd', birth: '19411345' });
  writeFileSync(join(folder, 'mixed.hl7'), adt({ id: '2', visit: 'c', given: 'Bess' }) + bad);
  await expect
    .poll(() => readdirSync(folder).sort(), { timeout: 30_000 })
    .toEqual(['done', 'refused']);
  expect(readFileSync(join(folder, 'refused', 'bad.hl7.reasons.txt'), 'utf8')).toContain(
    'PID-7 of message 1',
  );
  expect(readdirSync(join(folder, 'done')).sort()).toEqual(['good.hl7', 'mixed.hl7']);
  expect(readFileSync(join(folder, 'refused', 'mixed.hl7'), 'utf8')).toBe(bad);
  expect(readFileSync(join(folder, 'refused', 'mixed.hl7.reasons.txt'), 'utf8')).toContain(
    'PID-7 of message 2',
  );
  await expect(
    page.getByRole('table', { name: 'What was imported' }).getByText('watched folder').first(),
  ).toBeVisible();
  await liaison.screenshot('import-watched');
  await liaison.expectAccessible();
  await liaison.close();
});

test('in Spanish, dark and at 200 % nothing of the preview is lost', async () => {
  const { liaison } = await newHospital();
  const { page } = liaison;
  await importAll(liaison, [feedFile('a.hl7', adt({ phone: '555-0190' }))]);
  await page.evaluate(() =>
    window.liaison.call('session.device', { language: 'es', theme: 'dark', textSize: 200 }),
  );
  await expect(page.getByText(/^Escrito\./)).toBeVisible();
  await pictureOfWindow(liaison, 'import-written-dark-es-200');
  await page.getByRole('button', { name: 'Importar más' }).click();
  await liaison.answerOpen([
    feedFile(
      'b.hl7',
      adt({ trigger: 'A08', at: '20260312080000', phone: '555-0109' }) +
        adt({ id: '9904258', visit: 'z', at: '20260312081000' }) +
        adt({ id: '2', visit: 'y', birth: '19411345' }),
    ),
    feedFile('census.csv', census([row.with(3, '03/04/1955')])),
  ]);
  await page.getByRole('button', { name: 'Elegir archivos…' }).click();
  await expect(page.getByRole('form', { name: /census\.csv/ })).toBeVisible();
  await pictureOfWindow(liaison, 'import-mapping-dark-es-200');
  const columns = page.getByRole('form', { name: /census\.csv/ });
  await columns.getByLabel(/^Las fechas se escriben: Birth Date/).selectOption({ index: 2 });
  await columns.getByRole('button', { name: 'Leer así el archivo' }).click();
  await expect(page.getByRole('cell', { name: /555-0109/ })).toBeVisible();
  await pictureOfWindow(liaison, 'import-preview-dark-es-200');
  await liaison.expectAccessible();
  await liaison.close();
});
