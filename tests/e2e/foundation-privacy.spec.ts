import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { demonstration, openFile, signInAs } from './support/patient-file';

test('a lead restricts a patient, others lose the name, an opening with a reason is reviewed, the audit is saved', async () => {
  test.setTimeout(600_000);
  const liaison = await demonstration();
  const { page } = liaison;
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const place = (name: string) =>
    page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name, exact: true })
      .click();
  await openFile(liaison, 'Hazelmere');
  const head = await page.locator('.patient-head').innerText();
  const mrn = /MRN\s*(\d+)/.exec(head)![1]!;

  await test.step('a lead restricts it from the file', async () => {
    await signInAs(liaison, 'stonehaven');
    await openFile(liaison, 'Hazelmere');
    await page.getByRole('button', { name: 'Restrict to the team' }).click();
    const dialog = page.getByRole('dialog', { name: /Restrict this file/ });
    await expect(dialog).toContainText('Hazelmere, Ruth');
    await dialog.getByLabel('Reason').fill('A nurse of this unit');
    await dialog.getByRole('button', { name: 'Restrict to the team' }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('outside of the team: a row without a name, found by the exact number, opened with a reason', async () => {
    await signInAs(liaison, 'ashlock');
    await expect(page.getByRole('grid', { name: 'Caseload' })).toBeVisible();
    await expect(page.getByText('Hazelmere')).toHaveCount(0);
    await page.keyboard.press('Control+k');
    const find = page.getByRole('dialog').getByRole('combobox');
    await find.fill('Hazelmere');
    await expect(page.getByRole('option', { name: /Hazelmere/ })).toHaveCount(0);
    await find.fill(mrn);
    await expect(
      page.getByRole('option', { name: '1 record opens with a reason', selected: true }),
    ).toBeVisible();
    await page.keyboard.press('Enter');
    const glass = page.getByRole('dialog', { name: 'Open with a reason?' });
    await glass.getByLabel('Reason').fill('Asked by the physician about tonight');
    await glass.getByRole('button', { name: 'Open the record' }).click();
    await expect(page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
  });

  await test.step('the team goes on as before', async () => {
    await signInAs(liaison, 'elmcrest');
    await expect(page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
  });

  await test.step('the privacy officer reviews it, and sees who saw the patient', async () => {
    await signInAs(liaison, 'maplethorpe');
    await place('Privacy');
    const row = section('Opened with a reason').getByRole('row', { name: /Ansel Ashlock/ });
    await expect(row).toContainText('Asked by the physician about tonight');
    await expect(row).toContainText(mrn);
    await expect(section('Restricted patients')).toContainText(mrn);
    // The privacy officer restricts without reading: two identifiers, no name.
    await expect(page.getByText('Hazelmere')).toHaveCount(0);
    await expect(section('Restricted patients')).toContainText('A nurse of this unit');
    await liaison.screenshot('privacy');
    await liaison.expectAccessible();
    await row.getByRole('button', { name: /^Review:/ }).click();
    const form = page.getByRole('form', { name: /^Review: opened by Ansel Ashlock/ });
    await form.getByLabel('What you found').fill('In order, spoke with Dr. Oakwood');
    await form.getByLabel('What you found').press('Control+Enter');
    await expect(row).toBeHidden();
    await page.getByRole('button', { name: 'Reviewed', exact: true }).click();
    await expect(row).toContainText('In order, spoke with Dr. Oakwood');
    await expect(row).toContainText('Corin Maplethorpe');
    await row.getByRole('button', { name: /^Who saw this patient/ }).click();
    await expect(page.getByLabel('Record number')).toHaveValue(mrn);
    const entries = page.getByRole('table', { name: 'Entries' });
    await expect(entries).toContainText('Ansel Ashlock');
    await expect(entries).toContainText('Opened a patient with a reason');
  });

  await test.step('what is filtered is saved as a table and as FHIR', async () => {
    const csv = join(liaison.profile, 'audit.csv');
    await liaison.answerSave(csv);
    await page.getByRole('button', { name: 'As a table (CSV)…' }).click();
    await expect(page.getByText(/^Saved: \d+ entr/)).toBeVisible();
    const lines = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(lines[0]).toContain('seq,at,userId');
    expect(lines.some((line) => line.includes('patients.breakGlass'))).toBe(true);
    const fhir = join(liaison.profile, 'audit.json');
    await liaison.answerSave(fhir);
    await page.getByRole('button', { name: 'As FHIR AuditEvent…' }).click();
    await expect.poll(() => existsSync(fhir)).toBe(true);
    const bundle = JSON.parse(readFileSync(fhir, 'utf8')) as {
      entry: { resource: { resourceType: string } }[];
    };
    expect(bundle.entry.length).toBeGreaterThanOrEqual(lines.length - 1);
    expect(new Set(bundle.entry.map(({ resource }) => resource.resourceType))).toEqual(
      new Set(['AuditEvent']),
    );
    await liaison.screenshot('audit-saved');
    await liaison.expectAccessible();
  });

  await test.step('the restriction is lifted with a reason, and the unit has the patient again', async () => {
    await place('Privacy');
    const restricted = section('Restricted patients');
    await restricted.getByLabel('Record number').fill(mrn);
    await restricted.getByLabel('Record number').press('Enter');
    await restricted
      .getByRole('list', { name: 'Find' })
      .getByRole('button', { name: /^Open to the unit/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /Open this patient to the unit/ });
    await expect(dialog).toContainText(`MRN ${mrn}, DOB 03/14/1941`);
    await dialog.getByLabel('Reason').fill('Left the hospital’s service');
    await dialog.getByRole('button', { name: 'Open to the unit' }).click();
    await expect(dialog).toBeHidden();
    await expect(restricted.getByRole('list', { name: 'Find' })).toContainText('Open to the unit');
    await signInAs(liaison, 'brookmoor');
    await openFile(liaison, 'Hazelmere');
  });
  await liaison.close();
});
