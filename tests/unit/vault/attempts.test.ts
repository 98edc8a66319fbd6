import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Attempts, attemptsFileName, delayAfter } from '../../../electron/vault/attempts';
import { makeRecoveryKey } from '../../../electron/vault/recovery-key';
import { createVault } from '../../../electron/vault/slots';
import { plusMinutes } from '../../../shared/time';
import { testNow } from '../../support/store';
import { tempFolder } from '../../support/temp-folder';

const { vault } = await createVault({
  signInName: 'jules',
  passphrase: 'violet harbor under glass',
  recoveryKey: makeRecoveryKey().key,
});

/** Attempts on a clock that the test moves. */
const attemptsAt = async () => {
  const time = { now: testNow };
  const folder = await tempFolder();
  const fresh = () => new Attempts(folder, () => time.now);
  return { time, folder, fresh, attempts: fresh() };
};

test.each([
  [1, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [8, 8],
  [9, 15],
  [10, 15],
  [1000, 15],
])('after %i failures in a row the wait is %i minutes', (failures, minutes) => {
  expect(delayAfter(failures)).toBe(minutes * 60_000);
});

test.each(['jules', 'nobody'])(
  'the fifth failure of %s makes the name wait a minute',
  async (name) => {
    const { attempts, time } = await attemptsAt();
    for (let i = 0; i < 4; i += 1)
      expect((await attempts.failed(vault, name)).waitUntil).toBeNull();
    expect((await attempts.failed(vault, name)).waitUntil).toBe(plusMinutes(testNow, 1));
    expect((await attempts.throttle(vault, name)).waitUntil).toBe(plusMinutes(testNow, 1));
    expect((await attempts.throttle(vault, 'other')).waitUntil).toBeNull();
    time.now = plusMinutes(testNow, 1);
    expect((await attempts.throttle(vault, name)).waitUntil).toBeNull();
    expect((await attempts.failed(vault, name)).waitUntil).toBe(plusMinutes(testNow, 3));
  },
);

test('the wait survives a restart', async () => {
  const { attempts, fresh } = await attemptsAt();
  for (let i = 0; i < 5; i += 1) await attempts.failed(vault, 'jules');
  expect((await fresh().throttle(vault, 'jules')).waitUntil).toBe(plusMinutes(testNow, 1));
});

test('a clock set back does not shorten the wait, and the whole wait is served again', async () => {
  const { attempts, time } = await attemptsAt();
  for (let i = 0; i < 8; i += 1) await attempts.failed(vault, 'jules');
  time.now = plusMinutes(testNow, -600);
  expect((await attempts.throttle(vault, 'jules')).waitUntil).toBe(plusMinutes(time.now, 8));
  time.now = plusMinutes(time.now, 7);
  expect((await attempts.throttle(vault, 'jules')).waitUntil).not.toBeNull();
  time.now = plusMinutes(time.now, 1);
  expect((await attempts.throttle(vault, 'jules')).waitUntil).toBeNull();
});

test('a success ends the count', async () => {
  const { attempts } = await attemptsAt();
  for (let i = 0; i < 4; i += 1) await attempts.failed(vault, 'jules');
  await attempts.succeeded(vault, 'jules');
  expect((await attempts.failed(vault, 'jules')).failures).toBe(1);
});

test('what was typed as an unknown name does not stand in the file', async () => {
  const { attempts, folder } = await attemptsAt();
  await attempts.failed(vault, 'violet harbor under glass');
  expect(await readFile(join(folder, attemptsFileName), 'utf8')).not.toContain('violet');
});

test('failures wait for their audit entries until they are recorded', async () => {
  const { attempts } = await attemptsAt();
  await attempts.failed(vault, 'jules');
  await attempts.recoveryFailed();
  const { attempts: pending } = await attempts.pending();
  expect(pending).toEqual([
    { at: testNow, slotId: vault.slots[0]!.id, way: 'passphrase' },
    { at: testNow, slotId: null, way: 'recoveryKey' },
  ]);
  await attempts.recorded(2);
  expect((await attempts.pending()).attempts).toEqual([]);
});
