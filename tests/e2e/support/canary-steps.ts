/** What the canary does by name: forms that the typist cannot find, or must not touch by itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { goTo } from '../../demo/people';
import { hospital, type Liaison } from './app';
import type { Typist } from './typist';

/** At set-up: the beds of the word's own room, by other names. */
export const nameBeds = async ({ page }: Liaison, word: string): Promise<void> => {
  await page
    .getByRole('group', { name: /^Unit 4/ })
    .getByRole('button', { name: /bed/i })
    .click();
  await page
    .getByLabel(new RegExp(`${word}r`))
    .last()
    .fill(`${word}c ${word}d`);
};

/** A unit of the word: new, changed, with more rooms, its first bed renamed and held. */
export const workUnit = async (typist: Typist, { page }: Liaison, unit: string): Promise<void> => {
  const send = async (name: string): Promise<void> => {
    const within = page.getByRole('form', { name });
    await typist.send((await typist.fill(`Units, ${name}`, { within }))!);
    await expect(within).toBeHidden();
  };
  await goTo(page, 'Units and beds');
  await page.getByRole('button', { name: 'Add a unit' }).click();
  await send('Add a unit');
  await page.getByRole('button', { name: `Change ${unit}` }).click();
  await page
    .getByRole('form', { name: `Change ${unit}` })
    .getByLabel('Name')
    .fill(`${unit} b`);
  await send(`Change ${unit}`);
  await page.getByRole('button', { name: `Add rooms to ${unit} b` }).click();
  await send(`Add rooms to ${unit} b`);
  const region = page.getByRole('region', { name: `${unit} b` });
  await region
    .getByRole('button', { name: / empty$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Use').selectOption({ label: 'Held' });
  await typist.send((await typist.fill('Units, bed', { within: dialog, again: true }))!);
  await expect(dialog).toBeHidden();
};

/** Somebody of another unit, with a credential of every field, then changed; answers how they come in. */
export const inviteStranger = async (
  typist: Typist,
  { page }: Liaison,
  word: string,
): Promise<string> => {
  await goTo(page, 'Users');
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const form = page.getByRole('form', { name: 'Invite a person' });
  await form.getByLabel('Sign-in name').fill('farrow');
  await form.getByLabel('Role').selectOption({ label: 'case manager' });
  await form.getByLabel('4 North').check();
  await form.getByRole('button', { name: 'Add a credential' }).click();
  await typist.send((await typist.fill('Users, invite', { within: form }))!);
  const shown = page.getByRole('status').filter({ hasText: 'shown this once' });
  const temporary = await shown.locator('output').innerText();
  await shown.getByRole('button', { name: 'I have told it' }).click();
  const row = page.getByRole('row').filter({ hasText: 'farrow' });
  await row.getByRole('button', { name: /^Change/ }).click();
  const change = page.getByRole('form', { name: /^Change/ });
  await typist.send((await typist.fill('Users, change', { within: change, again: true }))!);
  await expect(change).toBeHidden();
  await page.getByLabel('Filter people').fill(`${word} filter`);
  return temporary;
};

/** Phones of the hospital; the passphrase, wrong and right. */
export const workSettings = async (
  { page }: Liaison,
  word: string,
  present: string,
  next: string,
): Promise<void> => {
  await goTo(page, 'Settings');
  const facts = page.getByRole('form', { name: 'Hospital' });
  await facts.getByLabel(/^Phone/).fill(`${word} 1`);
  await facts.getByLabel(/^Help desk, phone/).fill(`${word} 2`);
  await page.keyboard.press('Enter');
  await expect(facts.getByText(/^Saved\./)).toBeVisible();
  await page.getByLabel('Present passphrase').fill(present);
  await page.getByLabel('New passphrase').fill(next);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase was changed.')).toBeVisible();
};

/** A record number that nobody has, looked for in the audit, and what was found saved by the person. */
export const workAudit = async (liaison: Liaison, word: string): Promise<void> => {
  const { page } = liaison;
  await goTo(page, 'Audit');
  await page.getByLabel('Record number').fill(word);
  await page.getByLabel('Record number').press('Enter');
  await expect(page.getByLabel('Record number')).toHaveValue(word);
  // Where the person says; the file is theirs, and goes again.
  const folder = mkdtempSync(join(process.cwd(), 'saved-'));
  await liaison.answerSave(join(folder, 'audit.csv'));
  await page.getByRole('button', { name: /CSV/ }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  rmSync(folder, { recursive: true });
};

/** A backup, and a passphrase that opens neither it nor a new data key. */
export const workBackup = async ({ page }: Liaison, word: string): Promise<void> => {
  await goTo(page, 'Backup and restore');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^Backed up .*: opened and read in full\./)).toBeVisible();
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(`${word} is wrong`);
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog', { name: /^Restore the backup of/ })
    .getByRole('button', { name: 'Restore', exact: true })
    .click();
  await expect(page.getByText('Name or passphrase is not right for this backup.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  const rekey = page.getByRole('region', { name: 'New data key' });
  await rekey.getByRole('button').first().click();
  await rekey.locator('input').fill(`${word} is wrong`);
  await page.keyboard.press('Enter');
  await expect(rekey.getByRole('alert')).toBeVisible();
};

/** A class code of the feed that would mean observation. */
export const workCodes = async ({ page }: Liaison, word: string): Promise<void> => {
  await goTo(page, 'Import');
  const codes = page.getByLabel(/^Codes for observation/);
  await codes.fill(word);
  await codes.press('Enter');
  await expect(codes).toHaveValue(word);
};

/** The list's filter. */
export const workCaseload = async ({ page }: Liaison, word: string): Promise<void> => {
  await goTo(page, 'Caseload');
  await page.getByRole('searchbox', { name: 'Filter this list' }).fill(`${word} filter`);
  await expect(page.getByText(/filter/i).first()).toBeVisible();
};

/** In from the lock screen with the recovery key: a new passphrase for the administrator. */
export const recover = async (
  { page }: Liaison,
  groups: string[],
  passphrase: string,
): Promise<void> => {
  await page.getByRole('button', { name: /Recovery key/ }).click();
  const form = page.getByRole('form', { name: 'Open with the recovery key' });
  await form.getByRole('group').getByRole('textbox').first().fill(groups.join(' '));
  await form.getByLabel('Administrator’s sign-in name').fill(hospital.administrator);
  await form.getByLabel('New passphrase').fill(passphrase);
  await form.getByRole('button', { name: 'Open and set the passphrase' }).click();
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toBeVisible();
};

/** A visit with everybody and everything, changed, and cancelled with a reason. */
export const workCalendar = async (
  typist: Typist,
  { page }: Liaison,
  word: string,
): Promise<void> => {
  const combobox = (form: Locator, name: string): Locator => form.getByRole('combobox', { name });
  const addGuest = async (form: Locator, guest: string): Promise<void> => {
    await combobox(form, 'Add a person').fill(guest);
    await form.getByRole('option', { name: /as typed/ }).click();
    await expect(form.getByText(guest, { exact: true })).toBeVisible();
  };
  await goTo(page, 'Calendar');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'New in the calendar' });
  await form.getByRole('radio', { name: 'Visit' }).check();
  await addGuest(form, `${word} guest`);
  await typist.fill('Calendar, new', { within: form });
  for (const name of ['Travel before, minutes', 'Travel after, minutes'])
    await form.getByLabel(name).fill('10');
  // What is typed there only searches.
  await combobox(form, 'About the patient').fill('');
  await combobox(form, 'Add a person').fill('');
  await form.getByLabel('What it is').fill(`${word} visit`);
  await form.getByRole('button', { name: /^Put into the calendar/ }).click();
  await expect(form).toBeHidden();
  const visit = page.getByRole('button', { name: new RegExp(`^Visit: ${word}`) }).first();
  await visit.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change…' }).click();
  const change = page.getByRole('dialog', { name: 'Change', exact: true });
  for (const name of ['What it is', 'Place', 'Address', 'Note'])
    await change.getByLabel(name).fill(`${word} other ${name.slice(0, 4)}`);
  await addGuest(change, `${word} second`);
  await change.getByRole('button', { name: /^Save/ }).click();
  await expect(change).toBeHidden();
  await visit.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Cancel it…' }).click();
  const cancel = page.getByRole('dialog', { name: /^Cancel “/ });
  await cancel.getByLabel(/^Reason/).fill(`${word} because`);
  await page.keyboard.press('Enter');
  await expect(cancel).toBeHidden();
};

/** A file whose name is the word, dropped on the window. */
export const dropFile = async ({ page }: Liaison, name: string, text: string): Promise<void> => {
  await page.evaluate(
    ([file, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content!], file!));
      const options = { dataTransfer, cancelable: true, bubbles: true };
      window.dispatchEvent(new DragEvent('dragover', options));
      window.dispatchEvent(new DragEvent('drop', options));
    },
    [name, text] as const,
  );
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  await page.keyboard.press('Escape');
};

/** A patient outside the own units, found by the exact record number and opened with a reason. */
export const breakGlass = async (
  { page }: Liaison,
  number: string,
  word: string,
): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(number);
  await expect(page.getByText('1 record opens with a reason')).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(`${word} asked by the ward`);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('What was just said')).toBeVisible();
};

/** The lead looks a number up and reviews who opened a patient with a reason. */
export const workPrivacy = async ({ page }: Liaison, word: string): Promise<void> => {
  const places = page.getByRole('navigation', { name: 'Places' });
  await places.getByRole('button', { name: 'Privacy' }).click();
  await page.getByLabel('Record number').fill(`${word}9`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Review:/ }).click();
  const form = page.getByRole('form', { name: /^Review: opened by/ });
  await form.getByLabel('What you found').fill(`${word} in order`);
  await page.keyboard.press('Control+Enter');
  await expect(form).toBeHidden();
};
