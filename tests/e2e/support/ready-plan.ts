/** The last things that signing asks for, by the window: what was said to the plan, and who takes part. */
import { expect, type Page } from '@playwright/test';

export const agreeAndShare = async (page: Page): Promise<void> => {
  await page.getByLabel('They said').selectOption({ label: 'Agrees' });
  await page.getByRole('button', { name: 'Nobody yet' }).click();
  const people = page.getByRole('dialog', { name: 'Who takes part' });
  await people
    .getByRole('button', { name: /^Add to the plan/ })
    .first()
    .click();
  await expect(people.getByRole('list', { name: 'Who takes part' })).toBeVisible();
  await people.getByRole('button', { name: /^Close/ }).click();
  await expect(people).toBeHidden();
};
