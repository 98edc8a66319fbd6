import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hospital, passphrase, setUpHospital, start } from './support/app';
import { anchor, newHospital } from './support/prepared';

test('a hospital is set up, locked, recovered and found again after a restart', async () => {
  const first = await start({ clock: anchor });
  await expect(first.page.getByRole('heading', { name: 'Which hospital is this?' })).toBeVisible();
  await first.expectAccessible();
  await first.page.getByRole('button', { name: 'Go on' }).click();
  await expect(first.page.getByText('This is missing.').first()).toBeVisible();
  await first.screenshot('set-up-wrong');
  const groups = await setUpHospital(first);
  expect(groups).toHaveLength(9);
  // What was built and runs here derives keys at the design's cost, whatever tests elsewhere take.
  const { slots } = JSON.parse(
    readFileSync(join(first.profile, 'stores', 'real', 'vault.json'), 'utf8'),
  ) as { slots: { kdf: unknown }[] };
  expect(slots.map(({ kdf }) => kdf)).toEqual(
    Array(2).fill({ algorithm: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 4 }),
  );
  await first.lock();
  await first.screenshot('locked');
  await first.expectAccessible();
  await expect(first.page.getByRole('heading', { name: 'Jules Wetherlam' })).toBeVisible();
  await expect(first.page.getByText('You locked it.')).toBeVisible();
  // The hospital's time, not the computer's (which is told in UTC here).
  await expect(first.page.getByText(/Locked at 09:4\d/)).toBeVisible();
  await first.page.getByLabel('Passphrase', { exact: true }).fill('not the right one at all');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByText('Name or passphrase is not right.')).toBeVisible();
  await first.page.keyboard.press('Alt+r');
  await first.screenshot('recovery');
  await first.expectAccessible();
  // Typed as it is read from the paper; each full group goes on to the next.
  await first.page.keyboard.type(groups.join(''));
  await expect(first.page.getByLabel('Group 9')).toHaveValue(groups[8]!);
  await first.page.getByLabel('Administrator’s sign-in name').fill(hospital.administrator);
  await first.page.getByLabel('New passphrase').fill('a second slate under rain');
  await first.page.getByRole('button', { name: 'Open and set the passphrase' }).click();
  await expect(first.page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await first.close();

  const second = await start({ profile: first.profile });
  await second.signIn(hospital.administrator, 'a second slate under rain');
  await second.close();
});

test('after five wrong passphrases the wait is told, and a restart does not end it', async () => {
  const { liaison: first } = await newHospital();
  await first.lock();
  for (let n = 0; n < 5; n += 1) {
    await first.page.getByLabel('Passphrase', { exact: true }).fill(`wrong number ${n} of them`);
    await first.page.keyboard.press('Enter');
    await expect(first.page.getByLabel('Passphrase', { exact: true })).toHaveValue('');
  }
  await expect(
    first.page.getByText(/Too many tries\. You can try again in [01]:\d\d/),
  ).toBeVisible();
  await first.screenshot('locked-throttled');
  await first.close();
  const second = await start({ profile: first.profile, clock: anchor });
  await expect(second.page.getByText(/Too many tries/)).toBeVisible();
  await second.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await second.page.keyboard.press('Enter');
  await expect(second.page.getByText(/Too many tries/)).toBeVisible();
  await expect(second.page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await second.close();
});

test('the demonstration is a store of its own, plainly marked, and its lock takes no other passphrase', async () => {
  const liaison = await start();
  await liaison.page.getByRole('button', { name: 'Explore with a demonstration hospital' }).click();
  await expect(
    liaison.page.getByText('Invented patients: this is the demonstration hospital'),
  ).toBeVisible({
    timeout: 120_000,
  });
  await liaison.lock();
  await expect(liaison.page.getByText('Invented staff, one passphrase for all')).toBeVisible();
  await liaison.page.getByRole('button', { name: 'Leave and erase it' }).click();
  await liaison.expectAccessible();
  await liaison.page.getByRole('button', { name: 'Erase it', exact: true }).click();
  await expect(
    liaison.page.getByRole('heading', { name: 'Which hospital is this?' }),
  ).toBeVisible();
  await liaison.close();
});
