/** The worker thread that reads: entry point. Runs jobs one after another on its own connection. */
import { parentPort } from 'node:worker_threads';
import { openStore, type Store } from '../../db/connection';
import { AppError } from '../../shared/errors';
import type { FromWorker, Job, ToWorker } from './job';
import { jobs } from './jobs';

const port = parentPort!;
const running = new Map<number, AbortController>();
let store: Store | null = null;
let filename: string | null = null;
let queue: Promise<void> = Promise.resolve();

const tell = (message: FromWorker): void => port.postMessage(message);

const open = async (message: Extract<ToWorker, { type: 'open' }>): Promise<void> => {
  const { id } = message;
  const key = Buffer.from(message.key);
  message.key.fill(0);
  try {
    store = await openStore({
      engine: 'sqlcipher',
      filename: message.filename,
      key,
      readOnly: true,
    });
    filename = message.filename;
    tell({ type: 'done', id, value: null });
  } catch (error) {
    tell({ type: 'failed', id, message: nameOf(error), cancelled: false });
  } finally {
    key.fill(0);
  }
};

/** What may be told of an error: a sentence of ours, or only its kind. */
const nameOf = (error: unknown): string =>
  error instanceof AppError ? error.message : error instanceof Error ? error.name : 'error';

const abortAll = (): void => {
  for (const controller of running.values()) controller.abort();
};

const closeStore = async (): Promise<void> => {
  await store?.close();
  store = null;
  filename = null;
};

const close = async ({ id }: Extract<ToWorker, { type: 'close' }>): Promise<void> => {
  await closeStore();
  tell({ type: 'done', id, value: null });
};

/** Without its port the thread has nothing left to do, and ends. */
const end = async (): Promise<void> => {
  await closeStore().catch(() => undefined);
  port.close();
};

const run = async ({ id, job, input }: Extract<ToWorker, { type: 'run' }>): Promise<void> => {
  const controller = running.get(id)!;
  try {
    const work = (jobs as unknown as Record<string, Job<unknown, unknown>>)[job];
    if (!work) throw new Error(`no job ${job}`);
    controller.signal.throwIfAborted();
    const value = await work(
      {
        store,
        filename,
        signal: controller.signal,
        progress: (done, of) => tell({ type: 'progress', id, done, of }),
      },
      input,
    );
    tell({ type: 'done', id, value });
  } catch (error) {
    tell({
      type: 'failed',
      id,
      message: nameOf(error),
      cancelled: controller.signal.aborted,
    });
  } finally {
    running.delete(id);
  }
};

const take = (message: Exclude<ToWorker, { type: 'cancel' }>): Promise<void> => {
  switch (message.type) {
    case 'open':
      return open(message);
    case 'close':
      return close(message);
    case 'run':
      return run(message);
    case 'end':
      return end();
  }
};

port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') {
    running.get(message.id)?.abort();
    return;
  }
  if (message.type === 'run') running.set(message.id, new AbortController());
  if (message.type === 'close' || message.type === 'end') abortAll();
  queue = queue.then(() => take(message));
});
