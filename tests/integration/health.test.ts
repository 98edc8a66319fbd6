import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsFolder } from '../../electron/services/newest-backup';
import { plusHours } from '../../shared/time';
import { call } from '../support/calls';
import { testRecord } from '../support/record';
import { testNow } from '../support/store';

test('a new hospital is told what stands and what waits for a person', async () => {
  const { host } = await testRecord();
  const health = await call(host, 'health.read', {});
  expect(health).toMatchObject({
    at: testNow,
    encrypted: { state: 'ok', cipher: expect.stringMatching(/^SQLCipher 4/) },
    lock: { state: 'ok', idleMinutes: 5, idleElsewhereMinutes: 15 },
    passphrases: { state: 'ok', people: 1, temporary: 0, shortest: 12 },
    newestBackup: { state: 'attention', at: null },
    // No backup at all is nothing that stands.
    backups: { state: 'attention', count: 0, damaged: 0 },
    file: { state: 'due', checkedAt: null },
    audit: { state: 'due', broken: null },
    network: { state: 'ok', requests: 0 },
    recoveryKey: { state: 'ok', keptIn: 'Hospital safe', byName: 'Jules Wetherlam' },
    administrators: { state: 'attention', names: ['Jules Wetherlam'] },
  });
  expect(health.encrypted.sealed).toBe(health.encrypted.files);
});

test('“check everything” reads the whole file and walks the whole chain, and a day later it is due again', async () => {
  const { host } = await testRecord();
  const checked = await call(host, 'health.check', {});
  expect(checked).toMatchObject({
    file: { state: 'ok', checkedAt: testNow, faults: 0 },
    audit: { state: 'ok', walkedAt: testNow },
  });
  expect(checked.audit.walked).toBeGreaterThan(3);
  host.setNow(plusHours(testNow, 25));
  expect((await call(host, 'health.read', {})).file.state).toBe('due');
});

test('a backup counts until it is a day old, and not when its file is gone', async () => {
  const { host } = await testRecord();
  const { id } = await call(host, 'backup.make', {});
  expect(await call(host, 'health.read', {})).toMatchObject({
    newestBackup: { state: 'ok', at: testNow, workstation: '5W-03' },
    backups: { state: 'ok', count: 1, damaged: 0 },
  });
  host.setNow(plusHours(testNow, 25));
  expect((await call(host, 'health.read', {})).newestBackup.state).toBe('attention');
  const [backup] = await call(host, 'backup.list', {});
  expect(backup!.id).toBe(id);
  const { store } = JSON.parse(
    await (
      await import('node:fs/promises')
    ).readFile(join(backupsFolder(host.profile, 'real'), id, 'manifest.json'), 'utf8'),
  );
  await writeFile(join(backupsFolder(host.profile, 'real'), id, store.file), 'cut');
  expect(await call(host, 'health.read', {})).toMatchObject({
    newestBackup: { state: 'attention', at: null },
    backups: { state: 'attention', count: 0, damaged: 1 },
  });
  // The status line and the lock screen say the same.
  expect(await call(host, 'session.current', {})).toMatchObject({ newestBackup: null });
  await call(host, 'backup.make', {});
  expect((await call(host, 'health.read', {})).backups).toMatchObject({
    state: 'attention',
    count: 1,
    damaged: 1,
  });
});

test('a network request, were there one, would show', async () => {
  const { host } = await testRecord();
  host.ports.networkAttempts = () => 1;
  expect((await call(host, 'health.read', {})).network).toEqual({ state: 'broken', requests: 1 });
});
