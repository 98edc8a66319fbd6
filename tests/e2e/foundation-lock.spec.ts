import { expect, test } from '@playwright/test';
import type { Liaison } from './support/app';
import { demonstrationHospital } from './support/prepared';

const staffPassphrase = 'invented patients only';
const minuteMs = 60_000;

interface Hooks {
  idleSeconds: number | null;
  ageInput: (ms: number) => void;
}

/** Nobody touches Liaison for so long; `elsewhere`: another program is used meanwhile. */
const restFor = ({ app }: Liaison, minutes: number, elsewhere: boolean): Promise<void> =>
  app.evaluate(
    (_electron, { ms, seconds }) => {
      const hooks = (globalThis as unknown as { liaisonTest: Hooks }).liaisonTest;
      hooks.idleSeconds = seconds;
      hooks.ageInput(ms);
    },
    { ms: minutes * minuteMs + 1000, seconds: elsewhere ? 0 : minutes * 60 + 1 },
  );

const goesToSleep = ({ app }: Liaison, event: 'lock-screen' | 'suspend'): Promise<void> =>
  app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

/** The lock screen replaced the work: who, since when, why, the rule, every way in, no patient. */
const expectLocked = async (
  { page }: Liaison,
  who: string,
  why: string,
  rule: string,
): Promise<void> => {
  await expect(page.getByText('Policy in force: it locks')).toBeVisible();
  await expect(page.getByRole('heading', { name: who })).toBeVisible();
  await expect(page.getByText(/^Locked at \d\d:\d\d\.$/)).toBeVisible();
  await expect(page.getByText(why)).toBeVisible();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'this is why it locked' }),
  ).toContainText(rule);
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await expect(page.getByRole('button', { name: /Switch user/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Recovery key/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.locator('body').innerText()).not.toMatch(/Hazelmere|Marigold|9904588/);
};

/** Whoever locked types only the passphrase. */
const unlock = async ({ page }: Liaison): Promise<void> => {
  await page.keyboard.type(staffPassphrase);
  await page.keyboard.press('Enter');
  // Not the rail: a dialog that comes back lies over it.
  await expect(page.getByText('Policy in force: it locks')).toBeHidden();
  await expect(
    page.getByRole('contentinfo', { name: 'Status', includeHidden: true }),
  ).toContainText(/Robin Elmcrest|Priya Stonehaven/);
};

const openPatient = async ({ page }: Liaison, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name: new RegExp(name), selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
};

test('nothing stops a lock, it asks nothing, and what was typed is offered back', async () => {
  test.setTimeout(400_000);
  const liaison = await demonstrationHospital();
  const { page } = liaison;

  await test.step('a dirty form, locked by key', async () => {
    await openPatient(liaison, 'Hazelmere');
    await expect(page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
    await page.getByRole('button', { name: 'Add a task' }).first().click();
    await page.getByLabel('What is to be done').fill('Ask the son about the ramp');
    await page.keyboard.press('Control+l');
    await expectLocked(liaison, 'Robin Elmcrest', 'You locked it.', 'when you press');
    await expect(page.getByText(/unfinished texts? (is|are) kept, encrypted/)).toBeVisible();
    await liaison.screenshot('locked-draft');
    await liaison.expectAccessible();
    await unlock(liaison);
    await expect(page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
    await expect(page.getByLabel('What is to be done')).toHaveValue('Ask the son about the ramp');
    await page.getByLabel('What is to be done').focus();
    await page.keyboard.press('Escape');
  });

  await test.step('an open dialog with text in it, locked by the computer', async () => {
    await page.getByRole('heading', { name: 'Hazelmere, Ruth' }).click();
    await page.keyboard.press('e');
    const dialog = page.getByRole('form', { name: 'When is the patient expected to leave?' });
    await dialog.getByLabel(/Expected on/).fill('2026-03-19');
    await dialog.getByLabel(/In words|Words/).fill('The ramp comes on the 18th');
    await goesToSleep(liaison, 'lock-screen');
    await expectLocked(
      liaison,
      'Robin Elmcrest',
      'The computer was locked.',
      'when the computer itself locks or sleeps',
    );
    await unlock(liaison);
    await expect(dialog.getByLabel(/In words|Words/)).toHaveValue('The ramp comes on the 18th');
    await expect(dialog.getByLabel(/Expected on/)).toHaveValue('03/19/2026');
    // Thrown away on purpose; by Esc it would be offered again.
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('a print preview, locked by sleep', async () => {
    await page.getByRole('tab', { name: 'Care plan' }).click();
    await page.getByRole('button', { name: /^Print/ }).click();
    await expect(page.getByRole('dialog', { name: /^Print:/ })).toBeVisible();
    await expect(page.locator('[data-drawn="true"]')).toBeVisible({ timeout: 30_000 });
    await goesToSleep(liaison, 'suspend');
    await expectLocked(
      liaison,
      'Robin Elmcrest',
      'The computer went to sleep.',
      'when the computer itself locks or sleeps',
    );
    await unlock(liaison);
    await expect(page.getByRole('tab', { name: 'Care plan', selected: true })).toBeVisible();
  });

  await test.step('text in the search box, locked while another program is used', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rushm');
    await expect(page.getByRole('option', { name: /Rushmoor/ }).first()).toBeVisible();
    await restFor(liaison, 15, true);
    await expectLocked(
      liaison,
      'Robin Elmcrest',
      'Liaison was not used for 15 minutes.',
      'after 15 minutes in another program',
    );
    await unlock(liaison);
    await expect(page.getByRole('combobox', { name: /Find/ })).toHaveValue('rushm');
    await expect(page.getByRole('option', { name: /Rushmoor/ }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('the system’s file picker, locked because nobody touched anything', async () => {
    await liaison.lock();
    await page.keyboard.press('Alt+u');
    await liaison.signIn('stonehaven', staffPassphrase);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    // No answer is prepared: the system's own dialog opens and stays open.
    await page.getByRole('button', { name: 'Choose files…' }).click();
    await restFor(liaison, 5, false);
    await expectLocked(
      liaison,
      'Priya Stonehaven',
      'Nobody touched the keyboard or mouse for 5 minutes.',
      'after 5 minutes without a touch',
    );
    await liaison.screenshot('locked-idle');
    const refused = await page.evaluate(() => window.liaison.call('imports.waiting', {}));
    expect(refused).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
    await unlock(liaison);
    await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible();
  });
  await liaison.kill();
});
