import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../db/connection';
import { copyInto } from '../../db/sqlcipher/copy';
import { hereWorker } from '../../electron/backup/copy-worker';
import { listBackups } from '../../electron/backup/list-backups';
import { makeBackup } from '../../electron/backup/make-backup';
import { openBackup, restoreBackup } from '../../electron/backup/restore';
import { backupOwnHandlers as calls, backUp } from '../../electron/services/backup';
import { backupsFolder, newestBackup } from '../../electron/services/newest-backup';
import { sessionEntry } from '../../electron/services/open-record';
import { lockRecord } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { storeFolder } from '../../electron/services/store-folder';
import { unlock } from '../../electron/vault/slots';
import { readVault } from '../../electron/vault/vault-file';
import { plusMinutes } from '../../shared/time';
import { failingSteps } from '../support/failing-steps';
import { jules, testHost, type TestHost } from '../support/host';
import { openPair } from '../support/pair';
import { signInJules, testRecord } from '../support/record';
import { testNow } from '../support/store';
import { tempFolder } from '../support/temp-folder';

const byPassphrase = {
  kind: 'passphrase',
  signInName: jules.signInName,
  passphrase: jules.passphrase,
} as const;

const setPhone = (host: TestHost, phone: string) =>
  host.record!.store.knex('hospital').update({ phone });
const phoneOf = async (host: TestHost): Promise<string | null> =>
  (await host.record!.store.knex('hospital').first('phone')).phone;

/** A record with a backup in which the phone is 555-0001; the record then has 555-0002. */
const backedUp = async () => {
  const made = await testRecord();
  const { host } = made;
  await setPhone(host, '555-0001');
  const backup = await calls['backup.make'](host, {});
  await setPhone(host, '555-0002');
  return { ...made, backup, backups: backupsFolder(host.profile, 'real') };
};

test('a backup is a folder that opens by itself: copy, vault and manifest', async () => {
  const { host, backup, backups } = await backedUp();
  const place = join(backups, backup.id);
  const vault = (await readVault(host.record!.folder))!;
  expect((await readdir(place)).sort()).toEqual(
    ['manifest.json', vault.store, 'vault.json'].sort(),
  );
  const manifest = JSON.parse(await readFile(join(place, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    at: testNow,
    installation: vault.installation,
    reason: 'asked',
    rows: { hospital: 1, bed: 3, user: 1 },
    version: '0.1.0',
    verified: true,
  });
  expect((await openPair(place)).phone).toBe('555-0001');
  expect(newestBackup(host.profile, 'real')).toEqual({ at: testNow, verified: true });
});

test('the list tells what a restore would take back', async () => {
  const { host } = await backedUp();
  const [backup] = await calls['backup.list'](host, {});
  expect(backup).toMatchObject({ ours: true, present: true, entriesSince: 1, patients: 0 });
});

test('a copy with a damaged page does not count, and nothing is left of it', async () => {
  const { host } = await testRecord();
  const { folder, store, dek } = host.record!;
  const backups = join(host.profile, 'b');
  const worker = {
    ...hereWorker,
    copy: async (filename: string, key: Buffer, target: string) => {
      await hereWorker.copy(filename, key, target);
      const bytes = await readFile(target);
      bytes[5000]! ^= 4;
      await writeFile(target, bytes);
    },
  };
  const made = makeBackup({
    folder,
    store,
    dek,
    backups,
    worker,
    at: testNow,
    workstation: 'w',
    version: '1',
    reason: 'asked',
  });
  await expect(made).rejects.toThrow();
  expect(await readdir(backups)).toEqual([]);
});

test('a backup that was broken off at any step counts for nothing, and the next one clears it away', async () => {
  const { host } = await testRecord();
  const { folder, store, dek } = host.record!;
  const backups = join(host.profile, 'b');
  const options = {
    folder,
    store,
    dek,
    backups,
    worker: hereWorker,
    at: testNow,
    workstation: 'w',
    version: '1',
    reason: 'asked',
  } as const;
  const all = failingSteps();
  await makeBackup({ ...options, steps: all });
  for (let step = 1; step <= all.taken.length; step += 1) {
    await rm(backups, { recursive: true });
    await mkdir(backups);
    await makeBackup({ ...options, steps: failingSteps(step) }).catch(() => undefined);
    // Either whole (only the folder's fsync failed) or not there.
    for (const { path } of await listBackups(backups)) await openPair(path);
    await makeBackup(options);
    const names = await readdir(backups);
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  }
});

test('the reading connection copies, and refuses to write afterwards as before', async () => {
  const { host } = await testRecord();
  const { filename, dek } = host.record!;
  const reader = await openStore({ engine: 'sqlcipher', filename, key: dek, readOnly: true });
  await copyInto(reader, join(host.profile, 'copy.db'));
  await expect(reader.knex('hospital').update({ phone: 'x' })).rejects.toThrow(/READONLY/);
  await reader.close();
  expect((await hereWorker.check(join(host.profile, 'copy.db'), dek)).rows['hospital']).toBe(1);
});

test('two backups of the same moment never share a name', async () => {
  const { host } = await testRecord();
  const [first, second] = await Promise.all([backUp(host, 'asked'), backUp(host, 'asked')]);
  expect(first.id).not.toBe(second.id);
});

test('a restore is the exact record of the backup, with the restore as its next entry', async () => {
  const { host, backup } = await backedUp();
  const { filename, folder } = host.record!;
  const fileBefore = filename.split('/').at(-1)!;
  await calls['backup.restore'](host, {
    id: backup.id,
    key: byPassphrase,
    otherInstallation: false,
  });
  expect(host.record).toBeNull();
  const [aside] = await readdir(join(folder, 'aside'));
  expect((await openPair(join(folder, 'aside', aside!))).phone).toBe('555-0002');
  expect(await readdir(folder)).not.toContain(fileBefore);
  await signInJules(host);
  expect(await phoneOf(host)).toBe('555-0001');
  expect(host.record!.chainAtOpening.broken).toBeNull();
  const entries = await host.record!.store.knex('audit').orderBy('seq').select('action', 'detail');
  const restored = entries.find(({ action }: { action: string }) => action === 'backup.restore');
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    'session.setUp',
    'session.signIn',
    'session.confirmRecoveryKey',
    'backup.restore',
    'session.signIn',
  ]);
  expect(JSON.parse(restored.detail)).toMatchObject({ backup: backup.id, formerSeq: 5 });
});

test('a damaged record is restored from the lock screen, and kept aside byte for byte', async () => {
  const { host, backup } = await backedUp();
  const { filename, folder } = host.record!;
  await lockRecord(host, 'asked');
  const damagedBytes = await readFile(filename);
  damagedBytes[100]! ^= 1;
  await writeFile(filename, damagedBytes);
  await expect(signInJules(host)).rejects.toMatchObject({ detail: { code: 'damaged' } });
  await calls['backup.restore'](host, {
    id: backup.id,
    key: byPassphrase,
    otherInstallation: false,
  });
  await signInJules(host);
  expect(await phoneOf(host)).toBe('555-0001');
  const [aside] = await readdir(join(folder, 'aside'));
  const kept = await readFile(join(folder, 'aside', aside!, filename.split('/').at(-1)!));
  expect(kept.equals(damagedBytes)).toBe(true);
});

test('a record that lost its key file is restored with the recovery key', async () => {
  const { host, backup, recoveryKey } = await backedUp();
  const { folder } = host.record!;
  await lockRecord(host, 'asked');
  await rm(join(folder, 'vault.json'));
  await calls['backup.restore'](host, {
    id: backup.id,
    key: { kind: 'recoveryKey', recoveryKey },
    otherInstallation: false,
  });
  await signInJules(host);
  expect(await phoneOf(host)).toBe('555-0001');
});

test('accounts are those of the backup: a passphrase of later does not open it', async () => {
  const { host, backup } = await backedUp();
  const { sessionOwnHandlers } = await import('../../electron/services/session');
  await sessionOwnHandlers['session.changePassphrase'](host, {
    current: jules.passphrase,
    next: 'nine slow herons rising',
  });
  const restore = (passphrase: string) =>
    calls['backup.restore'](host, {
      id: backup.id,
      key: { ...byPassphrase, passphrase },
      otherInstallation: false,
    });
  await expect(restore('nine slow herons rising')).rejects.toMatchObject({
    detail: { code: 'refused' },
  });
  await restore(jules.passphrase);
  await expect(signIn(host, 'wetherlam', 'nine slow herons rising')).rejects.toThrow();
  await signInJules(host);
});

test('a backup with a changed byte is refused, and nothing is changed', async () => {
  const { host, backup, backups } = await backedUp();
  const place = join(backups, backup.id);
  const vault = (await readVault(place))!;
  for (const name of [vault.store, 'vault.json']) {
    const whole = await readFile(join(place, name));
    const bytes = Buffer.from(whole);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(join(place, name), bytes);
    await expect(
      calls['backup.restore'](host, { id: backup.id, key: byPassphrase, otherInstallation: false }),
    ).rejects.toMatchObject({ detail: { code: 'damaged' } });
    await writeFile(join(place, name), whole);
  }
  expect(await phoneOf(host)).toBe('555-0002');
});

test('a backup of another installation is refused until that is confirmed', async () => {
  const other = await backedUp();
  const { host } = await testRecord();
  host.ports.openFiles = async () => [other.backups];
  const [shown] = await calls['backup.pick'](host, {});
  expect(shown).toMatchObject({ ours: false, entriesSince: null });
  const restore = (otherInstallation: boolean) =>
    calls['backup.restore'](host, { id: shown!.id, key: byPassphrase, otherInstallation });
  await expect(restore(false)).rejects.toMatchObject({ detail: { key: 'otherInstallation' } });
  expect(host.record).not.toBeNull();
  await restore(true);
  await signInJules(host);
  expect(await phoneOf(host)).toBe('555-0001');
});

test('a new computer is set up from a backup', async () => {
  const { backups } = await backedUp();
  const fresh = await testHost();
  fresh.ports.openFiles = async () => [backups];
  const [shown] = await calls['backup.pick'](fresh, {});
  await calls['backup.restore'](fresh, {
    id: shown!.id,
    key: byPassphrase,
    otherInstallation: false,
  });
  await signInJules(fresh);
  expect(await phoneOf(fresh)).toBe('555-0001');
  expect(fresh.device.get()).toMatchObject({
    hospitalName: 'Alderpoint General Hospital',
    helpDesk: '555-0199',
  });
});

test.each([
  ['somebody it does not know', 'nobody', {}],
  ['somebody of another role', jules.signInName, { role: 'unitLead' }],
  ['an administrator whose sign-in was taken away', jules.signInName, { active: 0 }],
])('only an administrator of the backup restores it: not %s', async (_who, signInName, facts) => {
  const { host } = await testRecord();
  const dek = Buffer.from(host.record!.dek);
  const open = async () => {
    const [found] = await listBackups(backupsFolder(host.profile, 'real'));
    return openBackup(found!, async () => ({ dataKey: Buffer.from(dek), signInName }), hereWorker);
  };
  if (Object.keys(facts).length > 0) await host.record!.store.knex('user').update(facts);
  await calls['backup.make'](host, {});
  await expect(open()).rejects.toMatchObject({ detail: { code: 'forbidden' } });
});

test.each(['powerCut', 'once'] as const)(
  'a restore interrupted at any step (%s) leaves one matching pair that opens, and loses neither record',
  async (kind) => {
    const { host, backups } = await backedUp();
    const { folder } = host.record!;
    await lockRecord(host, 'asked');
    const [found] = await listBackups(backups);
    const opened = await openBackup(
      found!,
      async (vault) => ({
        dataKey: (await unlock(vault, jules.signInName, jules.passphrase))!.dataKey,
        signInName: jules.signInName,
      }),
      hereWorker,
    );
    const run = (place: string, steps: ReturnType<typeof failingSteps>) =>
      restoreBackup({
        folder: place,
        opened,
        aside: 'former',
        entry: sessionEntry(host, null, 'backup.restore'),
        steps,
      });
    const rehearsal = await tempFolder();
    await cp(folder, rehearsal, { recursive: true });
    const all = failingSteps();
    await run(rehearsal, all);
    const phones = new Set<string | null>();
    for (let step = 1; step <= all.taken.length; step += 1) {
      const place = await tempFolder();
      await cp(folder, place, { recursive: true });
      await run(place, failingSteps(step, kind)).catch(() => undefined);
      const pair = await openPair(place);
      phones.add(pair.phone);
      expect(pair.chain.broken).toBeNull();
      expect(pair.headKept).toBe(true);
      const names = await readdir(place);
      expect(names.filter((name) => name.endsWith('.db'))).toEqual([pair.store]);
      expect(names).not.toContain('change.json');
      if (pair.phone === '555-0001')
        expect((await openPair(join(place, 'aside', 'former'))).phone).toBe('555-0002');
    }
    expect(phones).toEqual(new Set(['555-0001', '555-0002']));
  },
  60_000,
);

test('before a migration a verified backup is made; without it nothing is migrated', async () => {
  const { host } = await testRecord();
  const { migrations } = await import('../../db/migrations');
  await lockRecord(host, 'asked');
  const added = {
    id: '9999-test',
    up: async (trx: {
      schema: {
        createTable: (
          name: string,
          make: (t: { text: (n: string) => unknown }) => void,
        ) => Promise<unknown>;
      };
    }) => {
      await trx.schema.createTable('later', (t) => void t.text('a'));
    },
  };
  (migrations as unknown as unknown[]).push(added);
  try {
    const full = vi.spyOn(hereWorker, 'copy').mockRejectedValue(new Error('no room'));
    await expect(signInJules(host)).rejects.toThrow('no room');
    full.mockRestore();
    host.setNow(plusMinutes(testNow, 1));
    await signInJules(host);
    const found = await listBackups(backupsFolder(host.profile, 'real'));
    expect(found.map(({ manifest }) => [manifest.reason, manifest.schema])).toEqual([
      ['beforeMigration', migrations.at(-2)!.id],
    ]);
  } finally {
    (migrations as unknown as unknown[]).pop();
  }
  expect(storeFolder(host.profile, 'real')).toBe(host.record!.folder);
});

test('every byte flipped in a sample of pages is noticed', async () => {
  const { host } = await testRecord();
  const { filename } = host.record!;
  const dek = Buffer.from(host.record!.dek);
  await lockRecord(host, 'asked');
  const whole = await readFile(filename);
  const place = join(await tempFolder(), 'copy.db');
  const pageSize = 4096;
  const pages = whole.length / pageSize;
  let noticed = 0;
  let tried = 0;
  for (const page of [0, 1, Math.floor(pages / 2), pages - 1])
    for (let at = 0; at < pageSize; at += 97) {
      const bytes = Buffer.from(whole);
      bytes[page * pageSize + at]! ^= 1 << (at % 8);
      await writeFile(place, bytes);
      tried += 1;
      const faults = await hereWorker.check(place, dek).then(
        (facts) => facts.faults.length,
        () => 1,
      );
      if (faults > 0) noticed += 1;
    }
  expect(noticed).toBe(tried);
});
