/** What the administrator's stories share. */
import { expect } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screensFolder, type Liaison } from './app';

/** Goes to a place of the rail by its key or through the command bar. */
export const goTo = async ({ page }: Liaison, place: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(place);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
};

/** Signs out of one account and into another. */
export const switchTo = async (liaison: Liaison, name: string, secret: string): Promise<void> => {
  await liaison.lock();
  await liaison.page.keyboard.press('Alt+u');
  await liaison.signIn(name, secret);
};

/** Takes a picture of the whole window as it is drawn: at a zoom the page's own picture is cut off. */
export const pictureOfWindow = async ({ app }: Liaison, name: string): Promise<void> => {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]!.webContents.capturePage();
    return image.toPNG().toString('base64');
  });
  writeFileSync(join(screensFolder(), `${name}.png`), Buffer.from(png, 'base64'));
};
