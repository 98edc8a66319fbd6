/** The patient's file in stories: the demonstration hospital, opening a file, switching the user. */
import { expect, type Locator, type Page } from '@playwright/test';
import { demonstrationPassphrase } from '../../../electron/demonstration/hospital';
import { start, type Liaison } from './app';

/** A morning at the demonstration hospital; its stories are told for this day. */
const clock = '2026-03-12T13:42:00.000Z';

const places = (page: Page): Locator => page.getByRole('navigation', { name: 'Places' });

/** The demonstration hospital in a new profile, or the same one after a restart (at the lock). */
export const demonstration = async (profile?: string): Promise<Liaison> => {
  const liaison = await start({ clock, ...(profile === undefined ? {} : { profile }) });
  await liaison.page.setViewportSize({ width: 1440, height: 900 });
  if (profile === undefined) {
    await liaison.page
      .getByRole('button', { name: 'Explore with a demonstration hospital' })
      .click();
    await expect(places(liaison.page)).toBeVisible({ timeout: 60_000 });
  }
  return liaison;
};

/** Opens a patient's file by the command bar, by keyboard alone. */
export const openFile = async ({ page }: Liaison, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await expect(
    page.getByRole('option', { name: new RegExp(`${name}, [A-Z]`), selected: true }).first(),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: new RegExp(`^${name},`) })).toBeVisible();
};

/** Locks and signs another person in. */
export const signInAs = async (liaison: Liaison, name: string): Promise<void> => {
  await liaison.lock();
  await liaison.page.keyboard.press('Alt+u');
  await liaison.signIn(name, demonstrationPassphrase);
};
