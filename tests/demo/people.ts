/** The people of the run, and how they come in: invited by the administrator, with a passphrase of their own. */
import { expect, type Page } from '@playwright/test';
import type { Liaison } from '../e2e/support/app';

/** Long enough for a slow machine; nothing is waited for longer than it takes. */
export const patience = 60_000;

export interface Person {
  given: string;
  family: string;
  signInName: string;
  role: string;
  credentials: string;
  passphrase: string;
}

/** The unit lead of the three units, who imports, plans and leads the round. */
export const lead: Person = {
  given: 'Priya',
  family: 'Stonehaven',
  signInName: 'stonehaven',
  role: 'unit lead',
  credentials: 'RN',
  passphrase: 'seven herons above the weir',
};

export const placesOf = (page: Page) => page.getByRole('navigation', { name: 'Places' });

/** Opens a place of the rail. */
export const goTo = async (page: Page, place: string): Promise<void> => {
  await placesOf(page)
    .getByRole('button', { name: new RegExp(`^${place}( \\d+)?$`) })
    .click();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
};

/** Invites a person to all three units; answers the temporary passphrase that is shown once. */
export const invite = async (page: Page, person: Person): Promise<string> => {
  await goTo(page, 'Users');
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const form = page.getByRole('form', { name: 'Invite a person' });
  await form.getByLabel('Given name').fill(person.given);
  await form.getByLabel('Family name').fill(person.family);
  await form.getByLabel('Sign-in name').fill(person.signInName);
  await form.getByLabel('Role').selectOption({ label: person.role });
  await form.getByRole('button', { name: 'Add a credential' }).click();
  await form.getByLabel('Credential', { exact: true }).fill(person.credentials);
  for (const unit of ['4 North', '5 West', '5 East']) await form.getByLabel(unit).check();
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  const shown = page.getByRole('status').filter({ hasText: 'shown this once' });
  const temporary = await shown.locator('output').innerText();
  await shown.getByRole('button', { name: 'I have told it' }).click();
  return temporary;
};

/** Signs in for the first time and chooses a passphrase. */
export const firstSignIn = async (
  { page }: Liaison,
  person: Person,
  temporary: string,
): Promise<void> => {
  await page.keyboard.press('Alt+u');
  await page.getByLabel('Sign-in name').fill(person.signInName);
  await page.getByLabel('Passphrase', { exact: true }).fill(temporary);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Choose a passphrase of your own' })).toBeVisible({
    timeout: patience,
  });
  await page.getByLabel('Present passphrase', { exact: true }).fill(temporary);
  await page.getByLabel('New passphrase', { exact: true }).fill(person.passphrase);
  await page.getByRole('button', { name: 'Keep this passphrase' }).click();
  await expect(placesOf(page)).toBeVisible({ timeout: patience });
};
