import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Liaison } from './support/app';
import { demonstration, openFile } from './support/patient-file';

const openPlan = async (liaison: Liaison, name: string): Promise<void> => {
  await openFile(liaison, name);
  await liaison.page.getByRole('tab', { name: 'Care plan' }).click();
};

const goal = (page: Page, name: string): Locator =>
  page.getByRole('article', { name: new RegExp(`^Goal: ${name}`) });

/** By keyboard: the control has the focus already, or Tab brings it there. */
const press = async (page: Page, control: Locator): Promise<void> => {
  await control.focus();
  await page.keyboard.press('Enter');
};

test('activate is refused with its check list, each line leads to where it is mended, then version 1 is signed', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await openPlan(liaison, 'Cloudberry');
  await page.getByRole('button', { name: 'Write a care plan' }).click();
  await page.getByLabel('What the plan is about').fill('Going to a facility');
  await page.keyboard.press('Enter');
  await page.getByLabel('What stands in the way of a safe discharge').fill('Cannot stand up alone');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Goal', exact: true }).click();
  await page.getByLabel('What is to be reached').fill('Stand up from a chair');
  await page.keyboard.press('Enter');
  await expect(goal(page, 'Stand up')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await page.getByLabel('What is to be done').fill('Stand up with the therapist twice a day');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  // Refused, by name and line.
  const sign = page.getByRole('dialog', { name: /version 1/ });
  const lines = sign.getByRole('list', { name: 'What signing asks for' });
  const mend = async (name: RegExp): Promise<void> => {
    await page.keyboard.press('Control+Shift+S');
    await press(page, sign.getByRole('button', { name }));
    await expect(sign).toBeHidden();
  };
  /** The line led to its field: only then is anything typed. */
  const stands = (place: string): Promise<void> =>
    expect(page.locator(`[data-place$=":${place}"] :focus`)).toBeVisible();
  await page.keyboard.press('Control+Shift+S');
  await expect(sign.getByRole('heading')).toHaveText('Before version 1 can be signed');
  await expect(lines.getByRole('listitem').filter({ hasText: '1 open' })).toHaveCount(6);
  await expect(sign.getByRole('button', { name: 'Sign and activate' })).toBeHidden();
  await liaison.screenshot('check-list');
  await liaison.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(sign).toBeHidden();
  await mend(/say how “Stand up from a chair” is measured/);
  const card = goal(page, 'Stand up');
  await expect(card.getByRole('textbox', { name: 'Measure' })).toBeFocused();
  await page.keyboard.type('Times in 30 seconds');
  await mend(/give “Stand up from a chair” a date/);
  await expect(card.getByLabel('Due')).toBeFocused();
  await page.keyboard.type('2026-03-20');
  await mend(/give “Stand up with the therapist twice a day” an owner/);
  await stands('owner');
  await page.keyboard.type('Physical therapist');
  await mend(/set the review date/);
  await stands('reviewOn');
  await page.keyboard.type('2026-03-16');
  await mend(/record what the patient or family said/);
  await expect(page.getByLabel('They said')).toBeFocused();
  await page.getByLabel('They said').selectOption({ label: 'Could not be asked' });
  await mend(/say why nobody could be asked/);
  await stands('agreementNote');
  await page.keyboard.type('Asleep after the procedure, no family reached');
  await mend(/add who takes part/);
  const people = page.getByRole('dialog', { name: 'Who takes part' });
  await press(page, people.getByRole('button', { name: /^Add all/ }));
  await expect(people.getByRole('list', { name: 'Who takes part' })).toBeVisible();
  await liaison.screenshot('people');
  await liaison.expectAccessible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+S');
  await expect(sign.getByRole('heading')).toHaveText('Sign and activate version 1?');
  await expect(lines.getByRole('listitem').filter({ hasText: 'done' })).toHaveCount(9);
  await expect(sign.getByText(/The plan of Cloudberry, Ines \(DOB 11\/19\/1938/)).toBeVisible();
  await liaison.screenshot('sign');
  await press(page, sign.getByRole('button', { name: 'Sign and activate' }));
  await expect(page.getByText('nothing changed since version 1')).toBeVisible();
  await liaison.close();
});
