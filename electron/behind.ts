/**
 * What stands behind the window, loaded in parts so that main answers in between: first what tells
 * the lock screen who may sign in, then, once that is drawn or with the first other call, everything.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { LockReason } from '../shared/session/session';
import type { Application } from './application';
import type { Host } from './host';
import type { Answer } from './ipc/pipeline';

/** Heavy parts of the application, each of which stands on those before it; the rest is little. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('knex'),
  () => import('../db/connection'),
  () => import('../shared/contract'),
  () => import('./clinical/instruments'),
  () => import('./clinical/templates'),
  () => import('./services/imports'),
];

/** Loads it all, a part at a time. */
const loadApplication = async (host: Host): Promise<Application> => {
  for (const part of parts) {
    await part();
    await turn();
  }
  const { startApplication } = await import('./application');
  return startApplication(host);
};

export class Behind {
  private whole: Promise<Application> | null = null;
  /** Begun at once: it loads while the window's own process starts. */
  private readonly first = import('./services/closed-state');

  /** `drawn` resolves when a window that was answered has drawn what it was told. */
  constructor(
    private readonly host: Host,
    private readonly drawn: () => Promise<void>,
    private readonly load: (host: Host) => Promise<Application> = loadApplication,
  ) {}

  /** Runs one call; it waits for what it needs. */
  async answer(name: string, input: unknown): Promise<Answer> {
    if (name === 'session.current' && !this.whole) {
      const state = await this.closedState();
      if (state) {
        void this.drawn().then(() => this.application());
        return { ok: true, value: state };
      }
    }
    return (await this.application()).run(name, input);
  }

  /** What was never asked for has opened nothing. */
  async lock(reason: LockReason): Promise<void> {
    await (await this.whole)?.lock(reason);
  }

  async stop(): Promise<void> {
    await (await this.whole)?.stop();
  }

  private application(): Promise<Application> {
    this.whole ??= this.load(this.host);
    return this.whole;
  }

  /** Null where something is wrong that only the whole can tell. */
  private async closedState(): Promise<unknown> {
    try {
      const { closedState } = await this.first;
      return await closedState(this.host);
    } catch {
      return null;
    }
  }
}
