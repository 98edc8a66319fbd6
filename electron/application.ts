/**
 * Everything behind the calls: contract, handlers, engine, reading worker, watched folder. A few
 * hundred milliseconds of code that nobody needs to see a lock screen, so that `main.ts` asks for it
 * once its window stands there, or with the first call that needs it.
 */
import { calls, ownCalls } from '../shared/contract';
import type { LockReason } from '../shared/session/session';
import type { Host } from './host';
import { runCall, type Answer, type Registry } from './ipc/pipeline';
import { handlers, ownHandlers } from './services';
import { startWatching } from './services/imports/watched-folder';
import { lockRecord } from './services/session';
import { builtFile } from './shell/built-files';
import { startReader } from './worker/reader';

export interface Application {
  /** Runs one call of a window; never throws. */
  run: (name: string, input: unknown) => Promise<Answer>;
  lock: (reason: LockReason) => Promise<void>;
  /** Ends the reading worker, after the statement it is in. */
  stop: () => Promise<void>;
}

/** Starts what runs beside the window, and answers with the way to the calls. */
export const startApplication = (host: Host): Application => {
  const reader = startReader(builtFile('main', 'reader-worker.js'));
  host.reader = reader;
  startWatching(host);
  const registry = { calls, handlers, ownCalls, ownHandlers, host } as unknown as Registry<Host>;
  return {
    run: (name, input) => runCall(registry, name, input),
    lock: (reason) => lockRecord(host, reason),
    stop: () => reader.stop(),
  };
};
