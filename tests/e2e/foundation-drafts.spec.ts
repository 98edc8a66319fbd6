import { expect, test } from '@playwright/test';
import { start, type Liaison } from './support/app';
import { demonstrationHospital } from './support/prepared';

const staffPassphrase = 'invented patients only';

/** Whoever locked types only the passphrase; the person's place comes back. */
const unlock = async ({ page }: Liaison): Promise<void> => {
  await page.getByLabel('Passphrase', { exact: true }).fill(staffPassphrase);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Hazelmere, Ruth', includeHidden: true }),
  ).toBeVisible();
};

test('text left by Esc is offered where it belongs; only what was open at the lock opens again', async () => {
  test.setTimeout(400_000);
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Hazelmere');
  await expect(page.getByRole('option', { name: /Hazelmere/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'When is the patient expected to leave?' });
  const words = dialog.getByLabel(/In words|Words/);
  const offer = page
    .getByRole('status')
    .filter({ hasText: 'Expected discharge (EDD): left unsaved at' });

  await test.step('Esc closes the dialog, and a line says that the text is kept', async () => {
    await page.keyboard.press('e');
    await dialog.getByLabel(/Expected on/).fill('2026-03-19');
    await words.fill('The ramp comes on the 18th');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(offer).toBeVisible();
    await liaison.screenshot('left-unsaved');
    await liaison.expectAccessible();
  });

  await test.step('after a lock it is offered, not opened', async () => {
    await liaison.lock();
    await unlock(liaison);
    await expect(offer).toBeVisible();
    await expect(dialog).toBeHidden();
  });

  await test.step('gone on with, it holds what was typed; open at the lock, it comes back open', async () => {
    await offer.getByRole('button', { name: /^Go on/ }).click();
    await expect(words).toHaveValue('The ramp comes on the 18th');
    await expect(offer).toBeHidden();
    await liaison.lock();
    await unlock(liaison);
    await expect(words).toHaveValue('The ramp comes on the 18th');
  });

  await test.step('Cancel throws it away, and Undo brings the offer back', async () => {
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await expect(offer).toBeHidden();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(offer).toBeVisible();
    await offer.getByRole('button', { name: /^Discard/ }).click();
    await expect(offer).toBeHidden();
  });

  await test.step('typed and taken back is nothing to keep', async () => {
    await page.keyboard.press('t');
    await page.getByLabel('What is to be done').fill('x');
    await page.getByLabel('What is to be done').fill('');
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('What is to be done')).toBeHidden();
    await expect(page.getByText('left unsaved at')).toHaveCount(0);
  });

  await test.step('the reason in a question, and half of a date, stand there again after a lock', async () => {
    await page.keyboard.press('t');
    const due = page.getByLabel(/^Due on/);
    await page.getByLabel('What is to be done').fill('Ask about stairs');
    await due.pressSequentially('3/2');
    await due.pressSequentially('x');
    await liaison.lock();
    await unlock(liaison);
    await expect(due).toHaveValue('3/2x');
    // It is no date, and is not taken for one.
    await page.getByLabel('What is to be done').press('Enter');
    await expect(page.getByText('This is no date', { exact: false })).toBeVisible();
    await due.fill('3/20');
    await page.getByLabel('What is to be done').press('Enter');
    await expect(due).toBeHidden();
    await page.getByRole('button', { name: 'Cancel this task: Ask about stairs' }).click();
    const question = page.getByRole('dialog', { name: /Ask about stairs/ });
    await question.getByLabel('Reason').fill('The daughter has one floor');
    await liaison.lock();
    await unlock(liaison);
    await expect(question.getByLabel('Reason')).toHaveValue('The daughter has one floor');
    await liaison.screenshot('question-kept');
    await question.getByRole('button', { name: /^Keep/ }).click();
    await page.getByRole('button', { name: 'Cancel this task: Ask about stairs' }).click();
    // Decided against: nothing of it stays.
    await expect(question.getByLabel('Reason')).toHaveValue('');
    await page.keyboard.press('Escape');
  });

  await test.step('after a restart too; a colleague is not shown it', async () => {
    await page.keyboard.press('t');
    await page.getByLabel('What is to be done').fill('Ask the son about the ramp');
    await page.keyboard.press('Escape');
    const task = page.getByText(/^Add a task: left unsaved at/);
    await expect(task).toBeVisible();
    // Written within half a second; the lock writes what is still held.
    await liaison.lock();
    await liaison.close();
    const again = await start({ profile: liaison.profile, clock: '2026-03-12T15:00:00.000Z' });
    await unlock(again);
    const { page: later } = again;
    await expect(later.getByText(/^Add a task: left unsaved at 09:4/)).toBeVisible();
    await expect(later.getByLabel('What is to be done')).toBeHidden();
    await again.lock();
    await again.signIn('stonehaven', staffPassphrase);
    await later.keyboard.press('Control+k');
    await later.keyboard.type('Hazelmere');
    await expect(later.getByRole('option', { name: /Hazelmere/, selected: true })).toBeVisible();
    await later.keyboard.press('Enter');
    await expect(later.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
    await expect(later.getByRole('button', { name: 'Add a task' }).first()).toBeVisible();
    await expect(later.getByText('left unsaved at')).toHaveCount(0);
    await again.close();
  });
});
