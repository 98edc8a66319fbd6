/**
 * Starts what `npm run pack:dir` made, which no inspector can enter: its window is driven over
 * Chromium's own remote debugging, which only a test build allows.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromium, expect, type Browser, type Page } from '@playwright/test';

/** The pack's program; `npm run e2e -- packed` makes the packs and names their folders. */
export const programOf = (build: 'test' | 'release'): string => {
  const folder = process.env[`LIAISON_PACKED_${build.toUpperCase()}`];
  if (!folder) throw new Error('The packed stories run by `npm run e2e -- packed`.');
  return join(folder, 'liaison');
};

/** A packed program that was started, and all it says. */
export class Packed {
  private said = '';

  private constructor(readonly process: ChildProcess) {
    for (const stream of [process.stdout!, process.stderr!])
      stream.on('data', (part: Buffer) => (this.said += part.toString()));
  }

  static start(program: string, args: string[], env: Record<string, string>): Packed {
    const sandbox = process.env['LIAISON_CHROMIUM_SANDBOX'] === '1' ? [] : ['--no-sandbox'];
    return new Packed(
      spawn(program, [...sandbox, ...args], {
        env: { ...process.env, ...env },
        // The last two are where Chromium's remote debugging over a pipe reads and writes.
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      }),
    );
  }

  /** Asks over the pipe as a debugger does; what comes back is told by `output`. */
  askOverPipe(): void {
    const [, , , into, from] = this.process.stdio as [null, null, null, Writable, Readable];
    from.on('data', (part: Buffer) => (this.said += `over the pipe: ${part.toString()}`));
    into.on('error', () => undefined);
    into.write('{"id":1,"method":"Browser.getVersion"}\0');
  }

  output(): string {
    return this.said;
  }

  /** The exit code, or the signal that ended it; null while it runs. */
  ended(): number | NodeJS.Signals | null {
    return this.process.exitCode ?? this.process.signalCode;
  }

  /** Whether it has a window: a renderer of its own runs. */
  hasRenderer(): boolean {
    return commandLinesBelow(this.process.pid!).some((line) => line.includes('--type=renderer'));
  }

  /** Its window, over the remote debugging that it was started with. */
  async window(): Promise<{ browser: Browser; page: Page }> {
    await expect.poll(() => this.said).toContain('DevTools listening on ws://');
    const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(this.said)!;
    const browser = await chromium.connectOverCDP(endpoint!);
    const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
    await expect.poll(() => pages().length).toBe(1);
    return { browser, page: pages()[0]! };
  }

  /** Ends it as somebody closes the window, and waits for the end. */
  async close(page: Page): Promise<void> {
    await page.close();
    await expect.poll(() => this.ended()).toBe(0);
  }

  kill(): void {
    if (this.ended() === null) this.process.kill('SIGKILL');
  }
}

/** Command lines of the children of a process and of theirs. */
const commandLinesBelow = (pid: number): string[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = textOf(`/proc/${name}/stat`);
    const parent = Number(/\) \S+ (\d+)/.exec(stat)?.[1]);
    if (parent) parents.set(Number(name), parent);
  }
  const below = (child: number): boolean => {
    const parent = parents.get(child);
    return parent !== undefined && (parent === pid || below(parent));
  };
  return [...parents.keys()]
    .filter(below)
    .map((child) => textOf(`/proc/${child}/cmdline`).replaceAll('\0', ' '));
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
};
