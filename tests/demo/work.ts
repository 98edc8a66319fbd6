/** The day's work through the window: import, caseload, a patient's file, a plan, its paper. */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Liaison } from '../e2e/support/app';
import { agreeAndShare } from '../e2e/support/ready-plan';
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

/** Opens a patient's file by the command bar. */
export const openPatient = async (page: Page, family = patient.family): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(family);
  await expect(page.getByRole('option', { name: new RegExp(`${family}, `) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: new RegExp(`^${family}, `) })).toBeVisible();
};

/** Adds a task to the file that is open. */
const addTask = async (page: Page, title: string, dueOn: string, time: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a task' }).first().click();
  const form = page.getByRole('form', { name: 'Add a task' });
  await form.getByLabel('What is to be done').fill(title);
  await form.getByLabel('Due on').fill(dueOn);
  await form.getByLabel(/^At /).fill(time);
  await form.getByRole('button', { name: 'Add' }).click();
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await expect(tasks.getByText(title, { exact: true })).toBeVisible();
};

/** What the day asks for the other patients, at the times the stories tell. */
const tasksOfTheDay = [
  ['Brackenford', 'Arrange ride home', 0, '23:00'],
  ['Saltmarsh', 'Home oxygen delivery', 0, '23:30'],
  ['Marlstone', 'Set a new discharge date', 0, '23:45'],
  ['Meadowlark', 'PICC and infusion set-up', 1, '09:00'],
] as const;

/** Writes them into the files, each under its date. */
export const writeTasks = async (page: Page, dayAfter: (days: number) => string): Promise<void> => {
  for (const [family, title, days, time] of tasksOfTheDay) {
    await openPatient(page, family);
    await addTask(page, title, dayAfter(days), time);
  }
};

/** What is to be done for her. */
export const task = 'Call Northplan for the SNF authorization';

/** A note and a task in the patient's file. */
export const writeInFile = async (page: Page, today: string): Promise<void> => {
  await page
    .getByLabel('What was just said')
    .fill('Clover, her daughter: Willow Quay is on her way to work. She wants to see the room.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('What was just said')).toHaveValue('');
  await addTask(page, task, today, '22:00');
};

const problem = 'Cannot yet walk safely';
const newTarget = '200 ft';
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
  await agreeAndShare(page);
  // Both forms stay open for the next one.
  const done = page.getByRole('button', { name: 'Done adding' });
  await done.last().click();
  await done.click();
  await expect(done).toBeHidden();
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

/** Shows what a new wording changes against the version that was signed. */
export const compare = async (page: Page): Promise<void> => {
  const card = page.getByRole('article', { name: new RegExp(`^Goal: ${goal}`) });
  await card.getByRole('textbox', { name: 'Target' }).fill(newTarget);
  await page.keyboard.press('Tab');
  await expect(page.getByText('1 change.')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('region', { name: 'What differs from version 1' })).toContainText(
    newTarget,
  );
};

/** The plan is still signed, with its progress, and what was begun of the next version. */
export const expectPlan = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Care plan' }).click();
  const card = page.getByRole('article', { name: new RegExp(`^Goal: ${goal}`) });
  await expect(card.getByRole('textbox', { name: 'Target' })).toHaveValue(newTarget);
  await expect(card.getByText('60 ft', { exact: true })).toBeVisible();
};

const round = '5 West rounds';

/** Puts something into the calendar. */
const make = async (
  page: Page,
  one: { kind: string; title: string; from: string; to: string; place: string; repeats?: string },
): Promise<void> => {
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'New in the calendar' });
  await form.getByRole('radio', { name: one.kind }).check();
  await form.getByLabel('What it is').fill(one.title);
  await form.getByLabel('From').fill(one.from);
  await form.getByLabel('To', { exact: true }).fill(one.to);
  if (one.repeats !== undefined) await form.getByLabel('Repeats').selectOption(one.repeats);
  await form.getByLabel('Place').fill(one.place);
  await form.getByRole('button', { name: 'Put into the calendar' }).click();
  await expect(page.getByText(`Put into the calendar: ${one.title}`)).toBeVisible();
};

/** Puts the unit's rounds of every weekday into the calendar, and what else the day holds. */
export const makeRound = async (page: Page): Promise<void> => {
  await goTo(page, 'Calendar');
  await make(page, {
    ...{ kind: 'Rounds', title: round, from: '10:30', to: '11:15', place: 'Room 520' },
    repeats: 'weekdays',
  });
  await expectRound(page);
  await make(page, {
    ...{ kind: 'Meeting', title: 'Family, Hazelmere', from: '13:00', to: '13:45' },
    place: 'Room 520',
  });
  await make(page, {
    ...{ kind: 'Visit', title: 'Willow Quay, the room', from: '15:30', to: '16:30' },
    place: 'Willow Quay',
  });
};

/** Shows the calendar of the month, and the week in the dark. */
export const lookAtCalendar = async (page: Page, recorder: Recorder): Promise<void> => {
  const view = page.getByRole('group', { name: 'View' });
  const look = (theme: 'dark' | 'light'): Promise<unknown> =>
    page.evaluate((next) => window.liaison.call('session.device', { theme: next }), theme);
  await recorder.picture(page, 'calendar');
  await view.getByRole('button', { name: 'Month' }).click();
  await expect(page.getByText('Family, Hazelmere').first()).toBeVisible();
  await recorder.picture(page, 'calendar-month');
  await view.getByRole('button', { name: 'Week' }).click();
  await expectRound(page);
  await look('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await recorder.picture(page, 'calendar-dark');
  await look('light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
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
