import { expect, test } from 'vitest';
import { call } from '../support/calls';
import { setUpInput, testHost } from '../support/host';
import { typedBack } from '../support/record';

const form = {
  step: 'units',
  hospitalName: 'Alderpoint',
  zone: 'America/New_York',
  helpDesk: '',
  units: [{ name: '5 West', rooms: '501 to 517, two beds', beds: { 509: 'W D' } }],
  givenName: '',
  familyName: '',
  signInName: '',
} as const;

test('an unfinished set-up is here again after a look at the demonstration', async () => {
  const host = await testHost();
  await call(host, 'session.keepSetUp', { ...form, units: [...form.units] });
  const shown = await call(host, 'session.setUp', setUpInput);
  await call(host, 'session.exploreDemonstration', {});
  // Whoever looks at the demonstration is told nothing of it.
  expect(await call(host, 'session.keptSetUp', {})).toEqual({ form: null, shown: null });
  await call(host, 'session.leaveDemonstration', { erase: false });
  expect(await call(host, 'session.keptSetUp', {})).toEqual({ form, shown });
  await call(host, 'session.confirmRecoveryKey', { groups: typedBack(shown), keptIn: null });
  expect(await call(host, 'session.keptSetUp', {})).toEqual({ form: null, shown: null });
});

test('a passphrase is not among what is kept', async () => {
  const host = await testHost();
  await expect(
    call(host, 'session.keepSetUp', { ...form, passphrase: 'violet harbor' } as never),
  ).rejects.toMatchObject({ error: { code: 'invalid' } });
});
