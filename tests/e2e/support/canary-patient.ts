/** The canary in a patient's file: every tab, form by form, and what needs more than typing. */
import { expect, type Page } from '@playwright/test';
import type { Liaison } from './app';
import { workPlanParts, workTask, workTeam } from './canary-seldom';
import type { Steps } from './steps';
import type { Typist } from './typist';

/** Opens a patient of the word by the command bar. */
export const openPatient = async (
  { page }: Liaison,
  word: string,
  family = `${word}family`,
): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(family);
  await expect(page.getByRole('option', { name: new RegExp(family, 'i') }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: new RegExp(family, 'i') }).first()).toBeVisible();
};

/** The file's tabs, by the words that do not count anything. */
const openTab = async (liaison: Liaison, word: string, name: string): Promise<void> => {
  const { page } = liaison;
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
  if (!(await tab.isVisible())) await openPatient(liaison, word);
  await tab.click();
};

/** A note that is changed and amended, and one entered in error. */
const workNotes = async (typist: Typist, page: Page, word: string): Promise<void> => {
  const box = page.getByLabel('What was just said');
  for (const n of [1, 2]) {
    await box.fill(`${word} note ${n}`);
    await page.keyboard.press('Control+Enter');
    await expect(box).toHaveValue('');
  }
  const note = page.getByRole('listitem').filter({ hasText: `${word} note 2` });
  await note.getByRole('button', { name: 'Change', exact: true }).click();
  await typist.send((await typist.fill('Notes, change', { within: note, again: true }))!);
  const changed = page.getByRole('listitem').filter({ hasText: 'Not signed' }).first();
  await changed.getByRole('button', { name: 'Sign', exact: true }).click();
  const signed = page
    .getByRole('listitem')
    .filter({ hasText: /^.*Signed / })
    .first();
  await signed.getByRole('button', { name: 'Amend', exact: true }).click();
  await typist.send((await typist.fill('Notes, amend', { within: signed, again: true }))!);
  await typist.open(
    'Notes, in error',
    page.getByRole('button', { name: 'Enter in error', exact: true }).last(),
  );
};

/** A date set and then moved, with words; readiness with who said so. */
const workLeaving = async (typist: Typist, page: Page, word: string): Promise<void> => {
  for (const day of ['2026-03-18', '2026-03-19']) {
    await page
      .getByRole('heading', { name: new RegExp(word, 'i') })
      .first()
      .click();
    await page.keyboard.press('e');
    const form = page.getByRole('form', { name: 'When is the patient expected to leave?' });
    await form.getByLabel(/^Expected on/).fill(day);
    const why = form.getByLabel(/^Why does it move/);
    if (await why.isVisible()) await why.selectOption({ index: 1 });
    const last = await typist.fill('Expected discharge', { within: form, again: true });
    if (last) await typist.send(last);
    else await form.getByRole('button', { name: /^Save the date/ }).click();
    await expect(form).toBeHidden();
  }
  await page.getByRole('button', { name: 'Change medically ready' }).click();
  const ready = page.getByRole('dialog').last();
  await ready.getByRole('radio', { name: 'Yes' }).check();
  await typist.send((await typist.fill('Medically ready', { within: ready }))!);
  await expect(ready).toBeHidden();
};

/** Somebody who may be told of some things only, once more with the rest of what can be changed. */
const workContact = async (typist: Typist, page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  const form = page.getByRole('form').filter({ has: page.getByLabel(/^Relationship/) });
  const told = form.locator('select').last();
  const limited = await told
    .locator('option')
    .evaluateAll(
      (options) =>
        options.map((option) => (option as HTMLOptionElement).value).find((v) => v === 'limited') ??
        '',
    );
  await told.selectOption(limited);
  await typist.send((await typist.fill('Contact, limited', { within: form }))!);
  await expect(form).toBeHidden();
};

/** The patient's file, tab by tab; a plan is begun so that its fields are there. */
export const workPatient = async (
  steps: Steps,
  typist: Typist,
  liaison: Liaison,
  word: string,
): Promise<void> => {
  const { page } = liaison;
  await openPatient(liaison, word);
  await steps.take('leaving', () => workLeaving(typist, page, word));
  await steps.take('contact', () => workContact(typist, page));
  await steps.take('team', () => workTeam(typist, page));
  await openTab(liaison, word, 'Notes');
  await steps.take('notes', () => workNotes(typist, page, word));
  for (const tab of ['Overview', 'Care plan', 'Tasks', 'Documents', 'History']) {
    await openTab(liaison, word, tab);
    if (tab === 'Care plan') {
      await beginPlan(page, word);
      await steps.take('plan parts', () => workPlanParts(page, word));
    }
    if (tab === 'Tasks') await steps.take('task', () => workTask(page, word));
    await steps.take(tab, () => typist.work(`Patient, ${tab}`, () => openTab(liaison, word, tab)));
  }
};

const beginPlan = async (page: Page, word: string): Promise<void> => {
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
  // One need edited and accepted, one rejected with words.
  await typeNeed(page, `${word} ride`);
  await page.getByRole('button', { name: `Edit before accepting: ${word} ride` }).click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await typeNeed(page, `${word} food`);
  await page.getByRole('button', { name: `Reject: ${word} food` }).click();
  await page.getByLabel('Why not?').selectOption({ label: 'Other' });
  await page
    .getByRole('complementary', { name: 'Suggested' })
    .getByLabel('In words')
    .fill(`${word} reason`);
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Decided/ })).toBeVisible();
};

const typeNeed = async (page: Page, need: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'What does the patient need?' }).fill(need);
  await page.getByRole('option', { name: /^As a problem in your words/ }).click();
};
