/** Starts Electron for the figures that need a window: ours, or the empty one that is their floor. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const sandboxed = process.env['LIAISON_CHROMIUM_SANDBOX'] === '1';
const switches = sandboxed ? [] : ['--no-sandbox'];
const emptyFolder = join(import.meta.dirname, '../../tests/bench/empty-window');

/** What `electron` is called with to start each. */
export const emptyWindow = emptyFolder;
export const liaison = '.';

const executable = (): string => {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder) return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  return createRequire(import.meta.url)('electron') as string;
};

const environment = (more: Record<string, string>): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ...(process.env['LIAISON_VIRTUAL_DISPLAY'] ? { LIAISON_SOFTWARE_RENDERING: '1' } : {}),
  ...more,
});

export interface Painted {
  what: string;
  /** Of an element whose painting ends the measure. */
  selector: string;
  env: Record<string, string>;
}

const patienceMs = 60_000;

/** Milliseconds from the start of the program until the element stands on the screen. */
export const untilPainted = ({ what, selector, env }: Painted): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    let painted: number | null = null;
    const hook = join(emptyFolder, 'when-painted.cjs');
    const child = spawn(executable(), ['-r', hook, ...switches, what], {
      env: environment({ ...env, BENCH_WAIT_FOR: selector }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes('painted')) painted = performance.now() - began;
    });
    let complaints = '';
    child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
    child.on('error', reject);
    child.on('exit', () => {
      clearTimeout(late);
      if (painted === null) reject(new Error(`${what} never painted ${selector}:\n${complaints}`));
      else resolve(painted);
    });
  });

export interface EmptyElectron {
  app: ElectronApplication;
  page: Page;
  close: () => Promise<void>;
}

/** The empty window, driven as our own application is in stories. */
export const startEmpty = async (): Promise<EmptyElectron> => {
  const profile = mkdtempSync(join(tmpdir(), 'liaison-empty-'));
  const app = await _electron.launch({
    args: [emptyWindow, ...switches],
    chromiumSandbox: sandboxed,
    executablePath: executable(),
    env: environment({ BENCH_PROFILE: profile }),
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    app,
    page,
    close: async () => {
      await app.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};
