/**
 * The packed application (security.md, Electron: packaged). A test build is driven from set-up to a
 * restart and says that it is one; a release cannot be driven and quits when somebody asks it to be.
 */
import { mkdtempSync, readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hospital, passphrase, screensFolder, setUpHospital } from './support/app';
import { Packed, programOf } from './support/packed';

const softly = { LIAISON_SOFTWARE_RENDERING: '1' };
/** Nobody else's port; a program that opened it would answer there. */
const port = 45_517;

const answersAt = (at: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = createConnection(at, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.unref();
  });

test('the packed test build: set-up, a save, a restart, and it says that it is a test build @long', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'liaison-profile-'));
  const env = { ...softly, LIAISON_PROFILE: profile };
  const first = Packed.start(programOf('test'), ['--remote-debugging-port=0'], env);
  try {
    const { page } = await first.window();
    await expect(page.getByText('TEST BUILD')).toBeVisible();
    await setUpHospital({ page });
    const status = page.getByRole('contentinfo', { name: 'Status' });
    await expect(status).toContainText('TEST BUILD');
    await page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: 'Units and beds', exact: true })
      .click();
    await page.getByRole('button', { name: 'Add a unit' }).click();
    const form = page.getByRole('form', { name: 'Add a unit' });
    await form.getByLabel('Name').fill('6 South');
    await form.getByLabel('Rooms').fill('601-603');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('heading', { name: '6 South' })).toBeVisible();
    await page.screenshot({ path: join(screensFolder(), 'packed.png') });
    await first.close(page);
  } finally {
    first.kill();
  }
  expect(readdirSync(profile)).toContain('stores');

  const again = Packed.start(programOf('test'), ['--remote-debugging-port=0'], env);
  try {
    const { page } = await again.window();
    await page.getByLabel('Sign-in name').fill(hospital.administrator);
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: 'Units and beds', exact: true })
      .click();
    await expect(page.getByRole('heading', { name: '6 South' })).toBeVisible();
    await again.close(page);
  } finally {
    again.kill();
  }
});

test('a packed release starts, and no test hook moves it @long', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'liaison-profile-'));
  const release = Packed.start(programOf('release'), [], {
    ...softly,
    LIAISON_PROFILE: profile,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--require=/nowhere.cjs',
  });
  try {
    await expect.poll(() => release.hasRenderer()).toBe(true);
    expect(release.ended()).toBeNull();
    // The profile that a test names is not taken.
    expect(readdirSync(profile)).toEqual([]);
  } finally {
    release.kill();
  }
});

for (const ask of [
  `--remote-debugging-port=${port}`,
  '--remote-debugging-pipe',
  `--inspect=127.0.0.1:${port}`,
  `--inspect-brk=127.0.0.1:${port}`,
])
  test(`a packed release quits at ${ask}, and nothing can look in before @long`, async () => {
    const release = Packed.start(programOf('release'), [ask], softly);
    release.askOverPipe();
    let answered = false;
    let drew = false;
    try {
      await expect
        .poll(
          async () => {
            answered ||= await answersAt(port);
            drew ||= release.hasRenderer();
            return release.ended();
          },
          { intervals: [20] },
        )
        .not.toBeNull();
      expect(release.ended()).toBe(1);
      expect({ answered, drew }).toEqual({ answered: false, drew: false });
      expect(release.output()).not.toMatch(/listening on ws:|over the pipe/);
    } finally {
      release.kill();
    }
  });
