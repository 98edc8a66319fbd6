import { expect, test } from '@playwright/test';
import { census } from '../support/feed-texts';
import { censusRow, feedFile } from './support/feeds';
import { demonstration, signInAs } from './support/patient-file';

/** A census of so many more patients than one answer of the list holds. */
const many = 420;

const censusFile = (): string => {
  const rows = Array.from({ length: many }, (_, i) =>
    censusRow({
      ...{ bed: '', mrn: String(7_100_000 + i) },
      name: `Zz${String.fromCharCode(97 + (i % 26))}field, Patient ${i}`,
      expectedDischarge: '2026-03-20',
    }),
  );
  return feedFile('house.csv', census(rows));
};

test('a whole house is scrolled to its end, and all of it is given to one person and taken back @long', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await signInAs(liaison, 'stonehaven');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await liaison.answerOpen([censusFile()]);
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Written\./)).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: /^Caseload/ }).click();
  const grid = page.getByRole('grid', { name: 'Caseload' });
  await page.getByRole('columnheader', { name: 'Patient' }).getByRole('button').click();
  await expect(grid.getByRole('row').nth(1)).not.toContainText('Zz');
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
  expect(rows).toBeGreaterThan(many);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.getByRole('row', { name: /Zzzfield/ }).last()).toBeVisible();
  await expect(page.locator(`#stay-${rows - 1}`)).toContainText('Zzzfield');
  await liaison.screenshot('house-end');
  await page.keyboard.press('Home');
  await expect(page.locator('#stay-0')).not.toContainText('Reading');
  await page.keyboard.press('/');
  await page.keyboard.type('zz');
  await expect(grid).toHaveAttribute('aria-rowcount', String(many + 1));
  await grid.focus();
  await page.keyboard.press('Control+a');
  const batch = page.getByRole('region', { name: `${many} selected` });
  const robin = batch.getByRole('option', { name: /Robin Elmcrest/ });
  await batch.getByLabel('Give to').selectOption(await robin.getAttribute('value'));
  await batch.getByRole('button', { name: 'Give', exact: true }).click();
  await expect(page.locator('#stay-3')).toContainText('Elmcrest');
  await liaison.screenshot('house-given');
  await page.keyboard.press('Control+z');
  await expect(page.locator('#stay-3')).not.toContainText('Elmcrest');
  await liaison.close();
});
