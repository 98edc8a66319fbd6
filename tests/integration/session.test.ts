import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import Database from '@signalapp/sqlcipher';
import { lockRecord, sessionOwnHandlers } from '../../electron/services/session';
import { sessionState } from '../../electron/services/session-state';
import { recover, signIn } from '../../electron/services/sign-in';
import { storeFolder } from '../../electron/services/store-folder';
import { readVault } from '../../electron/vault/vault-file';
import { plusMinutes } from '../../shared/time';
import { jules, setUpInput, testHost, type TestHost } from '../support/host';
import { signInJules, testRecord, typedBack } from '../support/record';
import { testNow } from '../support/store';

const calls = sessionOwnHandlers;
const code = (wanted: string) => ({ detail: { code: wanted } });

const auditOf = (host: TestHost): Promise<{ action: string; outcome: string; userId: string }[]> =>
  host.record!.store.knex('audit').orderBy('seq').select('action', 'outcome', 'userId', 'reason');

test('a hospital is set up, and its administrator is signed in once the key is typed back', async () => {
  const host = await testHost();
  expect((await sessionState(host)).state).toBe('setUp');
  const shown = await calls['session.setUp'](host, setUpInput);
  expect(shown.recoveryKey).toHaveLength(9);
  const wrong = await calls['session.confirmRecoveryKey'](host, {
    groups: { ...typedBack(shown), [shown.askBack[0]!]: 'AAAA' },
    keptIn: null,
  });
  expect(wrong).toEqual({ right: false, wrongGroups: [shown.askBack[0]] });
  expect(host.record).toBeNull();
  await calls['session.confirmRecoveryKey'](host, { groups: typedBack(shown), keptIn: null });
  const state = await sessionState(host);
  expect(state).toMatchObject({
    state: 'open',
    user: { signInName: 'wetherlam', role: 'administrator' },
    hospital: { name: 'Alderpoint General Hospital' },
    units: [{ name: '5 West' }, { name: 'ICU' }],
  });
  expect((await auditOf(host)).map(({ action }) => action)).toEqual([
    'session.setUp',
    'session.signIn',
    'session.confirmRecoveryKey',
  ]);
});

test('a set-up that was broken off leaves nothing, and can be begun again', async () => {
  const host = await testHost();
  await calls['session.setUp'](host, setUpInput);
  const later = await testHost(host.profile);
  expect((await sessionState(later)).state).toBe('setUp');
  const shown = await calls['session.setUp'](later, setUpInput);
  await calls['session.confirmRecoveryKey'](later, { groups: typedBack(shown), keptIn: null });
  expect(await readdir(join(host.profile, 'stores'))).toEqual(['real']);
});

test('a set-up waits while somebody looks at the demonstration, which is another store', async () => {
  const host = await testHost();
  const shown = await calls['session.setUp'](host, setUpInput);
  await calls['session.exploreDemonstration'](host, {});
  expect(await sessionState(host)).toMatchObject({
    state: 'open',
    store: 'demonstration',
    user: { signInName: 'elmcrest', role: 'caseManager' },
  });
  expect(host.record!.folder).not.toBe(storeFolder(host.profile, 'real'));
  await calls['session.confirmRecoveryKey'](host, { groups: typedBack(shown), keptIn: null });
  expect(await sessionState(host)).toMatchObject({ state: 'open', store: 'real' });
  await calls['session.exploreDemonstration'](host, {});
  await calls['session.leaveDemonstration'](host, { erase: true });
  expect(await readdir(join(host.profile, 'stores'))).toEqual(['real']);
  await signInJules(host);
}, 60_000);

test('a second set-up over a hospital is refused', async () => {
  const { host } = await testRecord();
  await expect(calls['session.setUp'](host, setUpInput)).rejects.toMatchObject(code('refused'));
});

test('the recovery key goes to the printer and into no file', async () => {
  const host = await testHost();
  const shown = await calls['session.setUp'](host, setUpInput);
  await calls['session.printRecoveryKey'](host, {});
  for (const group of shown.recoveryKey) expect(host.printed[0]).toContain(group);
  await calls['session.confirmRecoveryKey'](host, { groups: typedBack(shown), keptIn: 'safe' });
  await lockRecord(host, 'asked');
  for (const name of await readdir(host.profile, { recursive: true, withFileTypes: true }))
    if (name.isFile()) {
      const text = (await readFile(join(name.parentPath, name.name))).toString('latin1');
      expect(text).not.toContain(shown.recoveryKey.join(' '));
      expect(text).not.toContain(shown.recoveryKey.slice(0, 2).join(''));
    }
  await expect(async () => calls['session.printRecoveryKey'](host, {})).rejects.toMatchObject(
    code('refused'),
  );
});

test('lock closes the record, drops the key and says who, when and why', async () => {
  const { host } = await testRecord();
  const { dek, folder, filename } = host.record!;
  await lockRecord(host, 'idle');
  expect(host.record).toBeNull();
  expect(dek.equals(Buffer.alloc(32))).toBe(true);
  expect(await readdir(folder)).not.toContain(`${filename}-wal`);
  expect(await sessionState(host)).toMatchObject({
    state: 'locked',
    locked: { displayName: 'Jules Wetherlam', at: testNow, reason: 'idle' },
  });
  await signInJules(host);
  const entries = await auditOf(host);
  expect(entries.slice(-2)).toMatchObject([
    { action: 'session.lock', reason: 'idle' },
    { action: 'session.signIn' },
  ]);
});

test('a lock closes and drops the key even when nothing can be written any more', async () => {
  const { host } = await testRecord();
  const record = host.record!;
  record.store.transaction = () => Promise.reject(new Error('disk full'));
  await lockRecord(host, 'asked');
  expect(host.record).toBeNull();
  expect(record.dek.equals(Buffer.alloc(32))).toBe(true);
  await expect(record.store.knex.raw('select 1')).rejects.toThrow();
});

test('a lock waits for the window’s last texts no longer than 200 ms, and not at all once they came', async () => {
  const { host } = await testRecord();
  host.windowAnswers = false;
  const from = performance.now();
  await lockRecord(host, 'asked');
  expect(performance.now() - from).toBeGreaterThan(190);
  expect(performance.now() - from).toBeLessThan(1000);
  await signInJules(host);
  const { drafts } = host.record!;
  drafts.put({ form: 'note:1', patientId: null, baseRowVersion: null, text: 'Called the daugh' });
  await lockRecord(host, 'systemLock');
  expect(host.lastLock).toMatchObject({ draftsKept: 1, reason: 'systemLock' });
  await signInJules(host);
  expect(await host.record!.drafts.list()).toMatchObject([{ text: 'Called the daugh' }]);
});

test('a wrong passphrase and an unknown name get the same answer', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'asked');
  const answers = [];
  for (const name of ['wetherlam', 'nobody'])
    answers.push(await signIn(host, name, 'not the passphrase').catch((e: unknown) => e));
  expect(answers[0]).toMatchObject(code('refused'));
  expect(answers[1]).toEqual(answers[0]);
});

test('after five failures even the right passphrase must wait, and the failures stand in the audit', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'asked');
  for (let i = 0; i < 5; i += 1)
    await signIn(host, 'wetherlam', 'wrong wrong wrong').catch(() => 0);
  await expect(signInJules(host)).rejects.toMatchObject(code('throttled'));
  const restarted = await testHost(host.profile);
  await expect(signInJules(restarted)).rejects.toMatchObject(code('throttled'));
  restarted.setNow(plusMinutes(testNow, 1));
  await signInJules(restarted);
  const failed = (await auditOf(restarted)).filter(({ outcome }) => outcome === 'failed');
  expect(failed).toHaveLength(5);
  expect(failed.every(({ userId }) => userId === restarted.record!.user.id)).toBe(true);
});

test.each(['passphrase', 'recovery key'])(
  'after a long rest the %s opens a record that no tick of the idle watch finds unused',
  async (way) => {
    const { host, recoveryKey } = await testRecord();
    await lockRecord(host, 'idleElsewhere');
    const later = plusMinutes(testNow, 20);
    host.setNow(later);
    // A tick may come in any moment in which there is a record: this is what it would go by.
    const lastInputs: string[] = [];
    let record = host.record;
    Object.defineProperty(host, 'record', {
      get: () => record,
      set: (next: typeof record) => {
        record = next;
        if (next) lastInputs.push(host.lastInputAt);
      },
    });
    await (way === 'passphrase'
      ? signInJules(host)
      : recover(host, {
          recoveryKey,
          signInName: 'wetherlam',
          newPassphrase: 'nine slow herons rising',
        }));
    expect(lastInputs).toEqual([later]);
  },
);

test('tries sent all at once are counted one by one', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'asked');
  const tries = Array.from({ length: 8 }, () =>
    signIn(host, 'wetherlam', 'wrong wrong wrong').then(
      () => 'in',
      (error: { detail: { code: string } }) => error.detail.code,
    ),
  );
  const outcomes = await Promise.all(tries);
  expect(outcomes.filter((outcome) => outcome === 'throttled')).toHaveLength(4);
});

test('another person takes over: the former session is closed first', async () => {
  const { host } = await testRecord();
  const former = host.record!;
  await signInJules(host);
  expect(former.dek.equals(Buffer.alloc(32))).toBe(true);
  expect(host.record).not.toBe(former);
  expect((await auditOf(host)).map(({ action }) => action).slice(-2)).toEqual([
    'session.lock',
    'session.signIn',
  ]);
});

test('the recovery key gives an administrator a new passphrase and signs them in', async () => {
  const { host, recoveryKey } = await testRecord();
  await lockRecord(host, 'asked');
  await recover(host, {
    recoveryKey: recoveryKey.toLowerCase(),
    signInName: 'Wetherlam',
    newPassphrase: 'nine slow herons rising',
  });
  expect(host.record!.user.signInName).toBe('wetherlam');
  expect((await auditOf(host)).map(({ action }) => action)).toContain('session.recover');
  await lockRecord(host, 'asked');
  await expect(signInJules(host)).rejects.toMatchObject(code('refused'));
  await signIn(host, 'wetherlam', 'nine slow herons rising');
});

test('a mistyped recovery key, another one, and a name that is no administrator change nothing', async () => {
  const { host, recoveryKey } = await testRecord();
  const other = await testRecord();
  await lockRecord(host, 'asked');
  const before = await readVault(storeFolder(host.profile, 'real'));
  const tryIt = (key: string, signInName = 'wetherlam') =>
    recover(host, { recoveryKey: key, signInName, newPassphrase: 'nine slow herons rising' });
  await expect(tryIt(recoveryKey.slice(0, -1))).rejects.toMatchObject(code('invalid'));
  await expect(tryIt(other.recoveryKey)).rejects.toMatchObject(code('refused'));
  await expect(tryIt(recoveryKey, 'nobody')).rejects.toMatchObject(code('refused'));
  expect(await readVault(storeFolder(host.profile, 'real'))).toEqual(before);
  await signInJules(host);
  const failed = (await auditOf(host)).filter(({ outcome }) => outcome !== 'ok');
  expect(failed.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['session.recover', 'refused'],
    ['session.signIn', 'failed'],
  ]);
});

test('one changes one’s own passphrase; guesses at the present one wait as at sign-in', async () => {
  const { host } = await testRecord();
  const change = (current: string) =>
    calls['session.changePassphrase'](host, { current, next: 'nine slow herons rising' });
  for (let i = 0; i < 5; i += 1)
    await expect(change('not this one at all')).rejects.toMatchObject(code('invalid'));
  await expect(change(jules.passphrase)).rejects.toMatchObject(code('throttled'));
  host.setNow(plusMinutes(testNow, 1));
  await change(jules.passphrase);
  await lockRecord(host, 'asked');
  await expect(signInJules(host)).rejects.toMatchObject(code('refused'));
  await signIn(host, 'wetherlam', 'nine slow herons rising');
});

test('an administrator makes a new recovery key; the former one holds until it is typed back', async () => {
  const { host, recoveryKey } = await testRecord();
  const shown = await calls['session.newRecoveryKey'](host, {});
  const use = (key: string) =>
    recover(host, {
      recoveryKey: key,
      signInName: 'wetherlam',
      newPassphrase: 'nine slow herons rising',
    });
  await use(recoveryKey);
  await expect(
    calls['session.confirmRecoveryKey'](host, { groups: typedBack(shown), keptIn: null }),
  ).rejects.toMatchObject(code('refused'));
  const again = await calls['session.newRecoveryKey'](host, {});
  await calls['session.confirmRecoveryKey'](host, { groups: typedBack(again), keptIn: 'safe' });
  await expect(use(recoveryKey)).rejects.toMatchObject(code('refused'));
  await use(again.recoveryKey.join(''));
});

test('when the vault cannot be written, a change of passphrase changes nothing', async () => {
  const { host } = await testRecord();
  const { store, folder } = host.record!;
  const count = (await auditOf(host)).length;
  const { transaction } = store;
  // The commit fails after the vault was written: the former vault must come back.
  store.transaction = (work) =>
    transaction(async (trx) => {
      await work(trx);
      throw new Error('disk full at commit');
    });
  const before = await readVault(folder);
  await expect(
    calls['session.changePassphrase'](host, {
      current: jules.passphrase,
      next: 'nine slow herons rising',
    }),
  ).rejects.toThrow('disk full');
  store.transaction = transaction;
  expect(await readVault(folder)).toEqual(before);
  expect(await auditOf(host)).toHaveLength(count);
});

test('a record whose key file is gone is not set up over', async () => {
  const { host } = await testRecord();
  const { folder } = host.record!;
  await lockRecord(host, 'asked');
  await rm(join(folder, 'vault.json'));
  const restarted = await testHost(host.profile);
  expect((await sessionState(restarted)).state).toBe('locked');
  await expect(signInJules(restarted)).rejects.toMatchObject(code('damaged'));
  await expect(calls['session.setUp'](restarted, setUpInput)).rejects.toMatchObject(
    code('refused'),
  );
});

test('a damaged page, a plain database and a missing file are told as damage and left as they are', async () => {
  const { host } = await testRecord();
  const { filename } = host.record!;
  await lockRecord(host, 'asked');
  const whole = await readFile(filename);
  const plain = new Database(join(host.profile, 'plain.db'));
  plain.exec('create table t (a text)');
  plain.close();
  const flipped = Buffer.from(whole);
  flipped[100]! ^= 1;
  const plainBytes = await readFile(join(host.profile, 'plain.db'));
  for (const [bytes, key] of [
    [flipped, 'recordDamaged'],
    [plainBytes, 'plainFile'],
  ] as const) {
    await writeFile(filename, bytes);
    await expect(signInJules(host)).rejects.toMatchObject({ detail: { code: 'damaged', key } });
    expect((await readFile(filename)).equals(bytes)).toBe(true);
  }
  await rm(filename);
  await expect(signInJules(host)).rejects.toMatchObject(code('damaged'));
  expect(await readdir(storeFolder(host.profile, 'real'))).not.toContain(filename);
  await writeFile(filename, whole);
  await signInJules(host);
});

test('a chain that was cut short is told at sign-in and stays told', async () => {
  const { host } = await testRecord();
  const { store } = host.record!;
  await lockRecord(host, 'asked');
  await signInJules(host);
  const { filename } = host.record!;
  expect(host.record!.chainAtOpening.broken).toBeNull();
  const key = Buffer.from(host.record!.dek);
  await lockRecord(host, 'asked');
  const db = new Database(filename);
  db.pragma(`key = "x'${key.toString('hex')}'"`);
  db.exec('DROP TRIGGER audit_refuses_delete; DELETE FROM audit WHERE seq > 3');
  db.close();
  expect(store).toBeDefined();
  for (let i = 0; i < 2; i += 1) {
    await signInJules(host);
    expect(host.record!.chainAtOpening.broken).not.toBeNull();
    await lockRecord(host, 'asked');
  }
});

test('a folder copied with its write-ahead log opens', async () => {
  const { host } = await testRecord();
  await host.record!.store.knex('hospital').update({ phone: '555-0142' });
  const { cp } = await import('node:fs/promises');
  const copy = await testHost();
  await cp(join(host.profile, 'stores'), join(copy.profile, 'stores'), { recursive: true });
  await signInJules(copy);
  expect(await copy.record!.store.knex('hospital').first('phone')).toEqual({ phone: '555-0142' });
});

test('another SQLCipher 4 opens the file with the raw key, and nobody without it', async () => {
  const { host } = await testRecord();
  const { filename, dek } = host.record!;
  const hex = dek.toString('hex');
  await lockRecord(host, 'asked');
  const read = (key: string | null): unknown => {
    const db = new Database(filename);
    try {
      if (key) db.pragma(`key = "x'${key}'"`);
      return db.prepare('SELECT name FROM hospital').get()?.['name'];
    } finally {
      db.close();
    }
  };
  expect(read(hex)).toBe('Alderpoint General Hospital');
  expect(() => read(null)).toThrow();
  expect(() => read('0'.repeat(64))).toThrow();
});

test('a passphrase asked for again counts from now; a wrong one gives nothing', async () => {
  const { host } = await testRecord();
  const signedInAt = host.record!.user.confirmedAt;
  const later = plusMinutes(testNow, 30);
  host.setNow(later);
  await expect(
    calls['session.confirm'](host, { passphrase: 'not this one at all' }),
  ).rejects.toMatchObject({ detail: { key: 'passphraseNotYours' } });
  expect(host.record!.user.confirmedAt).toBe(signedInAt);
  await calls['session.confirm'](host, { passphrase: jules.passphrase });
  expect(host.record!.user.confirmedAt).toBe(later);
  const tries = (await auditOf(host)).filter(({ action }) => action === 'session.confirm');
  expect(tries.map(({ outcome }) => outcome)).toEqual(['ok']);
});
