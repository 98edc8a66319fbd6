import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makePdfRenderer } from '../../electron/documents/pdf-renderer';
import { hazelmerePrint } from '../support/care-plan-print';

/** A renderer over a worker that runs `script` on each message, instead of the built one. */
const renderer = async (script: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'liaison-pdf-'));
  const file = join(folder, 'worker.mjs');
  await writeFile(
    file,
    `import { parentPort, workerData } from 'node:worker_threads';
     parentPort.on('message', (message) => { ${script} });`,
  );
  const places: string[] = [];
  const made = makePdfRenderer(file, '/fonts', (where) => void places.push(where));
  onTestFinished(async () => {
    await made.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { made, places };
};

const echo = `parentPort.postMessage({ id: message.id, ok: true, bytes: new TextEncoder().encode(message.print.patient.familyName + workerData.fontFolder), pages: 2 });`;

test('a document comes back from the worker, each to the one who asked', async () => {
  const { made } = await renderer(echo);
  const other = {
    ...hazelmerePrint(),
    patient: { ...hazelmerePrint().patient, familyName: 'Marlstone' },
  };
  const [first, second] = await Promise.all([
    made.carePlan(hazelmerePrint()),
    made.carePlan(other),
  ]);
  expect(new TextDecoder().decode(first.bytes)).toBe('Hazelmere/fonts');
  expect(new TextDecoder().decode(second.bytes)).toBe('Marlstone/fonts');
  expect(first.pages).toBe(2);
});

test('a document that cannot be made is refused in words, and only its place is logged', async () => {
  const { made, places } = await renderer(
    `parentPort.postMessage({ id: message.id, ok: false, where: 'RangeError at layout' });`,
  );
  await expect(made.carePlan(hazelmerePrint())).rejects.toMatchObject({
    detail: { code: 'refused', key: 'documents.failed' },
  });
  expect(places).toEqual(['RangeError at layout']);
});

test('a worker that dies fails its document, and the next one is made by a new worker', async () => {
  const { made } = await renderer(
    `if (message.print.version === 13) process.exit(1); else { ${echo} }`,
  );
  await expect(made.carePlan(hazelmerePrint({ version: 13 }))).rejects.toMatchObject({
    detail: { key: 'documents.failed' },
  });
  await expect(made.carePlan(hazelmerePrint())).resolves.toMatchObject({ pages: 2 });
});

test('stopping at lock ends what is being made', async () => {
  const { made } = await renderer('');
  const ended = expect(made.carePlan(hazelmerePrint())).rejects.toMatchObject({
    detail: { code: 'cancelled' },
  });
  await made.stop();
  await ended;
});
