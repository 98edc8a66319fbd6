import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Application } from '../../electron/application';
import { Behind } from '../../electron/behind';
import { storeFolder } from '../../electron/services/store-folder';
import { vaultPath } from '../../electron/vault/vault-file';
import { lockRecord } from '../../electron/services/session';
import { testHost, type TestHost } from '../support/host';
import { testRecord } from '../support/record';

/** What stands behind a window, with an application that writes down what reached it. */
const behindOf = (host: TestHost) => {
  const reached: string[] = [];
  let loaded = 0;
  let draw = (): void => undefined;
  const drawn = new Promise<void>((resolve) => (draw = resolve));
  const application: Application = {
    run: async (name) => {
      reached.push(name);
      return { ok: true, value: name };
    },
    lock: async (reason) => void reached.push(`lock ${reason}`),
    stop: async () => void reached.push('stop'),
  };
  const load = async (): Promise<Application> => {
    loaded += 1;
    return application;
  };
  return { behind: new Behind(host, () => drawn, load), reached, draw, loads: () => loaded };
};

test('the lock screen is told who may sign in before anything else is loaded', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'asked');
  const { behind, reached, draw, loads } = behindOf(host);
  const answer = await behind.answer('session.current', {});
  expect(answer).toMatchObject({
    ok: true,
    value: { state: 'locked', locked: { displayName: 'Jules Wetherlam' } },
  });
  expect([loads(), reached]).toEqual([0, []]);
  draw();
  await expect.poll(loads).toBe(1);
  await behind.answer('session.current', {});
  expect(reached).toEqual(['session.current']);
  expect(loads()).toBe(1);
});

test('where there is no store yet the set-up is told the same way', async () => {
  const { behind, loads } = behindOf(await testHost());
  const answer = await behind.answer('session.current', {});
  expect(answer).toMatchObject({ ok: true, value: { state: 'setUp' } });
  expect(loads()).toBe(0);
});

test('a call that needs more waits for the whole, which is loaded once', async () => {
  const { behind, reached, loads } = behindOf(await testHost());
  const answers = await Promise.all([
    behind.answer('session.ratePassphrase', { passphrase: 'x' }),
    behind.answer('session.signIn', {}),
  ]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  expect(reached).toEqual(['session.ratePassphrase', 'session.signIn']);
  expect(loads()).toBe(1);
});

test('a key file that is damaged is told by the pipeline, as ever', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'asked');
  await writeFile(vaultPath(storeFolder(host.profile, 'real')), 'not a vault');
  const { behind, reached } = behindOf(host);
  await behind.answer('session.current', {});
  expect(reached).toEqual(['session.current']);
});

test('a lock or an end before anything was loaded has nothing to close, and loads nothing', async () => {
  const { behind, reached, loads } = behindOf(await testHost());
  await behind.lock('systemLock');
  await behind.stop();
  expect([reached, loads()]).toEqual([[], 0]);
});

test('a lock while the whole is loading is not lost', async () => {
  const { behind, reached } = behindOf(await testHost());
  const call = behind.answer('session.signIn', {});
  await behind.lock('systemLock');
  await call;
  expect(reached).toEqual(['session.signIn', 'lock systemLock']);
});
