import { expect, test, type Locator } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/demonstration/hospital';
import { pictureOfWindow } from './support/admin';
import type { Liaison } from './support/app';
import { demonstration, openFile } from './support/patient-file';

const openTab = async (liaison: Liaison): Promise<void> => {
  await openFile(liaison, 'Driftmoor');
  await liaison.page.getByRole('tab', { name: 'Assessments' }).click();
};
const begin = async ({ page }: Liaison, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Start an assessment' }).click();
  await page.getByRole('textbox', { name: 'Find an instrument' }).fill(name);
  await page.keyboard.press('Enter');
};
const item = ({ page }: Liaison, id: string): Locator => page.locator(`[data-item="${id}"]`);
const press = async ({ page }: Liaison, keys: string): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

test('a positive PHQ-2 leads to PHQ-9, whose alert stands until somebody said what was done', async () => {
  const first = await demonstration();
  const { page } = first;
  await openTab(first);
  await first.screenshot('assessments-empty');
  await begin(first, 'PHQ-2');
  await expect(item(first, 'phq2.1')).toHaveClass(/current/);
  // A digit answers and goes on; no total before both are there.
  await press(first, '2');
  await expect(item(first, 'phq2.2')).toHaveClass(/current/);
  await expect(page.getByText('No total while open: 2.')).toBeVisible();
  await press(first, '1');
  await expect(page.locator('[data-score="3"]')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('columnheader', { name: 'Answer' })).toBeVisible();

  // It asks for the whole, with its two answers offered.
  const due = page.getByRole('navigation', { name: 'Assessments' });
  await due
    .getByRole('button', { name: /^PHQ-9/ })
    .first()
    .click();
  await expect(item(first, 'phq9.1')).toHaveClass(/current/);
  await expect(item(first, 'phq9.1').getByText(/Offered from another assessment/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await press(first, '23111');
  await page.keyboard.press('s');
  await page.keyboard.press('1');
  await expect(item(first, 'phq9.8')).toContainText('Passed over: Refused');
  await press(first, '1');
  await first.screenshot('assessment-alert');
  await first.expectAccessible();
  const alert = page.getByRole('alert').filter({ hasText: 'Safety alert' });
  await expect(alert).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(item(first, 'phq9.9').getByRole('radio', { checked: true })).toHaveCount(0);
  await press(first, '1');
  await press(first, '1');

  // A lock in the middle of a sentence keeps it; the alert cannot be passed by.
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('A safety alert is open.')).toBeVisible();
  await alert.getByLabel('Who was told').fill('Dr. Slatefield');
  await alert.getByLabel('What was done').fill('Stayed with him, sitter');
  await page.keyboard.press('Control+l');
  await first.signIn('elmcrest', demonstrationPassphrase);
  await expect(alert.getByLabel('What was done')).toHaveValue('Stayed with him, sitter');
  await first.close();

  // A colleague sees it unasked, after a restart, and answers it.
  const second = await demonstration(first.profile);
  await second.signIn('oakes', demonstrationPassphrase);
  await openFile(second, 'Driftmoor');
  const stands = second.page.getByRole('region', { name: 'Safety alerts' });
  await expect(stands).toContainText('Safety alert, item 9');
  await second.screenshot('alert-on-overview');
  await stands.getByRole('button', { name: 'Record what was done' }).click();
  await expect(stands.getByText('Say who was told and what was done.')).toBeVisible();
  await stands.getByLabel('Who was told').fill('Dr. Slatefield');
  await stands.getByLabel('What was done').fill('Sitter at the bed, psychiatry asked');
  await stands.getByRole('button', { name: 'Record what was done' }).click();
  await expect(stands).toBeHidden();
  await second.page.getByRole('tab', { name: 'Assessments' }).click();
  await second.page.getByRole('button', { name: /^PHQ-9.*In progress/ }).click();
  await second.page.keyboard.press('Control+Enter');
  await expect(second.page.getByText('Psychiatry asked', { exact: false })).toBeVisible();
  await second.page.getByRole('tab', { name: 'Overview' }).click();
  await expect(second.page.getByRole('region', { name: 'Assessments' })).toContainText('PHQ-2');
  await second.screenshot('assessments-on-overview');
  await second.close();
});

test('the intake is walked by keyboard; what is not answered never reads as no', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await openTab(liaison);
  await begin(liaison, 'intake');
  await expect(item(liaison, 'in.informant')).toHaveClass(/current/);
  await press(liaison, '1');
  await liaison.screenshot('intake');
  await liaison.expectAccessible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Some questions are open/)).toBeVisible();
  await page.getByLabel('Ask in').selectOption('es');
  await expect(page.getByText('¿Quién contesta?')).toBeVisible();
  await pictureOfWindow(liaison, 'intake-spanish-questions');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /Intake.*In progress/ })).toBeVisible();
  await liaison.close();
});
