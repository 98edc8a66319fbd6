import { expect, test } from '@playwright/test';
import { start } from './support/app';

test('look', async () => {
  const liaison = await start({ clock: '2026-03-12T13:42:00.000Z' });
  const { page } = liaison;
  page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text()); });
  page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Explore with a demonstration hospital' }).click();
  await expect(page.getByRole('grid', { name: 'Caseload' })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { level: 1, name: /March/ })).toBeVisible();
  await page.waitForTimeout(1500);
  await liaison.screenshot('look-week');
  await page.locator('.rbc-event').filter({ hasText: 'Rounds' }).last().click();
  await page.waitForTimeout(800);
  await liaison.screenshot('look-details');
  await page.keyboard.press('Escape');
  for (const v of ['Month', 'Day', 'Agenda']) {
    await page.getByRole('button', { name: v, exact: true }).click();
    await page.waitForTimeout(800);
    await liaison.screenshot(`look-${v}`);
    await liaison.expectAccessible().catch((e) => console.log('AXE', v, e.message.slice(0, 1500)));
  }
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await page.waitForTimeout(500);
  await liaison.expectAccessible().catch((e) => console.log('AXE week', e.message.slice(0, 1500)));
  await page.keyboard.press('c');
  await page.waitForTimeout(800);
  await liaison.screenshot('look-form');
  await liaison.expectAccessible().catch((e) => console.log('AXE form', e.message.slice(0, 1500)));
  await page.getByLabel('Rounds').check();
  await page.getByLabel('Repeats').selectOption('weekly');
  await page.waitForTimeout(300);
  await liaison.screenshot('look-form-2');
  await liaison.close();
});
