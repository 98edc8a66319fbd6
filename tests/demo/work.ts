/** The day's work through the window: import, caseload, a patient's file, a plan, its paper. */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Liaison } from '../e2e/support/app';
import { goTo, lead, patience } from './people';
import type { Recorder } from './recorder';

/** The patient whose story the run follows; the census brings her. */
export const patient = { list: 'Hazelmere, Ruth', family: 'Hazelmere' };

/** Chooses files in the import and waits for the preview. */
const look = async (liaison: Liaison, paths: string[]): Promise<void> => {
  const { page } = liaison;
  await goTo(page, 'Import');
  const more = page.getByRole('button', { name: 'Import more' });
  if (await more.isVisible()) await more.click();
  await liaison.answerOpen(paths);
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible({
    timeout: patience,
  });
};

/** Imports files after their preview; `name` is that of the picture of the preview. */
export const importFiles = async (
  liaison: Liaison,
  recorder: Recorder,
  paths: string[],
  name: string,
): Promise<void> => {
  const { page } = liaison;
  await look(liaison, paths);
  await page.getByRole('button', { name: /^New/ }).click();
  await recorder.picture(page, name);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Written\./)).toBeVisible({ timeout: patience });
};

/** The caseload of one unit: answers what its head says. */
export const openCaseload = async (page: Page, unit: string): Promise<string> => {
  await goTo(page, 'Caseload');
  await page.getByRole('combobox', { name: 'Unit' }).selectOption({ label: unit });
  await expect(page.getByRole('row', { name: new RegExp(patient.list) })).toBeVisible({
    timeout: patience,
  });
  return page.getByText(/ stays, \d+ due to leave today$/).innerText();
};

/** Takes three stays of the unit: they are mine from now on. */
export const takeStays = async (page: Page): Promise<void> => {
  for (const name of ['Hazelmere', 'Marlstone', 'Saltmarsh']) {
    await page.getByRole('searchbox', { name: 'Filter this list' }).fill(name);
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Take', exact: true }).click();
    await expect(row).toContainText(`${lead.given} ${lead.family}`);
  }
  await page.getByRole('searchbox', { name: 'Filter this list' }).fill('');
  await expect(page.getByRole('button', { name: 'Mine 3' })).toBeVisible();
};

/** Opens the patient's file by the command bar. */
export const openPatient = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(patient.family);
  await expect(page.getByRole('option', { name: new RegExp(patient.list) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: patient.list })).toBeVisible();
};

/** What is to be done for her. */
export const task = 'Call Northplan for the SNF authorization';

/** A note and a task in the patient's file. */
export const writeInFile = async (page: Page): Promise<void> => {
  await page
    .getByLabel('What was just said')
    .fill('Clover, her daughter: Willow Quay is on her way to work. She wants to see the room.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('What was just said')).toHaveValue('');
  await page.getByRole('button', { name: 'Add a task' }).first().click();
  await page.getByLabel('What is to be done').fill(task);
  await page.keyboard.press('Enter');
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await expect(tasks.getByText(task, { exact: true })).toBeVisible();
};

const problem = 'Cannot yet walk safely';
const goal = 'Walk 150 ft with a walker, one person nearby';

/** Writes a care plan and signs it: version 1. */
export const writePlan = async (page: Page, dueOn: string): Promise<void> => {
  await page.getByRole('tab', { name: 'Care plan' }).click();
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.getByLabel('What the plan is about').fill('Hip fracture');
  await page.keyboard.press('Enter');
  await page.getByLabel('What stands in the way of a safe discharge').fill(problem);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(problem) }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Goal', exact: true }).click();
  await page.getByLabel('What is to be reached').fill(goal);
  await page.keyboard.press('Enter');
  const card = page.getByRole('article', { name: new RegExp(`^Goal: ${goal}`) });
  await card.getByRole('textbox', { name: 'Measure' }).fill('Distance walked');
  await card.getByRole('textbox', { name: 'Baseline' }).fill('10 ft');
  await card.getByRole('textbox', { name: 'Target' }).fill('150 ft');
  await card.getByLabel('Due').fill(dueOn);
  await page.getByLabel('Review on').fill(dueOn);
  await page.keyboard.press('Tab');
  const sign = page.getByRole('button', { name: 'Sign and activate' });
  await expect(sign).toBeEnabled();
};

/** Signs what was written and records the first progress. */
export const signPlan = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign and activate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and activate' }).click();
  await expect(page.getByText('nothing changed since version 1')).toBeVisible();
  const card = page.getByRole('article', { name: new RegExp(`^Goal: ${goal}`) });
  await card.getByRole('button', { name: 'Record progress' }).click();
  await card.getByLabel('Value').fill('60 ft');
  await card.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(card.getByText('60 ft', { exact: true })).toBeVisible();
};

/** The plan is still signed, with its progress. */
export const expectPlan = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Care plan' }).click();
  const card = page.getByRole('article', { name: new RegExp(`^Goal: ${goal}`) });
  await expect(card.getByRole('textbox', { name: 'Target' })).toHaveValue('150 ft');
  await expect(card.getByText('60 ft', { exact: true })).toBeVisible();
};

const round = '5 West rounds';

/** Puts the unit's rounds of every weekday into the calendar. */
export const makeRound = async (page: Page): Promise<void> => {
  await goTo(page, 'Calendar');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'New in the calendar' });
  await form.getByRole('radio', { name: 'Rounds' }).check();
  await form.getByLabel('What it is').fill(round);
  await form.getByLabel('From').fill('10:30');
  await form.getByLabel('To', { exact: true }).fill('11:15');
  await form.getByLabel('Repeats').selectOption('weekdays');
  await form.getByLabel('Place').fill('Room 520');
  await form.getByRole('button', { name: 'Put into the calendar' }).click();
  await expect(page.getByText(`Put into the calendar: ${round}`)).toBeVisible();
  await expectRound(page);
};

/** The rounds stand in the calendar. */
export const expectRound = async (page: Page): Promise<void> => {
  await expect(
    page.getByRole('button', { name: new RegExp(`^Rounds: ${round}`) }).first(),
  ).toBeVisible({
    timeout: patience,
  });
};

/** Shows the plan as it will be printed and saves it as a PDF. */
export const savePlan = async (liaison: Liaison, recorder: Recorder): Promise<void> => {
  const { page } = liaison;
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  const preview = page.getByRole('dialog', { name: 'Print: Care plan' });
  const first = preview.getByRole('img', { name: /^Page 1 of \d+/ });
  await expect(first).toBeVisible({ timeout: patience });
  await recorder.picture(page, 'print-preview');
  const pages = Number(/of (\d+)/.exec((await first.getAttribute('aria-label')) ?? '')?.[1] ?? 0);
  const file = join(recorder.folder, 'care-plan.pdf');
  await liaison.answerSave(file);
  await preview.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(preview.getByText('Saved. It is on record.')).toBeVisible({ timeout: patience });
  recorder.keep(file, pages);
  await preview.getByRole('button', { name: 'Close' }).click();
  await expect(preview).toBeHidden();
};
