import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { census } from '../support/feed-texts';
import { goTo, pictureOfWindow, switchTo } from './support/admin';
import { hospital, passphrase, setUpHospital, start } from './support/app';
import { censusRow, feedFile } from './support/feeds';
import { anchor, demonstrationHospital, newHospital } from './support/prepared';

test('health tells what stands and what waits, each with the button that does it', async () => {
  const liaison = await start({ clock: anchor });
  await setUpHospital(liaison);
  const { page } = liaison;
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();
  const waits = page.getByRole('region', { name: 'Waits for you' });
  await expect(waits.getByText('Make a backup')).toBeVisible();
  await expect(page.getByText('None is kept yet.')).toBeVisible();
  await expect(page.getByText(/AES-256, SQLCipher 4/)).toBeVisible();
  await liaison.screenshot('health-new');
  await liaison.expectAccessible();
  await waits.getByRole('button', { name: 'Back up now' }).press('Enter');
  await expect(page.getByText(/1 whole backup, of today/)).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText(/^Backup .*, verified$/)).toBeVisible();
  await expect(waits.getByText('Make a backup')).toBeHidden();
  await page.getByRole('button', { name: 'Check everything now' }).first().press('Enter');
  await expect(page.getByText(/Read in full at \d\d:\d\d: every page/)).toBeVisible();
  await expect(page.getByText(/Walked in full today/)).toBeVisible();
  await liaison.screenshot('health');
  await liaison.expectAccessible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await liaison.screenshot('keys');
  await liaison.expectAccessible();
  await page.getByRole('button', { name: 'What Liaison promises' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What Liaison promises' })).toBeVisible();
  await expect(page.getByText(/Nothing stops a lock, and a lock asks nothing/)).toBeVisible();
  await liaison.screenshot('promise');
  await liaison.expectAccessible();
  await goTo(liaison, 'Health');
  await liaison.close();
});

test('a unit, its beds and a person are made by keyboard, work at once, and stand in the audit', async () => {
  test.setTimeout(300_000);
  const { liaison } = await newHospital();
  const { page } = liaison;

  await goTo(liaison, 'Units and beds');
  await page.getByRole('button', { name: 'Add a unit' }).press('Enter');
  const unitForm = page.getByRole('form', { name: 'Add a unit' });
  await expect(unitForm.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(unitForm.getByText('This is missing.')).toBeVisible();
  await expect(unitForm.getByText('Name at least one room.')).toBeVisible();
  await unitForm.getByLabel('Name').fill('6 South');
  await unitForm.getByLabel('Rooms').fill('603-601');
  await expect(unitForm.getByText('“603-601” is no range of rooms.')).toBeVisible();
  await liaison.screenshot('units-wrong');
  await unitForm.getByLabel('Rooms').fill('601-603 x2');
  await expect(unitForm.getByText('3 rooms, 6 beds: 601-1 to 603-2')).toBeVisible();
  await page.keyboard.press('Enter');
  const south = page.getByRole('region', { name: '6 South' });
  await expect(south.getByText(/3 rooms, 6 beds, nobody in, no staff/)).toBeVisible();
  await south.getByRole('button', { name: 'Add rooms to 6 South' }).press('Enter');
  await page.keyboard.type('610');
  await page.keyboard.press('Enter');
  await expect(south.getByText(/4 rooms, 7 beds/)).toBeVisible();
  await south.getByRole('button', { name: /^610/ }).press('Enter');
  await page.getByRole('dialog').getByLabel('Bed', { exact: true }).fill('610-W');
  await page.keyboard.press('Enter');
  await expect(south.getByRole('button', { name: /^610-W/ })).toBeVisible();
  await liaison.screenshot('units');
  await liaison.expectAccessible();

  // The bed is there for the import: the stay lies in it.
  const file = feedFile('census.csv', census([censusRow({ bed: '610-W', unit: '6 South' })]));
  await goTo(liaison, 'Import');
  await liaison.answerOpen([file]);
  await page.getByRole('button', { name: 'Choose files…' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Import, preview' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Written\./)).toBeVisible();
  await goTo(liaison, 'Units and beds');
  await expect(south.getByText(/7 beds, 1 stay/)).toBeVisible();
  await expect(south.getByRole('button', { name: '610-W occupied' })).toBeVisible();

  await goTo(liaison, 'Users');
  await page.getByRole('button', { name: 'Invite a person' }).press('Enter');
  const person = page.getByRole('dialog', { name: 'Invite a person' });
  await person.getByLabel('Sign-in name').fill('robin elmcrest');
  await page.keyboard.press('Enter');
  await expect(person.getByText('This is missing.').first()).toBeVisible();
  await expect(person.getByText(/Two to forty small letters, digits/)).toBeVisible();
  await liaison.screenshot('person-wrong');
  await person.getByLabel('Given name').fill('Robin');
  await person.getByLabel('Family name').fill('Elmcrest');
  await person.getByLabel('Sign-in name').fill(hospital.administrator);
  await page.keyboard.press('Enter');
  await expect(person.getByText('Somebody signs in with this name already.')).toBeVisible();
  await person.getByLabel('Sign-in name').fill('elmcrest');
  await person.getByLabel('6 South').press('Space');
  await person.getByRole('button', { name: 'Add a credential' }).press('Enter');
  await person.getByLabel('Credential', { exact: true }).fill('RN');
  await person.getByLabel(/^Licensed in/).fill('NY');
  await person.getByLabel(/^License number/).fill('77-4410');
  await person.getByLabel(/^Expires on/).fill('2026-04-10');
  await liaison.screenshot('person');
  await liaison.expectAccessible();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('alertdialog');
  await expect(shown.getByText(/Temporary passphrase of Robin Elmcrest/)).toBeVisible();
  const temporary = await shown.locator('output').innerText();
  await liaison.screenshot('temporary');
  await liaison.expectAccessible();
  await page.keyboard.press('Enter');
  const robin = page.getByRole('row', { name: /Robin Elmcrest/ });
  await expect(robin.getByText('RN expires Apr 10')).toBeVisible();
  await expect(robin.getByText('Temporary passphrase')).toBeVisible();
  await liaison.screenshot('users');
  await liaison.expectAccessible();

  // The temporary passphrase opens nothing but the choice of an own one.
  await liaison.lock();
  await page.keyboard.press('Alt+u');
  await page.getByLabel('Sign-in name').fill('elmcrest');
  await page.getByLabel('Passphrase', { exact: true }).fill(temporary);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Choose a passphrase of your own' }),
  ).toBeVisible();
  const early = await page.evaluate(() => window.liaison.call('caseload.people', {}));
  expect(early).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await page.getByLabel('Present passphrase').fill(temporary);
  await page.getByLabel('New passphrase').fill('password1234');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Many people use this one/).first()).toBeVisible();
  await liaison.screenshot('first-passphrase');
  await liaison.expectAccessible();
  await page.getByLabel('New passphrase').fill('a kettle by the north door');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /610-W.*Ashgrove, Milo/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Audit' })).toBeHidden();
  // A license that ends within 60 days is told to whoever holds it.
  await page.getByRole('button', { name: 'Your license ends' }).press('Enter');
  const ends = page.getByRole('dialog', { name: 'Licenses that end' });
  await expect(ends.getByText('RN expires Apr 10')).toBeVisible();
  await liaison.screenshot('license-ends');
  await liaison.expectAccessible();
  await page.keyboard.press('Escape');

  await switchTo(liaison, hospital.administrator, passphrase);
  await goTo(liaison, 'Users');
  await page.getByRole('button', { name: 'Deactivate: Robin Elmcrest' }).press('Enter');
  await expect(page.getByText(/What they know of the record stays known/)).toBeVisible();
  await liaison.screenshot('deactivate');
  await page.getByRole('button', { name: 'Deactivate', exact: true }).press('Enter');
  await expect(robin.getByText('Deactivated')).toBeVisible();
  await liaison.lock();
  await page.keyboard.press('Alt+u');
  await page.getByLabel('Sign-in name').fill('elmcrest');
  await page.getByLabel('Passphrase', { exact: true }).fill('a kettle by the north door');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Name or passphrase is not right.')).toBeVisible();
  await liaison.signIn(hospital.administrator, passphrase);

  await goTo(liaison, 'Audit');
  const entries = page.getByRole('table', { name: 'Entries' });
  await expect(entries.getByRole('row', { name: /Took a sign-in away/ })).toBeVisible();
  // Who failed to sign in is told too, with the outcome.
  await page.getByLabel('Outcome').selectOption('failed');
  await expect(entries.getByRole('row')).toHaveCount(2);
  await expect(entries.getByRole('row', { name: /Sign-in .*failed/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByLabel('What').selectOption('Users');
  await expect(entries.getByRole('row', { name: /Invited a person/ })).toBeVisible();
  await expect(entries.getByRole('row', { name: /Added a unit/ })).toBeHidden();
  await page.getByLabel('What').selectOption('Units and beds');
  await expect(entries.getByRole('row', { name: /Added a unit/ })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).press('Enter');
  await page.getByLabel('Record number').fill('9904618');
  await page.keyboard.press('Enter');
  await expect(
    entries.getByRole('row', { name: /Robin Elmcrest.*Caseload: read the list/ }),
  ).toBeVisible();
  await liaison.screenshot('audit-patient');
  await page.keyboard.press('Escape');
  await page.getByLabel('From').fill('2026-03-13');
  await page.getByLabel('To, that day included').fill('2026-03-12');
  await expect(page.getByText('This day is after the last one.')).toBeVisible();
  await page.getByLabel('To, that day included').fill('2026-03-14');
  await expect(page.getByText('No entry matches')).toBeVisible();
  await page.keyboard.press('Escape');
  await entries.getByRole('button', { name: /Took a sign-in away/ }).press('Enter');
  await expect(entries.getByText('users.deactivate')).toBeVisible();
  await page.getByRole('button', { name: 'Verify the chain' }).press('Enter');
  await expect(page.getByText(/Walked in full .*: \d+ entries, unbroken\./)).toBeVisible();
  await liaison.screenshot('audit');
  await liaison.expectAccessible();
  await liaison.close();
});

test('the privacy officer reads the audit, and is told where its end was cut off', async () => {
  test.setTimeout(300_000);
  const liaison = await demonstrationHospital('maplethorpe');
  const { page } = liaison;
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Users' })).toBeHidden();
  const entries = page.getByRole('table', { name: 'Entries' });
  await expect(entries.getByRole('row').nth(100)).toBeVisible();
  const newest = await entries.getByRole('row').nth(1).getByRole('cell').first().innerText();
  await page.getByRole('button', { name: 'Older' }).press('Enter');
  await expect(entries.getByRole('row').nth(1).getByRole('cell').first()).not.toHaveText(newest);
  await page.getByRole('button', { name: 'Newer' }).press('Enter');
  await expect(entries.getByRole('row').nth(1).getByRole('cell').first()).toHaveText(newest);
  // From the menu.
  await liaison.app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'File');
    file!.submenu!.items.find(({ label }) => label === 'Verify the audit')!.click();
  });
  await expect(page.getByText(/Walked in full .*: [\d,]+ entries, unbroken\./)).toBeVisible({
    timeout: 30_000,
  });
  await liaison.screenshot('audit-demonstration');
  await liaison.expectAccessible();

  await liaison.lock();
  // As if the newest entries had been taken out of the file: its kept head is further on.
  const path = join(liaison.profile, 'stores', 'demonstration', 'audit-head.json');
  const heads = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { seq: number }>;
  for (const head of Object.values(heads)) head.seq += 7;
  writeFileSync(path, JSON.stringify(heads));
  await liaison.signIn('maplethorpe', 'invented patients only');
  await expect(page.getByText(/The chain is broken at entry [\d,]+/)).toBeVisible();
  await expect(page.getByText(/An entry is missing from here on/)).toBeVisible();
  await page.getByRole('button', { name: 'Verify the chain' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Show that entry' })).toBeVisible();
  await liaison.screenshot('audit-broken');
  await liaison.expectAccessible();
  await liaison.close();
});

test('the administrator’s places hold in Spanish, dark, at 200 %', async () => {
  test.setTimeout(300_000);
  const { liaison } = await newHospital();
  const { page } = liaison;
  await page.evaluate(async () => {
    await window.liaison.call('session.device', { language: 'es', theme: 'dark', textSize: 200 });
  });
  const places = [
    'Estado',
    'Usuarios',
    'Unidades y camas',
    'Importar',
    'Copia y restauración',
    'Auditoría',
    'Ajustes',
  ];
  for (const place of places) {
    await page.getByRole('button', { name: place, exact: true }).press('Enter');
    await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
    await pictureOfWindow(liaison, `es-dark-200-${place.toLowerCase().replaceAll(' ', '-')}`);
    await liaison.expectAccessible();
    // Nothing lies beyond the right edge that could not be scrolled to.
    expect(
      await page.evaluate(() =>
        [...document.querySelectorAll('.panel *')].flatMap((element) => {
          const box = element.getBoundingClientRect();
          if (box.width === 0 || box.right <= window.innerWidth + 1) return [];
          for (let up = element.parentElement; up; up = up.parentElement)
            if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return [];
          return [`${element.tagName} ${element.className} ${Math.round(box.right)}`];
        }),
      ),
    ).toEqual([]);
  }
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Lo que Liaison promete' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Lo que Liaison promete' })).toBeVisible();
  await pictureOfWindow(liaison, 'es-dark-200-promesa');
  await liaison.expectAccessible();
  await page.keyboard.press('Control+l');
  await expect(page.getByText('Regla vigente: se bloquea')).toBeVisible();
  await pictureOfWindow(liaison, 'es-dark-200-bloqueado');
  await liaison.expectAccessible();
  await liaison.close();
});
