import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startReader } from '../../electron/worker/reader';
import { tempFolder } from '../support/temp-folder';

/** A worker that answers at once, but is deaf for four seconds once it reads, as the engine is. */
const deafWhileReading = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', (message) => {
    if (message.type === 'end') return parentPort.close();
    if (message.type === 'run') {
      if (message.job === 'dies') throw new Error('out of memory');
      const until = performance.now() + 4_000;
      while (performance.now() < until);
    }
    if (message.id) parentPort.postMessage({ type: 'done', id: message.id, value: null });
  });
`;

const reader = async () => {
  const file = join(await tempFolder(), 'worker.mjs');
  await writeFile(file, deafWhileReading);
  const started = startReader(pathToFileURL(file));
  onTestFinished(() => started.stop());
  return started;
};

const key = Buffer.alloc(32, 7);

test('a lock does not wait for a long reading, and the next sign-in is served at once', async () => {
  const r = await reader();
  await r.open('record.db', key);
  const reading = r.run('store.integrity', null).catch((error: unknown) => error);
  const from = performance.now();
  await r.close();
  await r.open('record.db', key);
  expect(performance.now() - from).toBeLessThan(2000);
  expect(await reading).toMatchObject({ detail: { code: 'cancelled' } });
});

test('a worker that dies fails what it was asked, and another one takes its place', async () => {
  const r = await reader();
  await expect(r.run('dies' as 'store.integrity', null)).rejects.toThrow('out of memory');
  await r.open('record.db', key);
  await r.close();
});

test('the key that was handed over stays the caller’s', async () => {
  const r = await reader();
  const mine = Buffer.alloc(32, 7);
  await r.open('record.db', mine);
  expect(mine).toEqual(key);
});

test('a reader that stops waits for the threads it has replaced: none is cut off inside the engine', async () => {
  const r = await reader();
  const from = performance.now();
  const reading = r.run('store.integrity', null).catch(() => undefined);
  await r.close();
  await r.stop();
  await reading;
  expect(performance.now() - from).toBeGreaterThan(3900);
});
