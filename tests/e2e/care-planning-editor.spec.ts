import { expect, test, type Locator, type Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../electron/demonstration/hospital';
import type { Liaison } from './support/app';
import { demonstration, openFile, signInAs } from './support/patient-file';

const problems = (page: Page): Locator => page.getByRole('navigation', { name: 'Problems' });
const goal = (page: Page, name: RegExp): Locator => page.getByRole('article', { name });
const said = (page: Page): Locator => page.getByRole('status');

const openPlan = async (liaison: Liaison): Promise<void> => {
  await openFile(liaison, 'Hazelmere');
  await liaison.page.getByRole('tab', { name: 'Care plan' }).click();
};

test('a plan is edited in place: ordered, scaled, undone and found again after a restart', async () => {
  const first = await demonstration();
  const { page } = first;
  await openPlan(first);
  const titles = problems(page).getByRole('listitem');
  await expect(titles.first()).toContainText('Cannot yet walk safely');
  // The second problem goes up by keyboard, and those who do not see it hear it.
  await titles.nth(1).getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(titles.nth(1)).toContainText('Cannot yet walk safely');
  await expect(said(page).filter({ hasText: 'moved to place 1 of' })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(titles.first()).toContainText('Cannot yet walk safely');
  await page.keyboard.press('Control+y');
  await expect(titles.nth(1)).toContainText('Cannot yet walk safely');
  await page.keyboard.press('Control+z');
  await expect(titles.first()).toContainText('Cannot yet walk safely');

  // A goal comes from the library with its measure; the arrow chooses, Enter adds.
  await titles.first().getByRole('button').click();
  await page.getByRole('button', { name: 'Goal', exact: true }).click();
  await page.getByRole('combobox', { name: 'What is to be reached' }).fill('pain moving');
  await expect(page.getByRole('option', { name: /Pain when moving/ })).toBeVisible();
  await first.screenshot('editor-suggestions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const pain = goal(page, /^Goal: Pain when moving/);
  await expect(pain).toBeVisible();
  await page.keyboard.press('Escape');

  // It is scaled in the patient's own terms.
  await pain.getByRole('button', { name: /^How it is measured/ }).click();
  await pain.getByLabel('Measured as').selectOption('attainment');
  await pain.getByLabel('0, the expected outcome').fill('Sleeps through on the new pills');
  await pain.getByLabel('−2, much less than expected').fill('Awake most of the night');
  await pain.getByLabel('Baseline').selectOption('-2');
  await pain.getByLabel('Target').selectOption('0');
  await expect(pain.getByLabel('Target')).toHaveValue('0');
  await first.screenshot('editor-attainment');
  await first.expectAccessible();

  // One goal becomes two and one again.
  const walk = goal(page, /^Goal: Walk 150 ft/);
  await walk.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Make two goals of it' }).click();
  await page.getByRole('button', { name: 'Make two goals of it' }).click();
  await expect(goal(page, /^Goal: One person nearby/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(goal(page, /^Goal: One person nearby/)).toHaveCount(0);
  await expect(goal(page, /^Goal: Walk 150 ft with a walker, one person nearby/)).toBeVisible();

  // Find goes through the whole plan, to another problem too.
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in the plan' }).fill('sleeps through');
  await expect(said(page).filter({ hasText: '1 of 1' })).toBeVisible();
  await first.screenshot('editor-find');
  await page.keyboard.press('Escape');
  await first.close();

  const second = await demonstration(first.profile);
  await second.signIn('oakes', demonstrationPassphrase);
  await openPlan(second);
  const again = goal(second.page, /^Goal: Pain when moving/);
  await again.getByRole('button', { name: /^How it is measured: −2 to/ }).click();
  await expect(again.getByLabel('0, the expected outcome')).toHaveValue(
    'Sleeps through on the new pills',
  );
  await second.close();
});

test('two who change one barrier lose nothing: a merge shows it field by field', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  const change = (): Locator => page.getByRole('button', { name: 'Change: Afraid of falling' });
  const form = (): Locator => page.getByRole('form', { name: 'Afraid of falling' });
  await openPlan(liaison);
  await change().click();
  await form().getByLabel('Detail').fill('Fell at home in January, on the porch steps');
  await form().getByLabel('Severity').selectOption('high');
  // A colleague at the same workstation saves first.
  await signInAs(liaison, 'oakes');
  await openPlan(liaison);
  await change().click();
  await form().getByLabel('Severity').selectOption('low');
  await form()
    .getByLabel(/^Who can remove it/)
    .fill('Physical therapy alone');
  await form().getByRole('button', { name: 'Save' }).click();
  await expect(form()).toBeHidden();
  await signInAs(liaison, 'elmcrest');
  await openPlan(liaison);
  await page.getByRole('button', { name: /^Go on: Change: Afraid of falling/ }).click();
  await expect(form().getByLabel('Detail')).toHaveValue(
    'Fell at home in January, on the porch steps',
  );
  await form().getByRole('button', { name: 'Save' }).click();
  const merge = page.getByRole('alert', { name: /saved this meanwhile/ });
  await expect(merge).toContainText('Oakes');
  await expect(merge).toContainText('1 field to decide');
  await expect(merge.getByRole('button', { name: 'Save as chosen' })).toBeDisabled();
  await liaison.screenshot('editor-merge');
  await liaison.expectAccessible();
  await merge
    .getByRole('group', { name: /^severity/ })
    .getByRole('radio')
    .last()
    .check();
  await merge.getByRole('button', { name: 'Save as chosen' }).click();
  await expect(form()).toBeHidden();
  const row = page.getByRole('row', { name: /Afraid of falling/ });
  await expect(row).toContainText('High');
  await expect(row).toContainText('Physical therapy alone');
  await expect(row).toContainText('on the porch steps');
  await liaison.close();
});
