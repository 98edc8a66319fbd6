import { expect, test } from 'vitest';
import { demonstrationPassphrase } from '../../electron/demonstration';
import { exploreDemonstration } from '../../electron/services/demonstration';
import { lockRecord } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { call } from '../support/calls';
import { signInJules, testRecord } from '../support/record';

test('the hospital’s facts are changed, stand on the lock screen, and set the clock’s zone', async () => {
  const { host } = await testRecord();
  const before = await call(host, 'settings.hospital', {});
  expect(before).toMatchObject({ name: 'Alderpoint General Hospital', zone: 'America/New_York' });
  const after = await call(host, 'settings.changeHospital', {
    rowVersion: before.rowVersion,
    name: 'Alderpoint Regional',
    zone: 'America/Denver',
    phone: '555-0100',
    helpDesk: '555-0142',
  });
  expect(after.rowVersion).toBe(2);
  expect(host.clock.zone()).toBe('America/Denver');
  await lockRecord(host, 'asked');
  expect(await call(host, 'session.current', {})).toMatchObject({
    hospitalName: 'Alderpoint Regional',
    helpDesk: '555-0142',
  });
});

test('an unknown zone and a stale version change nothing', async () => {
  const { host } = await testRecord();
  const hospital = {
    rowVersion: 1,
    name: 'Alderpoint',
    zone: 'America/New_York',
    phone: null,
    helpDesk: null,
  };
  await expect(
    call(host, 'settings.changeHospital', { ...hospital, zone: 'America/Nowhere' }),
  ).rejects.toMatchObject({ error: { fields: { zone: 'zone' } } });
  await call(host, 'settings.changeHospital', hospital);
  await expect(
    call(host, 'settings.changeHospital', { ...hospital, name: 'Other' }),
  ).rejects.toMatchObject({ error: { code: 'conflict', current: { name: 'Alderpoint' } } });
});

test('the lock policy holds for the computer, names who set it by sign-in name, and is on record', async () => {
  const { host } = await testRecord();
  await call(host, 'settings.setLockPolicy', { idleMinutes: 3, idleElsewhereMinutes: 10 });
  const last = await host.record!.store.knex('audit').orderBy('seq', 'desc').first();
  expect(last).toMatchObject({ action: 'settings.setLockPolicy', outcome: 'ok' });
  await lockRecord(host, 'asked');
  expect(await call(host, 'session.current', {})).toMatchObject({
    policy: { idleMinutes: 3, idleElsewhereMinutes: 10, setByName: 'wetherlam' },
  });
});

test('the demonstration, whose passphrase everybody knows, does not change how the computer locks', async () => {
  const { host } = await testRecord();
  await lockRecord(host, 'switchUser');
  await exploreDemonstration(host);
  await signIn(host, 'wetherlam', demonstrationPassphrase);
  await expect(
    call(host, 'settings.setLockPolicy', { idleMinutes: 30, idleElsewhereMinutes: 60 }),
  ).rejects.toMatchObject({ error: { key: 'demonstrationPolicy' } });
  expect(host.device.get().lockPolicy.idleMinutes).toBe(5);
});

test('a person’s own settings come along with the account', async () => {
  const { host } = await testRecord();
  await call(host, 'session.device', { language: 'es', density: 'comfortable' });
  await lockRecord(host, 'asked');
  // Somebody else chose otherwise on this computer meanwhile.
  await call(host, 'session.device', { language: 'en', density: 'compact' });
  await signInJules(host);
  expect(await call(host, 'session.current', {})).toMatchObject({
    device: { language: 'es', density: 'comfortable' },
  });
});
