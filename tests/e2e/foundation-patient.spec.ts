import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { demonstration, openFile, signInAs } from './support/patient-file';

const section = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const header = (page: Page): Locator => page.locator('.patient-head');

/** Fields by their labels, in order; then the form is sent by Ctrl+Enter. */
const fill = async (form: Locator, fields: Record<string, string>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
  await form.getByLabel(Object.keys(fields).at(-1)!).press('Control+Enter');
};

test('facts written in the file stand in header, list and printed plan, for a colleague, after a restart', async () => {
  const first = await demonstration();
  const { page } = first;
  await openFile(first, 'Hazelmere');
  await first.screenshot('patient');
  await first.expectAccessible();

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Expected on').fill('2026-03-14');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Choose why the date moved.')).toBeVisible();
  await first.screenshot('patient-edd-refused');
  await first.expectAccessible();
  await dialog.getByLabel('Why does it move').selectOption({ label: 'Payer decision' });
  await dialog.getByLabel('In words').press('Enter');
  await expect(dialog).toBeHidden();
  await expect(header(page)).toContainText('Sat, Mar 14');

  await page.getByRole('button', { name: 'Add a code status' }).click();
  const code = page.getByRole('form', { name: 'Add a code status' });
  await code.getByLabel('Note').press('Control+Enter');
  await expect(code.getByText('Choose a code status.')).toBeVisible();
  await expect(code.getByText('Say who said so.')).toBeVisible();
  await code.getByLabel('Code status').selectOption({ label: 'DNR' });
  await fill(code, { 'Who said so': 'Ruth Hazelmere', 'Said on, time': '23:59' });
  await expect(code.getByText('This is still to come.')).toBeVisible();
  await first.screenshot('patient-wrong');
  await first.expectAccessible();
  await fill(code, { 'Said on, time': '09:30' });
  await expect(code).toBeHidden();
  await expect(header(page)).toContainText('DNR');
  await expect(section(page, 'Code status')).toContainText('Said by Ruth Hazelmere, Mar 12, 09:30');

  await page.getByRole('button', { name: 'Add an allergy' }).click();
  const allergy = page.getByRole('form', { name: 'Add an allergy' });
  await fill(allergy, { 'To what': 'sulfa ANTIBIOTICS' });
  await expect(allergy.getByText('This allergy is recorded already.')).toBeVisible();
  await fill(allergy, { 'What happens': 'Hives', 'To what': 'Latex' });
  await expect(header(page)).toContainText('Sulfa antibiotics allergy, Latex allergy');

  await page.getByRole('button', { name: 'Add a contact' }).click();
  const contact = page.getByRole('form', { name: 'Add a contact' });
  await contact.getByLabel('May be told').selectOption({ label: 'May be told some things' });
  await fill(contact, { Name: 'Rowan Hazelmere', Relationship: 'Son', Phone: '555-0190' });
  await expect(contact.getByText('Say what may be told.')).toBeVisible();
  await contact.getByLabel('Emergency contact').check();
  await fill(contact, { 'What may be told': 'Day of discharge only' });
  await expect(section(page, 'Contacts')).toContainText('May be told: Day of discharge only');

  await page.getByRole('button', { name: 'Add a coverage' }).click();
  const coverage = page.getByRole('form', { name: 'Add a coverage' });
  await coverage.getByLabel('Kind of plan').selectOption({ label: 'Medicaid' });
  await fill(coverage, {
    Payer: 'State Medicaid',
    'First day': '2026-03-10',
    'Last day': '2026-03-01',
  });
  await expect(coverage.getByText('This is before the first day.')).toBeVisible();
  await fill(coverage, { 'Policy or member number': 'M-4471', 'Last day': '2026-12-31' });
  await expect(section(page, 'Coverage')).toContainText('State Medicaid');
  await expect(section(page, 'Coverage')).toContainText('Secondary');

  // Printed plan: what is current stands on the paper.
  await page.getByRole('tab', { name: 'Care plan' }).click();
  await expect(page.getByRole('button', { name: 'Sign and activate' })).toBeVisible();
  await page.keyboard.press('Control+p');
  const preview = page.getByRole('dialog', { name: 'Print: Care plan' });
  await expect(preview.locator('[data-drawn="true"]')).toBeVisible();
  const file = join(first.profile, 'plan.pdf');
  await first.answerSave(file);
  await preview.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(preview.getByText('Saved. It is on record.')).toBeVisible();
  const paper = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  for (const words of ['Latex', 'DNR', 'Mar 14, 2026', 'State Medicaid'])
    expect(paper).toContain(words);
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: 'Caseload' })
    .click();
  await expect(page.getByRole('row', { name: /Hazelmere/ })).toContainText('Mar 14');
  await first.close();

  const second = await demonstration(first.profile);
  await second.signIn('oakes', 'invented patients only');
  await openFile(second, 'Hazelmere');
  for (const words of ['Sat, Mar 14', 'Latex allergy', 'DNR'])
    await expect(header(second.page)).toContainText(words);
  await expect(section(second.page, 'Contacts')).toContainText('Rowan Hazelmere');
  await expect(section(second.page, 'Contacts')).toContainText('555-0190');
  await expect(section(second.page, 'Coverage')).toContainText('number M-4471');
  await second.page.getByRole('tab', { name: 'History' }).click();
  const history = section(second.page, 'Timeline');
  await expect(history.getByText('EDD moved Mar 13 to Mar 14')).toBeVisible();
  await expect(history).toContainText('Robin Elmcrest, Payer decision');
  await expect(history).toContainText('Allergy: Latex');
  await second.screenshot('patient-history');
  await second.expectAccessible();
  await history.getByRole('button', { name: 'People' }).click();
  await expect(history.getByText('Allergy: Latex')).toBeHidden();
  await expect(history.getByText('Contact: Rowan Hazelmere')).toBeVisible();

  // Neither administrator nor auditor reads or writes a patient, whatever the window shows.
  const patientId = await second.page.evaluate(async () => {
    const found = await window.liaison.call('search.find', { text: 'Hazelmere' });
    return (found as { value: { hits: { patientId: string }[] } }).value.hits[0]!.patientId;
  });
  for (const name of ['wetherlam', 'maplethorpe']) {
    await signInAs(second, name);
    const answers = await second.page.evaluate(
      async (id) => [
        await window.liaison.call('patients.file', { patientId: id }),
        await window.liaison.call('patients.stateNoAllergies', { patientId: id }),
      ],
      patientId,
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  }
  await expect(second.page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeHidden();
  await second.close();
});

test('what was half typed is offered back, a colleague’s save stands beside it, and what was wrong is taken back', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  await openFile(liaison, 'Hazelmere');
  const clover = page.getByRole('form', { name: 'Change “Clover Hazelmere”' });
  const contacts = section(page, 'Contacts');
  const edit = contacts.getByRole('button', { name: 'Change “Clover Hazelmere”' });
  await edit.click();
  await clover.getByLabel('Phone').fill('555-0199');
  await signInAs(liaison, 'oakes');
  await openFile(liaison, 'Hazelmere');
  await edit.click();
  await fill(clover, { Phone: '555-0188' });
  await expect(contacts).toContainText('555-0188');
  await signInAs(liaison, 'elmcrest');
  await openFile(liaison, 'Hazelmere');
  await expect(clover.getByLabel('Phone')).toHaveValue('555-0199');
  await expect(clover.getByText('this text was not saved yet')).toBeVisible();
  await clover.getByLabel('Phone').press('Control+Enter');
  const conflict = clover.getByRole('alert');
  await expect(conflict).toContainText('555-0188');
  await expect(conflict).toContainText('Perrin Oakes');
  await conflict.scrollIntoViewIfNeeded();
  await liaison.screenshot('patient-conflict');
  await liaison.expectAccessible();
  await conflict.getByRole('button', { name: 'Use mine' }).click();
  await expect(contacts).toContainText('555-0199');
  await page.keyboard.press('Control+z');
  await expect(contacts).toContainText('555-0188');

  // A resolved allergy is not current; undone, it is again.
  const allergies = section(page, 'Allergies');
  await allergies.getByRole('button', { name: 'Change “Sulfa antibiotics”' }).click();
  const sulfa = page.getByRole('form', { name: 'Change “Sulfa antibiotics”' });
  await sulfa.getByLabel('Standing').selectOption({ label: 'Resolved' });
  await sulfa.getByLabel('To what').press('Control+Enter');
  await expect(header(page)).toContainText('No current allergy, 1 resolved');
  await page.keyboard.press('Control+z');
  await expect(header(page)).toContainText('Sulfa antibiotics allergy');
  await allergies.getByRole('button', { name: 'Enter “Sulfa antibiotics” in error' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Hazelmere, Ruth, DOB 03/14/1941');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Say why. It stands in the history.')).toBeVisible();
  await liaison.screenshot('patient-in-error');
  await liaison.expectAccessible();
  await dialog.getByLabel('Reason').fill('Recorded on the wrong patient');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(header(page)).toContainText('Allergies not recorded');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(section(page, 'Timeline')).toContainText(
    'entered in error, Robin Elmcrest, Recorded on the wrong patient',
  );
  // Little is known of this one: what is not recorded says so.
  await openFile(liaison, 'Stonecrop');
  await expect(section(page, 'Concerns')).toContainText('No concern was raised.');
  await liaison.screenshot('patient-little-known');
  await liaison.expectAccessible();
  await page.getByRole('tab', { name: 'History' }).click();
  await section(page, 'Timeline').getByRole('button', { name: 'People' }).click();
  await expect(page.getByText('No change of this kind is on record.')).toBeVisible();
  await liaison.screenshot('patient-history-empty');
  await liaison.close();
});

test('by keyboard alone: glance, open, add, and move about; in Spanish, dark, twice as large', async () => {
  const liaison = await demonstration();
  const { page } = liaison;
  const peek = page.getByRole('complementary', { name: 'The stay at a glance' });
  await page.getByRole('grid', { name: 'Caseload' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(peek).toBeVisible();
  const names = new Set<string>();
  for (const key of ['ArrowDown', 'ArrowDown', 'Home']) {
    await page.keyboard.press(key);
    names.add(await peek.getByRole('heading', { level: 2 }).innerText());
  }
  expect(names.size).toBe(3);
  await expect(peek.getByRole('region', { name: 'Next' })).toBeVisible();
  await liaison.screenshot('caseload-peek');
  await liaison.expectAccessible();
  const chosen = await peek.getByRole('heading', { level: 2 }).innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: chosen, level: 1 })).toBeVisible();
  // From any tab a key opens what it names on the overview.
  await page.keyboard.press('Control+Tab');
  await expect(page.getByRole('tab', { name: 'Care plan', selected: true })).toBeVisible();
  await page.keyboard.press('t');
  await page.getByLabel('What is to be done').fill('Ask the pharmacy');
  await page.keyboard.press('Enter');
  await expect(section(page, 'Tasks').getByText('Ask the pharmacy')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByLabel('What is in the way')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Move the EDD');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Expected on')).toBeFocused();
  await page.keyboard.press('Escape');
  // Every control is reached by Tab.
  const add = page.getByRole('button', { name: 'Add an allergy' });
  for (let steps = 0; steps < 150; steps += 1) {
    if (await add.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.keyboard.type('Latex');
  await page.keyboard.press('Control+Enter');
  await expect(header(page)).toContainText('Latex allergy');

  await page.evaluate(() =>
    window.liaison.call('session.device', { language: 'es', theme: 'dark', textSize: 200 }),
  );
  await expect(page.getByRole('tab', { name: 'Resumen' })).toBeVisible();
  await liaison.screenshot('patient-es-dark-200');
  await liaison.expectAccessible();
  await page.getByRole('button', { name: 'Agregar una alergia' }).click();
  const form = page.getByRole('form', { name: 'Agregar una alergia' });
  await form.getByLabel('A qué').press('Control+Enter');
  await expect(form.getByText('Diga a qué reacciona el paciente.')).toBeVisible();
  await liaison.screenshot('patient-form-es-dark-200');
  const overflow = await page.evaluate(() =>
    [...document.querySelectorAll('.record-section, .patient-head, .stay-facts')]
      .filter((part) => part.scrollWidth > part.clientWidth + 1)
      .map((part) => part.getAttribute('aria-label') ?? part.className),
  );
  expect(overflow).toEqual([]);
  await page.getByRole('tab', { name: 'Historial' }).click();
  await expect(section(page, 'Cronología')).toContainText('Alergia: Latex');
  await liaison.screenshot('patient-history-es-dark-200');
  await page.keyboard.press('Alt+ArrowLeft');
  await liaison.screenshot('caseload-peek-es-dark-200');
  await liaison.expectAccessible();
  await liaison.close();
});
