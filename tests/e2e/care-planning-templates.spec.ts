import { expect, test, type Locator, type Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/demonstration/hospital';
import type { Liaison } from './support/app';
import { demonstration, openFile } from './support/patient-file';

const problems = (page: Page): Locator => page.getByRole('navigation', { name: 'Problems' });

const openPlan = async (liaison: Liaison): Promise<void> => {
  await openFile(liaison, 'Driftmoor');
  await liaison.page.getByRole('tab', { name: 'Care plan' }).click();
};

test('a plan grows from two templates that overlap, and a colleague finds it after a restart', async () => {
  const first = await demonstration();
  const { page } = first;
  await openPlan(first);
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.getByLabel('What the plan is about').fill('Heart failure at home');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add from a template' }).click();
  // His heart failure proposes its template, which is shown at once: nothing is written yet.
  const dialog = page.getByRole('dialog', { name: 'Add from a template' });
  await expect(
    dialog.getByRole('button', { name: /^Heart failure.*for Heart failure/ }),
  ).toBeVisible();
  await expect(dialog.getByText('Adds 6 problems, 14 goals, 20 interventions.')).toBeVisible();
  await expect(dialog.getByText('Not yet reviewed by a clinician')).toBeVisible();
  await first.screenshot('template-preview');
  await first.expectAccessible();
  // Without the fluid limit that nobody ordered.
  await dialog.getByRole('checkbox', { name: /^Goal: \(only if ordered\)/ }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText('Adds 6 problems, 13 goals, 20 interventions.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(problems(page).getByRole('listitem')).toHaveCount(6);
  await expect(page.getByText('From Heart failure').first()).toBeVisible();
  // One key takes all of it back; then it is added again.
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No problem yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add from a template' }).click();
  await expect(dialog.getByText('Adds 6 problems, 14 goals, 20 interventions.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(problems(page).getByRole('listitem')).toHaveCount(6);
  // The second shares the medicines with the first: they stay one problem.
  await page.getByRole('button', { name: 'Add from a template' }).click();
  await page.getByRole('searchbox', { name: 'Find a template' }).fill('sepsis');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Adds 5 problems, 13 goals, 17 interventions.')).toBeVisible();
  await first.screenshot('template-overlap');
  await page.keyboard.press('Control+Enter');
  await expect(problems(page).getByRole('listitem')).toHaveCount(11);
  await first.screenshot('template-plan');
  await first.expectAccessible();
  await first.close();

  const second = await demonstration(first.profile);
  await second.signIn('oakes', demonstrationPassphrase);
  await openPlan(second);
  await expect(problems(second.page).getByRole('listitem')).toHaveCount(11);
  await expect(
    problems(second.page).getByRole('button', { name: /Many medicine changes/ }),
  ).toHaveCount(1);
  await expect(second.page.getByText('From Heart failure').first()).toBeVisible();
  await second.close();
});
