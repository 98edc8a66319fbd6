import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/demonstration/hospital';
import type { Liaison } from './support/app';
import { demonstration } from './support/patient-file';
import { agreeAndShare } from './support/ready-plan';

const places = (page: Page): Locator => page.getByRole('navigation', { name: 'Places' });

/** Opens a patient's file by the command bar, by keyboard alone. */
const openPlan = async ({ page }: Liaison, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await expect(page.getByRole('option', { name: new RegExp(name) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Care plan' }).click();
};

const as = async (liaison: Liaison, name: string): Promise<void> => {
  await liaison.lock();
  await liaison.page.keyboard.press('Alt+u');
  await liaison.signIn(name, demonstrationPassphrase);
};

const signButton = (page: Page): Locator => page.getByRole('button', { name: 'Sign and activate' });

const goal = (page: Page, name: string): Locator =>
  page.getByRole('article', { name: new RegExp(`^Goal: ${name}`) });

test('a plan is written as it is thought of, signed, and found by a colleague after a restart', async () => {
  const first = await demonstration();
  const { page } = first;
  await openPlan(first, 'Cloudberry');
  await expect(page.getByText('No care plan yet')).toBeVisible();
  await first.screenshot('careplan-none');
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Say what the plan is about.')).toBeVisible();
  await page.getByLabel('What the plan is about').fill('Going to a facility');
  await page.keyboard.press('Enter');
  await expect(page.getByText('add a problem')).toBeVisible();
  await page.getByLabel('What stands in the way of a safe discharge').fill('Cannot stand up alone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Cannot stand up alone/ }).first()).toBeVisible();
  await expect(page.getByText('add a goal to “Cannot stand up alone”')).toBeVisible();
  await page.getByRole('button', { name: 'Goal', exact: true }).click();
  await page.getByLabel('What is to be reached').fill('Stand up from a chair without help');
  await page.keyboard.press('Enter');
  const stand = goal(page, 'Stand up');
  await stand.getByRole('textbox', { name: 'Measure' }).fill('Times in 30 seconds');
  await stand.getByRole('textbox', { name: 'Target' }).fill('8');
  await stand.getByLabel('Due').fill('2026-03-20');
  await page.getByLabel('Review on').fill('2026-03-16');
  await page.keyboard.press('Tab');
  await agreeAndShare(page);
  await expect(signButton(page)).toBeEnabled();
  await first.screenshot('careplan-draft');
  await first.expectAccessible();
  await page.keyboard.press('Control+Shift+S');
  await expect(page.getByText(/The plan of Cloudberry, Ines \(DOB 11\/19\/1938/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and activate' }).click();
  await expect(page.getByText('nothing changed since version 1')).toBeVisible();
  // Live: no new version.
  await stand.getByRole('button', { name: 'Record progress' }).click();
  await stand.getByLabel('Value').fill('3');
  await stand.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(stand.locator('.cp-goal-now').getByText('3', { exact: true }).last()).toBeVisible();
  await expect(page.getByText('nothing changed since version 1')).toBeVisible();
  // Another wording: draft of version 2.
  await stand.getByRole('textbox', { name: 'Target' }).fill('10');
  await expect(page.getByText('1 change.')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('region', { name: 'What differs from version 1' })).toContainText(
    '10',
  );
  await first.screenshot('careplan-compare');
  // The worklist tells the plan's state.
  await places(page).getByRole('button', { name: 'Caseload' }).click();
  await expect(page.getByRole('row', { name: /Cloudberry/ })).toContainText('Active, version 1');
  await first.close();

  const second = await demonstration(first.profile);
  await second.signIn('oakes', demonstrationPassphrase);
  await openPlan(second, 'Cloudberry');
  await expect(goal(second.page, 'Stand up').getByRole('textbox', { name: 'Target' })).toHaveValue(
    '10',
  );
  await second.page.getByLabel('Versions').selectOption('1');
  await expect(second.page.getByText('Version 1, with what was recorded since.')).toBeVisible();
  await second.close();
});

test('a sentence cut off by a lock is offered back; where a colleague saved first, both stand side by side', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await openPlan(liaison, 'Hazelmere');
  const target = (): Locator => goal(page, 'Walk').getByRole('textbox', { name: 'Target' });
  await target().fill('200 ft on my own');
  await liaison.lock();
  await liaison.signIn('elmcrest', demonstrationPassphrase);
  // Back on the same screen, the text is there and says that it is not saved.
  await expect(target()).toHaveValue('200 ft on my own');
  await expect(page.getByText('Kept from before, not saved yet.')).toBeVisible();
  await liaison.screenshot('careplan-kept');
  await as(liaison, 'oakes');
  await openPlan(liaison, 'Hazelmere');
  await target().fill('120 ft by Friday');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/\d changes?\./)).toBeVisible();
  await as(liaison, 'elmcrest');
  await openPlan(liaison, 'Hazelmere');
  const conflict = page
    .getByRole('alert')
    .filter({ hasText: 'Somebody else saved this field first' });
  await expect(conflict).toContainText('120 ft by Friday');
  await expect(conflict).toContainText('Perrin Oakes, RN');
  await expect(conflict).toContainText('200 ft on my own');
  await liaison.screenshot('careplan-conflict');
  await liaison.expectAccessible();
  await conflict.getByRole('button', { name: 'Save mine' }).click();
  await expect(conflict).toBeHidden();
  await expect(target()).toHaveValue('200 ft on my own');
  // A colleague reads what was picked; a discharge planner reads it and may not write.
  await as(liaison, 'brookmoor');
  await openPlan(liaison, 'Hazelmere');
  await expect(target()).toHaveValue('200 ft on my own');
  await expect(target()).not.toBeEditable();
  await expect(signButton(page)).toBeHidden();
  await liaison.close();
});

test('the plan is seen as it will be printed, saved where the person says, and on record', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await openPlan(liaison, 'Hazelmere');
  await goal(page, 'Walk').getByRole('textbox', { name: 'Target' }).fill('175 ft');
  await expect(page.getByText(/\d changes?\./)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  const preview = page.getByRole('dialog', { name: 'Print: Care plan' });
  await expect(preview.getByText('This is a draft')).toBeVisible();
  await expect(preview.getByRole('img', { name: /^Page 1 of/ })).toBeVisible();
  await expect(preview.locator('[data-drawn="true"]')).toBeVisible();
  await liaison.screenshot('careplan-print');
  await liaison.expectAccessible();
  const file = join(liaison.profile, 'saved plan.pdf');
  await liaison.answerSave(file);
  await preview.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(preview.getByText('Saved. It is on record.')).toBeVisible();
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  for (const words of [
    'Hazelmere, Ruth',
    '03/14/1941',
    '9904588',
    'DRAFT, not signed',
    'DEMONSTRATION: invented patient',
    '175 ft',
    'Page 1 of',
    'Confidential health information.',
    'Printed Mar 12, 2026',
    'by Robin Elmcrest, RN',
  ])
    expect(text).toContain(words);
  // No printer here: it says so, and nothing counts as printed.
  await preview.getByRole('button', { name: 'Print', exact: false }).click();
  await expect(preview.getByText(/No printer is set up|Sent to the printer/)).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Documents' }).click();
  const row = page.getByRole('row', { name: /Care plan: Hip fracture.*Saved/ });
  await expect(row).toContainText('Draft');
  await expect(row).toContainText('Robin Elmcrest, RN');
  await liaison.screenshot('documents');
  await liaison.close();
});
