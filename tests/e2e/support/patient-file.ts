/** The patient's file in stories: the demonstration hospital, opening a file, switching the user. */
import { expect } from '@playwright/test';
import { demonstrationPassphrase } from '../../../electron/demonstration/hospital';
import { start, type Liaison } from './app';
import { anchor, demonstrationHospital } from './prepared';

/** The demonstration hospital in a new profile, or the same one after a restart (at the lock). */
export const demonstration = async (profile?: string): Promise<Liaison> => {
  const liaison =
    profile === undefined ? await demonstrationHospital() : await start({ clock: anchor, profile });
  await liaison.page.setViewportSize({ width: 1440, height: 900 });
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
