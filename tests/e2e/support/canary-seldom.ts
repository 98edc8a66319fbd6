/** The canary in what is done seldom: the questions that take something away, and a plan's own parts. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Typist } from './typist';

/** Gives the reason that a question asks for, and answers it. */
const answerWith = async (page: Page, reason: string, verb: string): Promise<void> => {
  const dialog = page.getByRole('dialog').last();
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
};

const chooseOf = async (page: Page, what: RegExp, choice: string): Promise<void> => {
  await page.getByRole('button', { name: what }).first().click();
  await page.getByRole('menuitem', { name: choice, exact: true }).click();
};

/** Types into a field that saves itself when it is left. */
const write = async (field: Locator, text: string): Promise<void> => {
  await field.fill(text);
  await field.blur();
};

/** Somebody of the care team whose role is said in words. */
export const workTeam = async (typist: Typist, page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add to the care team' }).first().click();
  const form = page.getByRole('form', { name: 'Add to the care team' });
  await form.getByLabel('Role', { exact: true }).selectOption({ label: 'Other, in words' });
  await typist.send((await typist.fill('Care team, add', { within: form }))!);
  await expect(form).toBeHidden();
};

/** A task that is added and canceled. */
export const workTask = async (page: Page, word: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a task' }).first().click();
  await page.getByLabel('What is to be done').fill(`${word} canceled`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Cancel this task: ${word} canceled` }).click();
  await answerWith(page, `${word} why canceled`, 'Cancel this task');
};

/** A goal in a unit and in levels, a progress entered in error, an intervention with its details. */
export const workPlanParts = async (page: Page, word: string): Promise<void> => {
  const goal = page.getByRole('article', { name: new RegExp(`${word} goal`) }).first();
  await goal.getByRole('button', { name: /^How it is measured/ }).click();
  await goal.getByLabel('Measured as').selectOption('number');
  await write(goal.getByLabel('Unit'), word);
  await goal.getByLabel('Measured as').selectOption('attainment');
  for (const level of ['−2', '−1', '0', '+1', '+2'])
    await write(goal.getByRole('textbox', { name: `${level}, ` }), `${word} ${level}`);
  await goal.getByLabel('Measured as').selectOption('');
  await goal.getByRole('button', { name: 'Record progress' }).click();
  await page.getByLabel('Value', { exact: true }).fill(`${word} value`);
  await page.keyboard.press('Enter');
  await goal.getByRole('button', { name: 'All progress' }).click();
  await chooseOf(page, /^More for Mar /, 'Entered in error');
  await answerWith(page, `${word} why withdrawn`, 'Entered in error');
  await page
    .getByRole('button', { name: /^Intervention/ })
    .first()
    .click();
  await page.getByLabel('What is to be done').fill(`${word} work`);
  await page.keyboard.press('Enter');
  const what = page.getByLabel(`What: ${word} work`, { exact: true });
  await what.fill(`${word} other work`);
  await what.press('Enter');
  const named = new RegExp(`^More for ${word} other work`);
  await expect(page.getByRole('button', { name: named })).toBeVisible();
  await chooseOf(page, named, 'Show details');
  for (const label of ['How to reach the owner', 'What came of it'])
    await write(page.getByLabel(label).first(), `${word} ${label}`);
};
