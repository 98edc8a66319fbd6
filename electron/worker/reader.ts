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
  /** Opens the worker's connection; the key's copies are zeroed after use. */
  open: (filename: string, key: Buffer) => Promise<void>;
  /**
   * Cancels what runs, closes the connection, forgets the key. Waits a quarter of a second at most:
   * the engine cannot be stopped in the middle of a statement, so a busy worker is left to end by
   * itself and another one takes its place. A lock never waits for a long reading.
   */
  close: () => Promise<void>;
  run: <K extends keyof Jobs>(
    job: K,
    input: InputOf<Jobs[K]>,
    options?: { onProgress?: (done: number, of: number) => void; signal?: AbortSignal },
  ) => Promise<OutputOf<Jobs[K]>>;
  /**
   * Ends the threads, each after its statement, and waits for them: a thread that is stopped from
   * outside, by `terminate` or by the end of the process, while it is inside the engine aborts the
   * whole process.
   */
  stop: () => Promise<void>;
}

const closeWaitMs = 250;

const cancelled = (): AppError =>
  new AppError('cancelled', 'Stopped. Nothing was changed.', { key: 'cancelled' });

/** Starts the worker of a built file (`out/main/reader-worker.js`). */
export const startReader = (workerFile: string | URL): Reader => {
  let next = 1;
  const waiting = new Map<number, Waiting>();
  const threads = new Map<Worker, Promise<void>>();

  const receive = (message: FromWorker): void => {
    const entry = waiting.get(message.id);
    if (!entry) return;
    if (message.type === 'progress') return entry.onProgress(message.done, message.of);
    waiting.delete(message.id);
    if (message.type === 'done') entry.resolve(message.value as never);
    else
      entry.reject(
        message.cancelled ? cancelled() : new Error(`reading worker: ${message.message}`),
      );
  };

  const rejectAll = (error: Error): void => {
    const entries = [...waiting.values()];
    waiting.clear();
    for (const entry of entries) entry.reject(error);
  };

  const start = (): Worker => {
    const started = new Worker(workerFile);
    started.unref();
    threads.set(
      started,
      new Promise((resolve) =>
        started.once('exit', () => {
          threads.delete(started);
          resolve();
        }),
      ),
    );
    started.on('message', receive);
    started.on('error', (error) => {
      if (worker !== started) return;
      worker = start();
      rejectAll(error instanceof Error ? error : new Error('reading worker'));
    });
    return started;
  };
  let worker: Worker = start();

  const ask = <T>(
    message: (id: number) => ToWorker,
    onProgress: Waiting['onProgress'] = () => undefined,
  ): { id: number; answer: Promise<T> } => {
    const id = next++;
    const answer = new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as never, reject, onProgress });
      worker.postMessage(message(id));
    });
    return { id, answer };
  };

  /** Leaves a busy worker to end by itself; what waited for it is cancelled. */
  const replace = async (): Promise<void> => {
    const former = worker;
    worker = start();
    former.removeListener('message', receive);
    rejectAll(cancelled());
    // Ends once its statement does; nobody waits for that but the end of the program.
    former.postMessage({ type: 'end' } satisfies ToWorker);
  };

  return {
    open: async (filename, key) => {
      const copy = new Uint8Array(key);
      const { answer } = ask<null>((id) => ({ type: 'open', id, filename, key: copy }));
      // The message holds a copy of its own.
      copy.fill(0);
      await answer;
    },
    close: async () => {
      const { answer } = ask<null>((id) => ({ type: 'close', id }));
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<true>((resolve) => {
        timer = setTimeout(() => resolve(true), closeWaitMs);
      });
      // A worker that died has no connection left to close.
      const closed = answer.then(
        () => false,
        () => false,
      );
      const isBusy = await Promise.race([closed, tooLong]);
      clearTimeout(timer);
      if (isBusy) await replace();
    },
    run: async (job, input, { onProgress, signal } = {}) => {
      if (signal?.aborted) throw cancelled();
      const { id, answer } = ask<never>(
        (jobId) => ({ type: 'run', id: jobId, job, input }),
        onProgress,
      );
      const cancel = (): void => worker.postMessage({ type: 'cancel', id } satisfies ToWorker);
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        return await answer;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    stop: async () => {
      rejectAll(cancelled());
      worker.postMessage({ type: 'end' } satisfies ToWorker);
      for (const thread of threads.keys()) thread.ref();
      await Promise.all(threads.values());
    },
  };
};
