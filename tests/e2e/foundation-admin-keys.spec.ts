import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { goTo } from './support/admin';
import { hospital, passphrase, start, type Liaison } from './support/app';
import { anchor, newHospital } from './support/prepared';

/** Types the groups asked back from those shown. */
const typeBack = async ({ page }: Liaison, groups: readonly string[]): Promise<void> => {
  for (const field of await page.getByLabel(/^Group \d/).all()) {
    const label = await field.evaluate(
      (input) => (input as HTMLInputElement).labels?.[0]?.innerText ?? '',
    );
    await field.fill(groups[Number(label.replace(/\D/g, '')) - 1]!);
  }
};

const shownGroups = async ({ page }: Liaison): Promise<string[]> => {
  const shown = await page
    .getByRole('list', { name: 'Recovery key' })
    .getByRole('listitem')
    .allInnerTexts();
  return shown.map((text) => text.replace(/^\d\s*/, '').trim());
};

const addUnit = async (liaison: Liaison, name: string): Promise<void> => {
  const { page } = liaison;
  await goTo(liaison, 'Units and beds');
  await page.getByRole('button', { name: 'Add a unit' }).press('Enter');
  const form = page.getByRole('form', { name: 'Add a unit' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Rooms').fill('1-4');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name })).toBeVisible();
};

test('a backup takes back what came after it, and opens on a new computer with the recovery key', async () => {
  test.setTimeout(300_000);
  const { liaison, groups } = await newHospital();
  const { page } = liaison;
  await goTo(liaison, 'Backup and restore');
  await expect(page.getByText('No backup yet').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).press('Enter');
  await expect(page.getByText(/^Backed up .*: opened and read in full\./)).toBeVisible();
  await page.getByRole('button', { name: /^Read again: the backup of/ }).press('Enter');
  await expect(page.getByText('The same, opened and read in full.')).toBeVisible();
  await liaison.screenshot('backup');
  await liaison.expectAccessible();
  await addUnit(liaison, '7 Observation');

  await goTo(liaison, 'Backup and restore');
  await page.getByRole('button', { name: /^Restore the backup of/ }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Passphrase' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is missing.')).toBeVisible();
  await page.keyboard.type('not the right one at all');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: /^Restore the backup of .*\?$/ });
  await expect(question.getByText(/audit entries written since would be taken back/)).toBeVisible();
  await expect(question.getByRole('button', { name: /Keep the present record/ })).toBeFocused();
  await liaison.screenshot('restore-asked');
  await liaison.expectAccessible();
  await question.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  await expect(page.getByText('Name or passphrase is not right for this backup.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  await expect(page.getByText('Policy in force: it locks')).toBeVisible();
  await liaison.screenshot('restored');
  await liaison.signIn(hospital.administrator, passphrase);
  await goTo(liaison, 'Units and beds');
  await expect(page.getByRole('region', { name: '5 West' })).toBeVisible();
  await expect(page.getByRole('region', { name: '7 Observation' })).toBeHidden();
  await goTo(liaison, 'Audit');
  const entries = page.getByRole('table', { name: 'Entries' });
  await expect(entries.getByRole('row', { name: /Restored a backup/ })).toBeVisible();
  await page.getByRole('button', { name: 'Verify the chain' }).press('Enter');
  await expect(page.getByText(/entries, unbroken\./)).toBeVisible();
  await liaison.close();

  // Another computer: nothing here but the folder of backups on a stick.
  const other = await start({ clock: anchor });
  await other.page.getByRole('button', { name: /Restore its backup/ }).press('Enter');
  await other.answerOpen([join(liaison.profile, 'backups', 'real')]);
  await other.page.getByRole('button', { name: 'Look in another folder' }).press('Enter');
  await other.page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .press('Enter');
  await other.page.getByRole('radio', { name: 'Recovery key' }).press('Space');
  const key = other.page.getByRole('group', { name: 'Recovery key' }).getByRole('textbox');
  await key.first().fill(groups.join(' ').replace(/.$/, '#'));
  await other.page.getByRole('button', { name: 'Go on' }).press('Enter');
  const meant = other.page.getByRole('dialog', { name: /^Restore the backup of .*\?$/ });
  await meant.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  await expect(other.page.getByText(/A character is in no recovery key/)).toBeVisible();
  await other.screenshot('restore-new-computer');
  await other.expectAccessible();
  await key.first().fill(groups.join(' '));
  await other.page.getByRole('button', { name: 'Go on' }).press('Enter');
  await meant.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  await expect(other.page.getByText('Policy in force: it locks')).toBeVisible();
  await other.signIn(hospital.administrator, passphrase);
  await goTo(other, 'Units and beds');
  await expect(other.page.getByRole('region', { name: '5 West' })).toBeVisible();
  await other.close();
});

test('a new data key and a new recovery key: the old paper opens nothing any more', async () => {
  test.setTimeout(300_000);
  const { liaison, groups: oldGroups } = await newHospital();
  const { page } = liaison;

  await goTo(liaison, 'Settings');
  const lock = page.getByRole('form', { name: 'When this computer locks' });
  await lock.getByLabel('Minutes without a touch').fill('45');
  await page.keyboard.press('Enter');
  await expect(lock.getByText('A whole number from 1 to 30.')).toBeVisible();
  await lock.getByLabel('Minutes without a touch').fill('3');
  await page.keyboard.press('Enter');
  await expect(lock.getByText('Set. The lock screen says so.')).toBeVisible();
  const facts = page.getByRole('form', { name: 'Hospital' });
  await facts.getByLabel('Time zone').fill('America/Nowhere');
  await facts.getByLabel(/^Help desk, phone/).fill('555-0142');
  await page.keyboard.press('Enter');
  await expect(facts.getByText('This time zone is not known.')).toBeVisible();
  await liaison.screenshot('settings-wrong');
  await liaison.expectAccessible();
  await facts.getByLabel('Time zone').fill('America/Denver');
  await page.keyboard.press('Enter');
  await expect(facts.getByText(/^Saved\./)).toBeVisible();
  await page.getByLabel('Present passphrase').fill('not the right one at all');
  await page.getByLabel('New passphrase').fill('twelve pears in a blue bowl');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not right.')).toBeVisible();
  await page.getByLabel('Present passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase was changed.')).toBeVisible();
  const ownPassphrase = 'twelve pears in a blue bowl';

  await goTo(liaison, 'Users');
  await page.getByRole('button', { name: 'Print a new recovery key…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Print a new recovery key…' });
  await expect(
    dialog.getByText('The former key opens until this one has been typed back.'),
  ).toBeVisible();
  const newGroups = await shownGroups(liaison);
  expect(newGroups).toHaveLength(9);
  expect(newGroups).not.toEqual(oldGroups);
  await typeBack(liaison, oldGroups);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is not what the paper should say.').first()).toBeVisible();
  await liaison.screenshot('new-recovery-key');
  await liaison.expectAccessible();
  await typeBack(liaison, newGroups);
  await dialog.getByLabel(/is kept in/).fill('Privacy officer’s safe');
  await dialog.getByRole('button', { name: 'Hide the key and go on' }).press('Enter');
  await expect(page.getByText(/Kept in: Privacy officer’s safe/)).toBeVisible();

  await goTo(liaison, 'Backup and restore');
  await page.getByRole('button', { name: 'Give the record a new key…' }).press('Enter');
  await page.keyboard.type('not the right one at all');
  await page.keyboard.press('Enter');
  const rekey = page.getByRole('form', { name: 'New data key' });
  // One sentence: what was wrong, not that the emptied field is missing.
  await expect(rekey.getByRole('alert')).toHaveCount(1);
  await liaison.screenshot('rekey-wrong');
  await rekey.getByLabel('Your passphrase').fill(ownPassphrase);
  await page.keyboard.press('Enter');
  // Everybody was signed out meanwhile; who asked is in again, under the new key.
  await expect(page.getByText('Before a new key')).toBeVisible({ timeout: 60_000 });

  await liaison.lock();
  await expect(page.getByText('after 3 minutes without a touch')).toBeVisible();
  await expect(page.getByText(/Set by wetherlam for this computer/)).toBeVisible();
  await expect(page.getByText('Help desk 555-0142')).toBeVisible();
  await expect(page.getByText(/Locked at 07:4\d/)).toBeVisible();
  await page.keyboard.press('Alt+r');
  const key = page.getByRole('group', { name: 'Recovery key, nine groups of four' });
  await key.getByRole('textbox').first().fill(oldGroups.join(' '));
  await page.getByLabel('Administrator’s sign-in name').fill(hospital.administrator);
  await page.getByLabel('New passphrase').fill('a third slate under rain');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This key does not open this record.')).toBeVisible();
  await liaison.screenshot('old-key-refused');
  await key.getByRole('textbox').first().fill(newGroups.join(' '));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await liaison.lock();
  await liaison.signIn(hospital.administrator, 'a third slate under rain');
  await liaison.close();
});
