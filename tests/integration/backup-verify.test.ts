import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsFolder } from '../../electron/services/newest-backup';
import { call } from '../support/calls';
import { jules, type TestHost } from '../support/host';
import { testRecord } from '../support/record';

const lastEntry = (host: TestHost) =>
  host.record!.store.knex('audit').orderBy('seq', 'desc').first();

test('a backup read again is the same and opens; that is on record', async () => {
  const { host } = await testRecord();
  const { id } = await call(host, 'backup.make', {});
  expect(await call(host, 'backup.verify', { id })).toEqual({ same: true, opened: true });
  expect(await lastEntry(host)).toMatchObject({ action: 'backup.verify', outcome: 'ok' });
});

test('a backup with one byte changed is told as such', async () => {
  const { host } = await testRecord();
  const { id } = await call(host, 'backup.make', {});
  const folder = join(backupsFolder(host.profile, 'real'), id);
  const { store } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const bytes = await readFile(join(folder, store.file));
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(join(folder, store.file), bytes);
  expect(await call(host, 'backup.verify', { id })).toEqual({ same: false, opened: false });
  expect(await lastEntry(host)).toMatchObject({ action: 'backup.verify', outcome: 'failed' });
});

test('a backup from before a re-key is compared, and says that it was not opened', async () => {
  const { host } = await testRecord();
  const { id } = await call(host, 'backup.make', {});
  await call(host, 'backup.rekey', { passphrase: jules.passphrase });
  expect(await call(host, 'backup.verify', { id })).toEqual({ same: true, opened: false });
});

test('a backup that is gone is told as gone', async () => {
  const { host } = await testRecord();
  await expect(call(host, 'backup.verify', { id: 'no-such-backup' })).rejects.toMatchObject({
    error: { key: 'backupGone' },
  });
});
