import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { DraftKeeper } from '../../electron/services/draft-keeper';
import { lockRecord } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { call } from '../support/calls';
import type { TestHost } from '../support/host';
import { signInJules, testRecord } from '../support/record';

afterEach(() => void vi.useRealTimers());

const note = 'note:0195a000-0000-7000-8000-000000000001';
const put = (host: TestHost, text: string, form = note) =>
  call(host, 'drafts.put', { form, patientId: null, baseRowVersion: 3, text });

test('a half-written note is offered back after a lock, with the version it began from', async () => {
  const { host } = await testRecord();
  await put(host, 'Called the daugh');
  await lockRecord(host, 'idle');
  expect(host.lastLock).toMatchObject({ reason: 'idle', draftsKept: 1 });
  await signInJules(host);
  expect(await call(host, 'drafts.list', {})).toMatchObject([
    { form: note, text: 'Called the daugh', baseRowVersion: 3 },
  ]);
});

test('while it locks, the window’s last texts are still taken and nothing else is', async () => {
  const { host } = await testRecord();
  const answers: unknown[] = [];
  host.windowAnswers = false;
  const emit = host.emit;
  host.emit = (event) => {
    emit(event);
    if (event.type !== 'locking') return;
    answers.push(
      call(host, 'health.read', {}).catch((error: { error: { code: string } }) => error.error.code),
      call(host, 'drafts.flush', {
        drafts: [{ form: note, patientId: null, baseRowVersion: null, text: 'to the last letter' }],
      }),
    );
  };
  await lockRecord(host, 'systemLock');
  expect(await Promise.all(answers)).toEqual(['locked', null]);
  host.emit = emit;
  await signInJules(host);
  expect(await call(host, 'drafts.list', {})).toMatchObject([{ text: 'to the last letter' }]);
});

test('a draft belongs to who wrote it', async () => {
  const { host } = await testRecord();
  await put(host, 'mine');
  const { temporaryPassphrase } = await call(host, 'users.invite', {
    signInName: 'elmcrest',
    givenName: 'Robin',
    familyName: 'Elmcrest',
    role: 'caseManager',
    phone: null,
    unitIds: [],
    credentials: [],
  });
  await signIn(host, 'elmcrest', temporaryPassphrase);
  await call(host, 'session.changePassphrase', {
    current: temporaryPassphrase,
    next: 'paper lantern on the sill',
  });
  expect(await call(host, 'drafts.list', {})).toEqual([]);
});

test('a saved or emptied text is no draft any more', async () => {
  const { host } = await testRecord();
  await put(host, 'one');
  await put(host, 'two', 'caseload.search');
  await call(host, 'drafts.drop', { form: note });
  await put(host, '', 'caseload.search');
  expect(await call(host, 'drafts.list', {})).toEqual([]);
});

test('what is typed is on disk 500 ms later, and in no file that can be read', async () => {
  const { host } = await testRecord();
  const { store, user, folder } = host.record!;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const keeper = new DraftKeeper(store, user.id, host.clock);
  const written = vi.spyOn(store, 'transaction');
  const draft = { form: note, patientId: null, baseRowVersion: null };
  for (let i = 0; i < 10; i += 1) {
    keeper.put({ ...draft, text: `quokka ${i}` });
    vi.advanceTimersByTime(49);
  }
  expect(written).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10);
  vi.useRealTimers();
  // By its own timer; what is asked for below only waits for the end of it.
  await vi.waitFor(() => expect(written).toHaveBeenCalledTimes(1));
  await keeper.write();
  expect(written).toHaveBeenCalledTimes(1);
  expect((await store.knex('draft').first('text')).text).toBe('quokka 9');
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    expect(bytes.includes('quokka')).toBe(false);
  }
});

test('a full disk loses no letter: the text is written with the next one', async () => {
  const { host } = await testRecord();
  const { store, user } = host.record!;
  const keeper = new DraftKeeper(store, user.id, host.clock);
  const draft = { patientId: null, baseRowVersion: null };
  const full = vi.spyOn(store, 'transaction').mockRejectedValueOnce(new Error('SQLITE_FULL'));
  keeper.put({ ...draft, form: note, text: 'first' });
  await expect(keeper.write()).rejects.toThrow('SQLITE_FULL');
  full.mockRestore();
  keeper.put({ ...draft, form: 'other', text: 'second' });
  await keeper.write();
  expect(await store.knex('draft').orderBy('form').pluck('text')).toEqual(['first', 'second']);
});
