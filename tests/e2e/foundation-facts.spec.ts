import { expect, test } from '@playwright/test';
import { demonstration, openFile, signInAs } from './support/patient-file';

test('concerns, conditions, team, medically ready and notes: written once, seen elsewhere, by a colleague, after a restart', async () => {
  test.setTimeout(600_000);
  const first = await demonstration();
  const { page } = first;
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  await openFile(first, 'Hazelmere');

  await test.step('a concern stands open until it is answered', async () => {
    await page.getByRole('button', { name: 'Add a concern' }).click();
    const form = page.getByRole('form', { name: 'Add a concern' });
    await form.getByLabel('Who said so').press('Control+Enter');
    await expect(form.getByText('Write what was said.')).toBeVisible();
    await form.getByLabel(/In the patient/).fill('I do not want to go far from my sister');
    await form.getByLabel('Who said so').fill('Ruth Hazelmere');
    await form.getByLabel('Who said so').press('Control+Enter');
    const concern = section('Concerns').getByRole('listitem').filter({ hasText: 'my sister' });
    await expect(concern).toContainText('open');
    await concern.getByRole('button', { name: 'Answer' }).click();
    const answer = page.getByRole('form', { name: /^Answer to/ });
    await answer.getByLabel('Answer').fill('Two facilities in her town were asked');
    await answer.getByLabel('Answer').press('Control+Enter');
    await expect(concern).toContainText('Two facilities in her town were asked');
    await page.keyboard.press('Control+z');
    await expect(concern).not.toContainText('Two facilities');
    await expect(concern).toContainText('open');
  });

  await test.step('a condition, with the day typed as a person says it', async () => {
    await page.getByRole('button', { name: 'Add a condition' }).click();
    const form = page.getByRole('form', { name: 'Add a condition' });
    await form
      .getByRole('textbox', { name: 'Diagnosis', exact: true })
      .fill('Chronic kidney disease, stage 3');
    await form.getByLabel('Since').fill('soon');
    await form.getByLabel('Since').press('Control+Enter');
    await expect(form.getByText('This is no date.', { exact: false })).toBeVisible();
    await expect(form.getByLabel('Since')).toBeFocused();
    await form.getByLabel('Since').fill('2 jan');
    await form.getByLabel('Since').press('Tab');
    await expect(form.getByLabel('Since')).toHaveValue('01/02/2026');
    await first.screenshot('facts-condition');
    await first.expectAccessible();
    await form.getByRole('textbox', { name: 'Diagnosis', exact: true }).press('Control+Enter');
    await expect(section('Conditions')).toContainText('Chronic kidney disease, stage 3');
  });

  await test.step('a member of the care team who leaves, and comes back', async () => {
    await page.getByRole('button', { name: 'Add to the care team' }).click();
    const form = page.getByRole('form', { name: 'Add to the care team' });
    await form.getByLabel('Name').fill('Imogen Alderbrook');
    await form.getByLabel('Name').press('Control+Enter');
    await expect(form.getByText('Say in which role.')).toBeVisible();
    await form.getByLabel('Role', { exact: true }).selectOption({ label: 'Other, in words' });
    await form.getByLabel('Role in words').fill('Parish nurse');
    await form.getByLabel('Phone').fill('555-0177');
    await form.getByLabel('Phone').press('Control+Enter');
    const team = section('Care team');
    await expect(team).toContainText('Imogen Alderbrook');
    await expect(team).toContainText('Parish nurse');
    await team.getByRole('button', { name: 'Imogen Alderbrook leaves the team' }).click();
    await expect(team.getByText('Imogen Alderbrook')).toBeHidden();
    await expect(page.getByText('Imogen Alderbrook left the care team')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(team.getByText('Imogen Alderbrook')).toBeVisible();
  });

  await test.step('medically ready: since when, and who said so', async () => {
    await page.getByRole('button', { name: 'Change medically ready' }).click();
    const dialog = page.getByRole('dialog', { name: 'Medically ready' });
    await dialog.getByLabel('Yes', { exact: true }).check();
    await dialog.getByLabel('Who said so').fill('');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect(dialog.getByText('Say who said so.')).toBeVisible();
    await dialog.getByLabel('Since, day').fill('today');
    await dialog.getByLabel('Since, time').fill('930');
    await dialog.getByLabel('Who said so').fill('Dr. Oakwood');
    await dialog.getByLabel('Who said so').press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.locator('.stay-facts')).toContainText('since Mar 12, 09:30, Dr. Oakwood');
  });

  await test.step('a note is signed, amended, and another entered in error', async () => {
    await page.getByRole('tab', { name: 'Notes' }).click();
    const write = page.getByRole('textbox').first();
    for (const text of ['Sat at the window for an hour.', 'Meant for another patient.']) {
      await write.fill(text);
      await write.press('Control+Enter');
      await expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
    }
    const note = page.getByRole('listitem').filter({ hasText: 'Sat at the window for an hour.' });
    await note.getByRole('button', { name: 'Sign' }).click();
    await expect(note).toContainText('by Robin Elmcrest');
    await note.getByRole('button', { name: 'Amend' }).click();
    const form = page.getByRole('form', { name: 'Amend' });
    await form.getByLabel('Text').fill('Sat at the window for two hours.');
    await form.getByLabel('Text').press('Control+Enter');
    await expect(form.getByText('Say why it is amended.')).toBeVisible();
    await form.getByLabel('Why it is amended').fill('Distance read again');
    await form.getByLabel('Why it is amended').press('Control+Enter');
    await expect(page.getByText('Amends an earlier note: Distance read again')).toBeVisible();
    await expect(note.first()).toContainText('Amended, see the note that follows it');
    const wrong = page.getByRole('listitem').filter({ hasText: 'Meant for another patient.' });
    await wrong.getByRole('button', { name: 'Enter in error' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Wrong patient');
    await dialog.getByRole('button', { name: 'Enter in error' }).click();
    await expect(dialog).toBeHidden();
    await first.screenshot('facts-notes');
    await first.expectAccessible();
  });
  await first.close();

  const second = await demonstration(first.profile);
  await second.signIn('oakes', 'invented patients only');
  await openFile(second, 'Hazelmere');
  const of = (name: string) => second.page.getByRole('region', { name, exact: true });
  await expect(of('Concerns')).toContainText('I do not want to go far from my sister');
  await expect(of('Conditions')).toContainText('Chronic kidney disease, stage 3');
  await expect(of('Care team')).toContainText('Parish nurse');
  await expect(second.page.locator('.stay-facts')).toContainText('Dr. Oakwood');
  await second.page.getByRole('tab', { name: 'Notes' }).click();
  await expect(second.page.getByText('Sat at the window for two hours.')).toBeVisible();
  await second.page.getByRole('tab', { name: 'History' }).click();
  const timeline = of('Timeline');
  await expect(timeline).toContainText(/Said by: .*Dr\. Oakwood/);
  await expect(timeline).toContainText('Concern: I do not want to go far from my sister');
  // Nothing raw: no names of columns, no codes.
  expect(await timeline.innerText()).not.toMatch(
    /\b[a-z]+[A-Z][a-zA-Z]+:|entered-in-error|in-progress/,
  );
  await second.screenshot('facts-history');
  await signInAs(second, 'stonehaven');
  await openFile(second, 'Hazelmere');
  await expect(of('Concerns')).toContainText('I do not want to go far from my sister');
  await second.close();
});
