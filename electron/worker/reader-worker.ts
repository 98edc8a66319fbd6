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
  const key = Buffer.from(message.key);
  store = await openStore({ engine: 'sqlcipher', filename: message.filename, key, readOnly: true });
  key.fill(0);
  message.key.fill(0);
  filename = message.filename;
  tell({ type: 'opened' });
};

const close = async (): Promise<void> => {
  for (const controller of running.values()) controller.abort();
  await store?.close();
  store = null;
  filename = null;
  tell({ type: 'closed' });
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
      message:
        error instanceof AppError
          ? error.message
          : error instanceof Error
            ? `${error.name}`
            : 'error',
      cancelled: controller.signal.aborted,
    });
  } finally {
    running.delete(id);
  }
};

port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') {
    running.get(message.id)?.abort();
    return;
  }
  if (message.type === 'run') running.set(message.id, new AbortController());
  if (message.type === 'close') for (const controller of running.values()) controller.abort();
  queue = queue.then(() =>
    message.type === 'open' ? open(message) : message.type === 'close' ? close() : run(message),
  );
});
