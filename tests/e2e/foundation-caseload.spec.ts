import { expect, test } from '@playwright/test';
import { start, type Liaison } from './support/app';
import { anchor, demonstrationHospital } from './support/prepared';

const staffPassphrase = 'invented patients only';

const switchTo = async (liaison: Liaison, name: string): Promise<void> => {
  await liaison.lock();
  await liaison.page.keyboard.press('Alt+u');
  await liaison.signIn(name, staffPassphrase);
};

test('a note and a task written in a patient’s file are seen by the unit lead, and after a kill', async () => {
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  await expect(page.getByText('5 West, 30 stays, 6 due to leave today')).toBeVisible();
  await liaison.screenshot('caseload');
  await liaison.expectAccessible();
  await page.getByRole('searchbox', { name: 'Filter this list' }).fill('hazel');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('grid', { name: 'Caseload' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hazelmere, Ruth' })).toBeVisible();
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await page.getByLabel('What was just said').fill('Clover can be here at nine.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Clover can be here at nine.')).toBeVisible();
  await expect(page.getByLabel('What was just said')).toHaveValue('');
  await page.getByRole('button', { name: 'Add a task' }).first().click();
  await page.getByLabel('What is to be done').fill('Ask about the walker');
  await page.keyboard.press('Enter');
  await expect(tasks.getByText('Ask about the walker')).toBeVisible();
  await liaison.screenshot('patient-note');
  await liaison.expectAccessible();

  await switchTo(liaison, 'stonehaven');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hazelmere');
  await expect(page.getByRole('option', { name: /Hazelmere, Ruth/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Clover can be here at nine.')).toBeVisible();
  await expect(tasks.getByText('Ask about the walker')).toBeVisible();
  await liaison.kill();

  const again = await start({ profile: liaison.profile, clock: anchor });
  await again.signIn('elmcrest', staffPassphrase);
  await expect(again.page.getByText('Clover can be here at nine.')).toBeVisible();
  await again.close();
});

test('a sentence half typed survives the lock, and nothing is asked', async () => {
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Silverbirch');
  await expect(
    page.getByRole('option', { name: /Silverbirch, Nan/, selected: true }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  const box = page.getByLabel('What was just said');
  await box.fill('The husband says the bathroom door is');
  await liaison.lock();
  await expect(page.getByText(/unfinished text/)).toBeVisible();
  await liaison.signIn('elmcrest', staffPassphrase);
  await expect(box).toHaveValue('The husband says the bathroom door is');
  await liaison.close();
});

test('what was found for an earlier word is gone the moment another one is typed', async () => {
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('si');
  await expect(page.getByRole('option', { name: /Silverbirch, Nan/ })).toBeVisible();
  const stillOffered = await page
    .getByRole('combobox', { name: /Find/ })
    .evaluate(async (field) => {
      const input = field as HTMLInputElement;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(
        input,
        'stonecrop',
      );
      input.dispatchEvent(new Event('input', { bubbles: true }));
      // What is drawn at once, before main can have answered.
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      return [...document.querySelectorAll('[role="option"]')].map((option) => option.textContent);
    });
  expect(stillOffered.filter((text) => text?.includes('Silverbirch'))).toEqual([]);
  await expect(page.getByRole('option', { name: /Stonecrop, Abel/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Stonecrop, Abel' })).toBeVisible();
  await liaison.close();
});

test('a place that is drawn late takes no key from the command bar', async () => {
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('stone');
  // As a form does that opens again with its text while somebody looks for a patient.
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('[aria-label="Caseload"][role="grid"]')?.focus(),
  );
  await page.keyboard.type('crop');
  await expect(page.getByRole('option', { name: /Stonecrop, Abel/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Stonecrop, Abel' })).toBeVisible();
  await liaison.close();
});

test('Enter that comes before the answer opens nobody unseen where several are found', async () => {
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /Find/ });
  const typeAndEnter = (text: string): Promise<void> =>
    field.evaluate(async (element, typed) => {
      const input = element as HTMLInputElement;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, typed);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }, text);
  await typeAndEnter('ma');
  await expect(page.getByRole('option', { name: /Marlstone, Edith/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /Marlcroft, Pell/ })).toBeVisible();
  await expect(field).toBeVisible();
  await typeAndEnter('stonecrop');
  await expect(page.getByRole('heading', { name: 'Stonecrop, Abel' })).toBeVisible();
  await liaison.close();
});

test('an administrator has no patients, and a discharge planner gives no stays away', async () => {
  const liaison = await demonstrationHospital();
  const { page } = liaison;
  const refused = await page.evaluate(() => window.liaison.call('users.list', {}));
  expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await switchTo(liaison, 'wetherlam');
  await expect(page.getByRole('button', { name: 'Caseload' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();
  await liaison.screenshot('health-demonstration');
  await liaison.expectAccessible();
  const list = await page.evaluate(() =>
    window.liaison.call('caseload.list', {
      scope: { kind: 'mine' },
      text: '',
      filters: [],
      sort: { by: 'bed', direction: 'asc' },
      offset: 0,
      limit: 10,
    }),
  );
  expect(list).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await page.getByRole('button', { name: 'Users', exact: true }).click();
  await expect(page.getByRole('cell', { name: /elmcrest$/ })).toBeVisible();
  await liaison.screenshot('users-demonstration');
  await liaison.expectAccessible();
  await liaison.close();
});

test('the page is closed in: no Node, no foreign host, no way out of the bundle, no inline script', async () => {
  const liaison = await start();
  const { page, app } = liaison;
  expect(
    await page.evaluate(() => [
      typeof (globalThis as { require?: unknown }).require,
      Object.keys(window.liaison).sort().join(),
    ]),
  ).toEqual(['undefined', 'call,on']);
  expect(await page.evaluate(() => Object.isFrozen(window.liaison))).toBe(true);
  const statuses = await page.evaluate(async () => {
    const ask = async (url: string): Promise<number | string> => {
      try {
        return (await fetch(url)).status;
      } catch {
        return 'blocked';
      }
    };
    return Promise.all(
      ['app://liaison/../main/main.js', 'app://liaison/..%2fmain%2fmain.js'].map(ask),
    );
  });
  expect(statuses).toEqual([404, 404]);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    return (window as unknown as { inlineRan?: boolean }).inlineRan ?? false;
  });
  expect(ran).toBe(false);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  await app.close();
});
