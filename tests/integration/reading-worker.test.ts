/** What the product does in its reading worker, done there: the worker is bundled as the build does it. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../electron/services/backup';
import { lockRecord } from '../../electron/services/session';
import { startReader } from '../../electron/worker/reader';
import { call } from '../support/calls';
import { jules } from '../support/host';
import { signInJules, testRecord } from '../support/record';
import { testNow } from '../support/store';

// Under node_modules, so that the bundle finds the packages it leaves outside.
const folder = resolve('node_modules/.cache', `liaison-test-${process.pid}`);
const workerFile = join(folder, 'reader-worker.mjs');

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: 'electron/worker/reader-worker.ts',
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: {
        output: { format: 'es', entryFileNames: 'reader-worker.mjs', codeSplitting: false },
      },
    },
  });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const recordWithReader = async () => {
  const made = await testRecord();
  await lockRecord(made.host, 'asked');
  const reader = startReader(pathToFileURL(workerFile));
  onTestFinished(() => reader.stop());
  made.host.reader = reader;
  await signInJules(made.host);
  return made;
};

test('backup, check, re-key and restore do their copying in the worker', async () => {
  const { host } = await recordWithReader();
  await host.record!.store.knex('hospital').update({ phone: '555-0001' });
  const backup = await call(host, 'backup.make', {});
  expect(await call(host, 'health.check', {})).toMatchObject({
    file: { state: 'ok', checkedAt: testNow },
    audit: { state: 'ok' },
  });
  const former = Buffer.from(host.record!.dek);
  await call(host, 'backup.rekey', { passphrase: jules.passphrase });
  expect(host.record!.dek.equals(former)).toBe(false);
  await host.record!.store.knex('hospital').update({ phone: '555-0002' });
  // Made before the re-key: its own vault opens it.
  await call(host, 'backup.restore', {
    id: backup.id,
    key: { kind: 'passphrase', signInName: jules.signInName, passphrase: jules.passphrase },
    otherInstallation: false,
  });
  await signInJules(host);
  expect((await host.record!.store.knex('hospital').first('phone')).phone).toBe('555-0001');
});

test('the file is read in full once a day after a sign-in, without being asked', async () => {
  const { host } = await recordWithReader();
  await lockRecord(host, 'asked');
  const read = new Promise<void>((resolve) => {
    const { emit } = host;
    host.emit = (event) => {
      emit(event);
      if (event.type === 'changed' && event.features.includes('health')) resolve();
    };
  });
  await call(host, 'session.signIn', { signInName: 'wetherlam', passphrase: jules.passphrase });
  await read;
  expect((await call(host, 'health.read', {})).file).toMatchObject({ state: 'ok', faults: 0 });
});

test('a lock in the middle of a backup ends it, and nothing of it is left', async () => {
  const { host } = await recordWithReader();
  host.windowAnswers = false;
  const backup = backUp(host, 'asked').catch((error: unknown) => error);
  await lockRecord(host, 'idle');
  await backup;
  expect(host.record).toBeNull();
  const names = await readdir(join(host.profile, 'backups', 'real')).catch(() => []);
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
});
