import { expect, test } from '@playwright/test';
import { demonstration, openFile } from './support/patient-file';

test('look', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await openFile(liaison, 'Hazelmere');
  await liaison.screenshot('patient-overview');
  await page.getByRole('button', { name: 'Add an allergy' }).click();
  await page.getByRole('button', { name: 'Add a contact' }).click();
  await liaison.screenshot('patient-forms');
  await page.evaluate(() => document.querySelector('.patient-body')!.scrollTo(0, 700));
  await liaison.screenshot('patient-overview-2');
  await page.evaluate(() => document.querySelector('.patient-body')!.scrollTo(0, 9000));
  await liaison.screenshot('patient-overview-3');
  await liaison.expectAccessible();
  await liaison.close();
});
