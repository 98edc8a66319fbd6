/** Starts the real application in a profile of its own, drives its window, and asserts its promises at the end. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';

/** What `electron/shell/test-hooks.ts` puts into main. */
interface TestHooks {
  idleSeconds: number | null;
  dialogs: { open: string[][]; save: (string | null)[] };
  ageInput: (ms: number) => void;
  networkAttempts: () => number;
}

/** Where pictures go; made when it is first asked for. */
export const screensFolder = (): string => {
  const folder = process.env['LIAISON_SCREENS_DIR'] ?? 'test-results/screens/foundation';
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** A passphrase that the list does not know. */
export const passphrase = 'ochre lantern over wet slate';

export interface StartOptions {
  /** The same profile again: a restart. */
  profile?: string;
  /** Instant the clock starts at. */
  clock?: string;
  env?: Record<string, string>;
}

/** One running application. */
export class Liaison {
  /** What Chromium said of a violated content policy, over all loads of the window. */
  readonly policyReports: string[] = [];

  constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
    readonly profile: string,
  ) {
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy'))
        this.policyReports.push(message.text());
    });
  }

  /** Takes a picture of the window. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(screensFolder(), `${name}.png`) });
  }

  /** No accessibility violation on what is shown now. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode(true)
      // The same rules; of what passes not every node is described, which takes most of the time.
      .options({ resultTypes: ['violations'] })
      .analyze();
    expect(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      ),
    ).toEqual([]);
  }

  /** Answers the next file dialog. */
  answerOpen(paths: string[]): Promise<void> {
    return this.app.evaluate(
      (_electron, given) =>
        void (globalThis as unknown as { liaisonTest: TestHooks }).liaisonTest.dialogs.open.push(
          given,
        ),
      paths,
    );
  }

  /** Answers the next save dialog; null = cancelled. */
  answerSave(path: string | null): Promise<void> {
    return this.app.evaluate(
      (_electron, given) =>
        void (globalThis as unknown as { liaisonTest: TestHooks }).liaisonTest.dialogs.save.push(
          given,
        ),
      path,
    );
  }

  /** Signs in through the window; where somebody else stands on the lock screen, as another person. */
  async signIn(name: string, secret: string): Promise<void> {
    const field = this.page.getByLabel('Sign-in name');
    const passphraseField = this.page.getByLabel('Passphrase', { exact: true });
    await expect(passphraseField).toBeVisible();
    if (!(await field.isVisible())) await this.page.keyboard.press('Alt+u');
    await field.fill(name);
    await passphraseField.fill(secret);
    await passphraseField.press('Enter');
    // Not the rail: a dialog that comes back with its text lies over it, as the command bar does.
    await expect(
      this.page.getByRole('contentinfo', { name: 'Status', includeHidden: true }),
    ).toBeVisible();
  }

  /** Locks by key and waits for the lock screen. */
  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l');
    await expect(this.page.getByText('Policy in force: it locks')).toBeVisible();
  }

  /** Ends the application; its promises held: no network, no violated content policy. */
  async close(): Promise<void> {
    const attempts = await this.app.evaluate(() =>
      (
        globalThis as unknown as { liaisonTest: { networkAttempts: () => number } }
      ).liaisonTest.networkAttempts(),
    );
    const violations = await this.page.evaluate(
      () => (window as unknown as { policyViolations?: string[] }).policyViolations,
    );
    await this.app.close();
    expect(attempts).toBe(0);
    expect(violations).toEqual([]);
    expect(this.policyReports).toEqual([]);
  }

  /** As a power cut: no time to write anything. */
  async kill(): Promise<void> {
    const gone = this.app.waitForEvent('close');
    this.app.process().kill('SIGKILL');
    await gone;
  }
}

/** Runs in the window: keeps what its content policy refused. Twice is once. */
const countViolations = (): void => {
  const kept = window as unknown as { policyViolations?: string[] };
  if (kept.policyViolations) return;
  const found: string[] = [];
  kept.policyViolations = found;
  document.addEventListener('securitypolicyviolation', (event) =>
    found.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
};

/** The display of this worker's windows, where the run has displays of its own. */
const ownDisplay = (): { DISPLAY?: string } => {
  const displays = process.env['LIAISON_DISPLAYS']?.split(' ') ?? [];
  const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % displays.length];
  return display === undefined ? {} : { DISPLAY: display };
};

/** Starts the application from the project's build. */
export const start = async (options: StartOptions = {}): Promise<Liaison> => {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'liaison-profile-'));
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const app = await _electron.launch({
    args: ['.', ...(process.env['LIAISON_CHROMIUM_SANDBOX'] === '1' ? [] : ['--no-sandbox'])],
    chromiumSandbox: process.env['LIAISON_CHROMIUM_SANDBOX'] === '1',
    ...(dist ? { executablePath: join(dist, 'electron') } : {}),
    env: {
      ...(process.env as Record<string, string>),
      ...ownDisplay(),
      LIAISON_PROFILE: profile,
      ...(process.env['LIAISON_VIRTUAL_DISPLAY'] ? { LIAISON_SOFTWARE_RENDERING: '1' } : {}),
      ...(options.clock === undefined ? {} : { LIAISON_CLOCK: options.clock }),
      ...options.env,
    },
  });
  await app.context().addInitScript(countViolations);
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  // The window may have loaded before the script could be added.
  await page.evaluate(countViolations);
  return new Liaison(app, page, profile);
};

/** The hospital that stories set up. */
export const hospital = {
  name: 'Alderpoint General Hospital',
  administrator: 'wetherlam',
};

/** Who sets the hospital up, unless a story says another. */
const firstAdministrator = { given: 'Jules', family: 'Wetherlam', passphrase };

/** Name and rooms of its units, unless a story has others. */
export const usualUnits: readonly (readonly [string, string])[] = [
  ['4 North', '401-426'],
  ['5 West', '501-517 x2'],
  ['5 East', '531-546 x2'],
];

/** What a story sets otherwise, or looks at, during the first run. */
interface SetUpChoices {
  units?: readonly (readonly [string, string])[];
  helpDesk?: string;
  keptIn?: string;
  /** Told of each step once it is filled in, under a name for its picture. */
  filledIn?: (name: string) => Promise<void>;
}

/** First run through the window; answers the recovery key's groups. */
export const setUpHospital = async (
  { page }: Pick<Liaison, 'page'>,
  administrator = firstAdministrator,
  { units = usualUnits, helpDesk = '', keptIn = '', filledIn }: SetUpChoices = {},
): Promise<string[]> => {
  await page.getByLabel('Hospital name').fill(hospital.name);
  await page.getByLabel('Time zone').fill('America/New_York');
  await page.getByLabel(/^Help desk/).fill(helpDesk);
  await page.getByRole('button', { name: 'Go on' }).click();
  for (const [i, [name, rooms]] of units.entries()) {
    if (i > 0) await page.getByRole('button', { name: 'Another unit' }).click();
    await page.getByLabel(`Unit ${i + 1}, name`).fill(name);
    await page.getByLabel('Rooms').nth(i).fill(rooms);
  }
  await filledIn?.('set-up-units');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Given name').fill(administrator.given);
  await page.getByLabel('Family name').fill(administrator.family);
  await page.getByLabel('Sign-in name').fill(hospital.administrator);
  await page.getByLabel('Passphrase', { exact: true }).fill(administrator.passphrase);
  await filledIn?.('set-up-administrator');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { name: 'Keep the recovery key on paper' })).toBeVisible();
  const shown = await page
    .getByRole('list', { name: 'Recovery key' })
    .getByRole('listitem')
    .allInnerTexts();
  const groups = shown.map((text) => text.replace(/^\d\s*/, '').trim());
  for (const field of await page.getByLabel(/^Group \d/).all()) {
    const label = await field.evaluate(
      (input) => (input as HTMLInputElement).labels?.[0]?.innerText ?? '',
    );
    await field.fill(groups[Number(label.replace(/\D/g, '')) - 1]!);
  }
  await page.getByLabel(/^The sheet is kept in/).fill(keptIn);
  await filledIn?.('set-up-recovery-key');
  await page.getByRole('button', { name: 'Hide the key and go on' }).click();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  return groups;
};
