import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hereWorker } from '../../electron/backup/copy-worker';
import { rekeyRecord, type RekeyOptions } from '../../electron/backup/rekey';
import { backupOwnHandlers } from '../../electron/services/backup';
import { sessionEntry } from '../../electron/services/open-record';
import { lockRecord } from '../../electron/services/session';
import { recover } from '../../electron/services/sign-in';
import { makeRecoveryKey } from '../../electron/vault/recovery-key';
import { addSlot, unlock } from '../../electron/vault/slots';
import { readVault, writeVault } from '../../electron/vault/vault-file';
import { failingSteps } from '../support/failing-steps';
import { jules } from '../support/host';
import { openPair } from '../support/pair';
import { signInJules, testRecord } from '../support/record';
import { tempFolder } from '../support/temp-folder';

/** A locked record's folder, its data key, and what a re-key of it is given. */
const lockedRecord = async () => {
  const { host, recoveryKey } = await testRecord();
  const { folder, user } = host.record!;
  const dek = Buffer.from(host.record!.dek);
  await lockRecord(host, 'asked');
  const options = (): RekeyOptions => ({
    folder,
    dek,
    entry: sessionEntry(host, user, 'backup.rekey'),
    worker: hereWorker,
    proves: async (vault) =>
      (await unlock(vault, jules.signInName, jules.passphrase))?.dataKey ?? null,
  });
  return { host, recoveryKey, folder, dek, options };
};

test('a re-key gives the record another key, and passphrase and recovery key stay valid', async () => {
  const { host, recoveryKey } = await testRecord();
  const { folder, filename } = host.record!;
  const former = Buffer.from(host.record!.dek);
  await backupOwnHandlers['backup.rekey'](host, { passphrase: jules.passphrase });
  expect(host.record!.user.signInName).toBe('wetherlam');
  expect(host.record!.dek.equals(former)).toBe(false);
  expect(host.record!.chainAtOpening.broken).toBeNull();
  const actions = await host.record!.store.knex('audit').orderBy('seq').pluck('action');
  expect(actions).toContain('backup.rekey');
  // Its way back: a verified backup under the former key, made before.
  expect(await backupOwnHandlers['backup.list'](host, {})).toMatchObject([
    { reason: 'beforeRekey', present: true },
  ]);
  expect(actions.indexOf('backup.make')).toBeLessThan(actions.indexOf('backup.rekey'));
  await lockRecord(host, 'asked');
  const names = await readdir(folder);
  expect(names.filter((name) => name.endsWith('.db'))).toHaveLength(1);
  expect(names).not.toContain(filename);
  expect(names).not.toContain('change.json');
  await recover(host, {
    recoveryKey,
    signInName: 'wetherlam',
    newPassphrase: 'nine slow herons rising',
  });
});

test('the former key opens neither the store nor what lies beside it', async () => {
  const { folder, dek, options } = await lockedRecord();
  const { vault } = await rekeyRecord(options());
  const stores = (await readdir(folder)).filter((name) => /^record-.*\.db$/.test(name));
  expect(stores).toEqual([vault.store]);
  for (const store of stores)
    await expect(hereWorker.check(join(folder, store), dek)).rejects.toThrow(/NOTADB/);
});

test('a wrong passphrase changes nothing and counts as a failure', async () => {
  const { host } = await testRecord();
  const before = await readVault(host.record!.folder);
  await expect(
    backupOwnHandlers['backup.rekey'](host, { passphrase: 'not this one at all' }),
  ).rejects.toMatchObject({ detail: { code: 'refused' } });
  expect(await readVault(host.record!.folder)).toEqual(before);
  expect(host.record).not.toBeNull();
  expect(await backupOwnHandlers['backup.list'](host, {})).toEqual([]);
});

test('a slot that somebody slipped into the key file gets no new key', async () => {
  const { folder, dek, options } = await lockedRecord();
  const vault = (await readVault(folder))!;
  // Whoever can write the disk can add a slot of their own with any data key in it.
  const slipped = await addSlot(vault, makeRecoveryKey().key, 'intruder', 'a passphrase of theirs');
  await writeVault(folder, slipped);
  await expect(rekeyRecord(options())).rejects.toMatchObject({ detail: { key: 'strangeSlot' } });
  const pair = await openPair(folder);
  expect(pair.dek.equals(dek)).toBe(true);
  expect((await readdir(folder)).filter((name) => name.endsWith('.db'))).toEqual([vault.store]);
});

test.each(['powerCut', 'once'] as const)(
  'interrupted at any step (%s), one matching pair opens with its whole chain',
  async (kind) => {
    const { folder, options } = await lockedRecord();
    const rehearsal = await tempFolder();
    await cp(folder, rehearsal, { recursive: true });
    const all = failingSteps();
    await rekeyRecord({ ...options(), folder: rehearsal, steps: all });
    expect(all.taken.length).toBeGreaterThan(8);
    for (let step = 1; step <= all.taken.length; step += 1) {
      const place = await tempFolder();
      await cp(folder, place, { recursive: true });
      await rekeyRecord({ ...options(), folder: place, steps: failingSteps(step, kind) }).catch(
        () => undefined,
      );
      const pair = await openPair(place);
      expect(pair.hospital).toBe('Alderpoint General Hospital');
      expect(pair.chain.broken).toBeNull();
      expect(pair.headKept).toBe(true);
      const names = await readdir(place);
      expect(names.filter((name) => name.endsWith('.db'))).toEqual([pair.store]);
      expect(names).not.toContain('change.json');
    }
  },
  60_000,
);

test.each(['copy', 'check', 'rekey'] as const)(
  'a power cut while the copy is in the middle of its %s leaves the former pair',
  async (step) => {
    const { folder, dek, options } = await lockedRecord();
    const dead = failingSteps(4);
    const worker = {
      ...hereWorker,
      [step]: async (filename: string, key: Buffer, more: never) => {
        await hereWorker[step](filename, key, more);
        throw new Error('power cut');
      },
    };
    await expect(rekeyRecord({ ...options(), worker, steps: dead })).rejects.toThrow('power cut');
    const pair = await openPair(folder);
    expect(pair.dek.equals(dek)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.endsWith('.db'))).toEqual([pair.store]);
  },
);

test('a copy that cannot be read in full does not take the place', async () => {
  const { folder, dek, options } = await lockedRecord();
  const worker = {
    ...hereWorker,
    rekey: async (filename: string, key: Buffer, next: Buffer) => {
      await hereWorker.rekey(filename, key, next);
      const bytes = await readFile(filename);
      bytes[bytes.length - 50]! ^= 1;
      await writeFile(filename, bytes);
    },
  };
  await expect(rekeyRecord({ ...options(), worker })).rejects.toMatchObject({
    detail: { code: 'damaged' },
  });
  expect((await openPair(folder)).dek.equals(dek)).toBe(true);
});

test('after a re-key the next sign-in goes on in the same chain', async () => {
  const { host, options } = await lockedRecord();
  await rekeyRecord(options());
  await signInJules(host);
  const seqs = await host.record!.store.knex('audit').orderBy('seq').pluck('seq');
  expect(seqs).toEqual(seqs.map((_seq: number, i: number) => i + 1));
});
