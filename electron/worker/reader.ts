/** Main's side of the reading worker: start, ask, cancel, stop. A worker that dies fails its jobs and is started anew. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors';
import type { FromWorker, Job, ToWorker } from './job';
import type { Jobs } from './jobs';

type InputOf<J> = J extends Job<infer Input, unknown> ? Input : never;
type OutputOf<J> =
  J extends Job<never, infer Output>
    ? Output
    : J extends Job<infer _I, infer Output>
      ? Output
      : never;

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
  onProgress: (done: number, of: number) => void;
}

export interface Reader {
  /** Opens the worker's connection; the key's copy is zeroed after use. */
  open: (filename: string, key: Buffer) => Promise<void>;
  /** Cancels what runs, closes the connection, forgets the key. */
  close: () => Promise<void>;
  run: <K extends keyof Jobs>(
    job: K,
    input: InputOf<Jobs[K]>,
    options?: { onProgress?: (done: number, of: number) => void; signal?: AbortSignal },
  ) => Promise<OutputOf<Jobs[K]>>;
  stop: () => Promise<void>;
}

/** Starts the worker of a built file (`out/main/reader-worker.js`). */
export const startReader = (workerFile: string | URL): Reader => {
  let worker = new Worker(workerFile);
  let next = 1;
  const waiting = new Map<number, Waiting>();
  let onOpened: (() => void) | null = null;
  let onClosed: (() => void) | null = null;

  const receive = (message: FromWorker): void => {
    if (message.type === 'opened') return onOpened?.();
    if (message.type === 'closed') return onClosed?.();
    const entry = waiting.get(message.id);
    if (!entry) return;
    if (message.type === 'progress') return entry.onProgress(message.done, message.of);
    waiting.delete(message.id);
    if (message.type === 'done') entry.resolve(message.value as never);
    else
      entry.reject(
        message.cancelled
          ? new AppError('cancelled', 'Stopped. Nothing was changed.', { key: 'cancelled' })
          : new Error(`reading worker: ${message.message}`),
      );
  };

  const fail = (error: Error): void => {
    for (const entry of waiting.values()) entry.reject(error);
    waiting.clear();
    onOpened?.();
    onClosed?.();
    worker = new Worker(workerFile);
    watch();
  };

  const watch = (): void => {
    worker.unref();
    worker.on('message', receive);
    worker.on('error', fail);
  };
  watch();

  const send = (message: ToWorker): void => worker.postMessage(message);
  return {
    open: (filename, key) =>
      new Promise((resolve, reject) => {
        onOpened = resolve;
        worker.once('error', reject);
        send({ type: 'open', filename, key: new Uint8Array(key) });
      }),
    close: () =>
      new Promise((resolve) => {
        onClosed = resolve;
        send({ type: 'close' });
      }),
    run: (job, input, options = {}) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, {
          resolve: resolve as never,
          reject,
          onProgress: options.onProgress ?? (() => undefined),
        });
        options.signal?.addEventListener('abort', () => send({ type: 'cancel', id }));
        send({ type: 'run', id, job, input });
      }),
    stop: async () => {
      worker.removeListener('error', fail);
      await worker.terminate();
    },
  };
};
