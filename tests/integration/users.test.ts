import { expect, test } from 'vitest';
import { lockRecord } from '../../electron/services/session';
import { signIn } from '../../electron/services/sign-in';
import { readVault } from '../../electron/vault/vault-file';
import { call } from '../support/calls';
import { jules, type TestHost } from '../support/host';
import { signInJules, testRecord } from '../support/record';

const code = (wanted: string) => ({ error: { code: wanted } });

const robin = {
  signInName: 'Elmcrest',
  givenName: 'Robin',
  familyName: 'Elmcrest',
  role: 'caseManager',
  phone: null,
  unitIds: [] as string[],
  credentials: [
    { kind: 'RN', state: 'NC', number: '299871', expiresOn: '2027-01-31' },
    { kind: 'CCM', state: null, number: null, expiresOn: '2026-03-11' },
  ],
} as const;

const invite = async (host: TestHost, more: Partial<typeof robin> = {}) => {
  const unitIds = [...host.record!.user.unitIds.slice(0, 1)];
  return call(host, 'users.invite', {
    ...robin,
    ...more,
    credentials: [...robin.credentials],
    unitIds,
  });
};

/** Signs an invited person in with a passphrase of their own; the administrator is away after it. */
const firstSignIn = async (host: TestHost, name: string, temporary: string, own: string) => {
  await lockRecord(host, 'asked');
  await signIn(host, name, temporary);
  await call(host, 'session.changePassphrase', { current: temporary, next: own });
};

test('an invited person signs in with the temporary passphrase and must choose another first', async () => {
  const { host } = await testRecord();
  const { user, temporaryPassphrase } = await invite(host);
  expect(user).toMatchObject({
    signInName: 'elmcrest',
    units: [{ name: '5 West' }],
    mustChangePassphrase: true,
    credentials: [
      { kind: 'RN', expired: false },
      { kind: 'CCM', expired: true },
    ],
  });
  expect(temporaryPassphrase).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  await lockRecord(host, 'asked');
  await signIn(host, 'elmcrest', temporaryPassphrase);
  await expect(call(host, 'documents.ofPatient', { patientId: user.id })).rejects.toMatchObject({
    error: { key: 'mustChangePassphrase' },
  });
  await call(host, 'session.changePassphrase', {
    current: temporaryPassphrase,
    next: 'paper lantern on the sill',
  });
  expect(host.record!.user.mustChangePassphrase).toBe(false);
  await lockRecord(host, 'asked');
  await expect(signIn(host, 'elmcrest', temporaryPassphrase)).rejects.toThrow();
  await signIn(host, 'elmcrest', 'paper lantern on the sill');
  expect(host.record!.user).toMatchObject({ role: 'caseManager', mustChangePassphrase: false });
});

test('the same sign-in name twice is refused at its field, whatever its case', async () => {
  const { host } = await testRecord();
  await invite(host);
  const before = await readVault(host.record!.folder);
  await expect(invite(host, { signInName: 'ELMCREST' as 'Elmcrest' })).rejects.toMatchObject({
    error: { code: 'refused', fields: { signInName: 'taken' } },
  });
  expect(await readVault(host.record!.folder)).toEqual(before);
});

test('a deactivated person does not sign in, and is given the sign-in back with a temporary passphrase', async () => {
  const { host } = await testRecord();
  const { user, temporaryPassphrase } = await invite(host);
  const gone = await call(host, 'users.deactivate', { id: user.id, rowVersion: user.rowVersion });
  expect(gone.active).toBe(false);
  expect(
    (await readVault(host.record!.folder))!.slots.map(({ signInName }) => signInName),
  ).not.toContain('elmcrest');
  await lockRecord(host, 'asked');
  await expect(signIn(host, 'elmcrest', temporaryPassphrase)).rejects.toMatchObject({
    detail: { code: 'refused' },
  });
  await signInJules(host);
  const back = await call(host, 'users.reactivate', { id: user.id, rowVersion: gone.rowVersion });
  await firstSignIn(host, 'elmcrest', back.temporaryPassphrase, 'paper lantern on the sill');
  expect(host.record!.user.signInName).toBe('elmcrest');
});

test('a slot that came back from an old key file does not let a deactivated person in', async () => {
  const { host } = await testRecord();
  const { user, temporaryPassphrase } = await invite(host);
  const { folder } = host.record!;
  const withSlot = (await readVault(folder))!;
  await call(host, 'users.deactivate', { id: user.id, rowVersion: user.rowVersion });
  const { writeVault } = await import('../../electron/vault/vault-file');
  await lockRecord(host, 'asked');
  await writeVault(folder, withSlot);
  await expect(signIn(host, 'elmcrest', temporaryPassphrase)).rejects.toMatchObject({
    detail: { code: 'refused' },
  });
  expect(host.record).toBeNull();
});

test('an administrator resets a forgotten passphrase without knowing any', async () => {
  const { host } = await testRecord();
  const { user, temporaryPassphrase } = await invite(host);
  await firstSignIn(host, 'elmcrest', temporaryPassphrase, 'paper lantern on the sill');
  await lockRecord(host, 'asked');
  await signInJules(host);
  const [, elmcrest] = [await call(host, 'users.list', {}), user.id] as const;
  const present = (await call(host, 'users.list', {})).find(({ id }) => id === elmcrest)!;
  const reset = await call(host, 'users.resetPassphrase', {
    id: present.id,
    rowVersion: present.rowVersion,
  });
  await lockRecord(host, 'asked');
  await expect(signIn(host, 'elmcrest', 'paper lantern on the sill')).rejects.toThrow();
  await signIn(host, 'elmcrest', reset.temporaryPassphrase);
  expect(host.record!.user.mustChangePassphrase).toBe(true);
});

test('the only administrator stays one, and nobody takes away their own sign-in', async () => {
  const { host } = await testRecord();
  const [me] = await call(host, 'users.list', {});
  const { id, rowVersion } = me!;
  const fields = {
    givenName: 'Jules',
    familyName: 'Wetherlam',
    phone: null,
    unitIds: [],
    credentials: [],
  };
  await expect(
    call(host, 'users.change', { id, rowVersion, ...fields, role: 'auditor' }),
  ).rejects.toMatchObject({ error: { key: 'lastAdministrator' } });
  await expect(call(host, 'users.deactivate', { id, rowVersion })).rejects.toMatchObject({
    error: { key: 'notYourself' },
  });
  await expect(call(host, 'users.resetPassphrase', { id, rowVersion })).rejects.toMatchObject({
    error: { key: 'notYourself' },
  });
});

test('a change under a stale version is refused, and what was stays in the history', async () => {
  const { host } = await testRecord();
  const { user } = await invite(host);
  const change = (rowVersion: number, familyName: string) =>
    call(host, 'users.change', {
      id: user.id,
      rowVersion,
      givenName: 'Robin',
      familyName,
      role: 'unitLead',
      phone: '555-0123',
      unitIds: [],
      credentials: [{ kind: 'RN', state: 'NC', number: '299871', expiresOn: '2028-01-31' }],
    });
  const changed = await change(user.rowVersion, 'Elmcrest-Hale');
  expect(changed).toMatchObject({ familyName: 'Elmcrest-Hale', role: 'unitLead', units: [] });
  expect(changed.credentials.map(({ kind }) => kind)).toEqual(['RN']);
  await expect(change(user.rowVersion, 'Other')).rejects.toMatchObject(code('conflict'));
  const tables = await host.record!.store.knex('revision').orderBy('tableName').pluck('tableName');
  expect([...new Set(tables)]).toEqual(['credential', 'membership', 'user']);
});

test('the administrator who gives up the role is no administrator from the next call on', async () => {
  const { host } = await testRecord();
  await invite(host, { role: 'administrator' as 'caseManager' });
  const me = (await call(host, 'users.list', {})).find(
    ({ signInName }) => signInName === 'wetherlam',
  )!;
  await call(host, 'users.change', {
    id: me.id,
    rowVersion: me.rowVersion,
    givenName: 'Jules',
    familyName: 'Wetherlam',
    role: 'auditor',
    phone: null,
    unitIds: [],
    credentials: [],
  });
  await expect(call(host, 'users.list', {})).rejects.toMatchObject(code('forbidden'));
});

test('each change of people stands in the audit with its field names and no passphrase', async () => {
  const { host } = await testRecord();
  const { user, temporaryPassphrase } = await invite(host);
  await call(host, 'users.deactivate', { id: user.id, rowVersion: user.rowVersion });
  const rows = await host
    .record!.store.knex('audit')
    .where('action', 'like', 'users.%')
    .orderBy('seq');
  expect(
    rows.map(({ action, recordId }: { action: string; recordId: string }) => [action, recordId]),
  ).toEqual([
    ['users.invite', user.id],
    ['users.deactivate', user.id],
  ]);
  expect(JSON.stringify(rows)).not.toContain(temporaryPassphrase);
  expect(JSON.stringify(rows)).not.toContain(jules.passphrase);
});

test('only an administrator manages people', async () => {
  const { host } = await testRecord();
  const { user, temporaryPassphrase } = await invite(host);
  await firstSignIn(host, 'elmcrest', temporaryPassphrase, 'paper lantern on the sill');
  await expect(call(host, 'users.list', {})).rejects.toMatchObject(code('forbidden'));
  await expect(
    call(host, 'users.deactivate', { id: user.id, rowVersion: 2 }),
  ).rejects.toMatchObject(code('forbidden'));
  await expect(call(host, 'session.newRecoveryKey', {})).rejects.toMatchObject(code('forbidden'));
  await expect(call(host, 'backup.make', {})).rejects.toMatchObject(code('forbidden'));
});
