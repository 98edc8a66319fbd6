import { expect, test } from '@playwright/test';
import { setUpHospital, start, type Liaison } from './support/app';

const anchor = '2026-03-12T13:42:00.000Z';

/** A hospital just set up, its first administrator signed in. */
const administrator = async (): Promise<Liaison> => {
  const liaison = await start({ clock: anchor });
  await setUpHospital(liaison);
  return liaison;
};

/** Goes to a place of the rail by its key or through the command bar. */
const goTo = async ({ page }: Liaison, place: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(place);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
};

test('health tells what stands and what waits, each with the button that does it', async () => {
  const liaison = await administrator();
  const { page } = liaison;
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();
  const waits = page.getByRole('region', { name: 'Waits for you' });
  await expect(waits.getByText('Make a backup')).toBeVisible();
  await expect(page.getByText('None is kept yet.')).toBeVisible();
  await expect(page.getByText(/AES-256, SQLCipher 4/)).toBeVisible();
  await liaison.screenshot('health-new');
  await liaison.expectAccessible();
  await waits.getByRole('button', { name: 'Back up now' }).press('Enter');
  await expect(page.getByText(/1 whole backup, of today/)).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText(/^Backup .*, verified$/)).toBeVisible();
  await expect(waits.getByText('Make a backup')).toBeHidden();
  await page.getByRole('button', { name: 'Check everything now' }).first().press('Enter');
  await expect(page.getByText(/Read in full at \d\d:\d\d: every page/)).toBeVisible();
  await expect(page.getByText(/Walked in full today/)).toBeVisible();
  await liaison.screenshot('health');
  await liaison.expectAccessible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await liaison.screenshot('keys');
  await liaison.expectAccessible();
  await page.getByRole('button', { name: 'What Liaison promises' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What Liaison promises' })).toBeVisible();
  await expect(page.getByText(/Nothing stops a lock, and a lock asks nothing/)).toBeVisible();
  await liaison.screenshot('promise');
  await liaison.expectAccessible();
  await goTo(liaison, 'Health');
  await liaison.close();
});
