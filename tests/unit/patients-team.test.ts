import { expect, test } from 'vitest';
import { teamLines } from '../../shared/patients/team';
import { teamRoleWord } from '../../shared/patients/team-roles';

const member = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  role: 'Attending',
  phone: null,
  organization: null,
  note: null,
  userId: null,
  startsAt: null,
  endsAt: null,
  ...more,
});

test('the attending of a census and of a feed is one line, with what either says', () => {
  const lines = teamLines([
    member('census', 'Imre Slatefield', { note: 'nights' }),
    member('feed', 'Dr. Imre K Slatefield', { phone: '555-0104', organization: 'Hospitalists' }),
  ]);
  expect(lines).toMatchObject([
    { id: 'feed', phone: '555-0104', note: 'nights', alsoIds: ['census'] },
  ]);
});

test.each([
  ['another role', member('b', 'Imre Slatefield', { role: 'Consulting' })],
  ['another given name', member('b', 'Ilse Slatefield')],
  ['the family name alone', member('b', 'Dr. Slatefield')],
] as const)('%s stays a line of its own', (_what, other) => {
  expect(teamLines([member('a', 'Imre Slatefield'), other])).toHaveLength(2);
});

test('two people with accounts of their own stay two', () => {
  const both = [
    member('a', 'Dana Oakes', { userId: 'u1' }),
    member('b', 'Dana Oakes', { userId: 'u2' }),
  ];
  expect(teamLines(both)).toHaveLength(2);
});

test('“Slatefield, Imre MD” is the same person as “Dr. Imre Slatefield”', () => {
  const both = [member('a', 'Slatefield, Imre MD'), member('b', 'Dr. Imre Slatefield')];
  expect(teamLines(both)).toHaveLength(1);
});

test.each([
  ['cm', 'Case manager', 'Coordinación de casos'],
  ['Case manager', 'Case manager', 'Coordinación de casos'],
  ['ATTENDING', 'ATTENDING', 'Médico(a) tratante'],
  ['Parish nurse', 'Parish nurse', 'Parish nurse'],
  ['constructor', 'constructor', 'constructor'],
])('the role %s reads %s in English and %s in Spanish', (role, en, es) => {
  expect(teamRoleWord('en', role)).toBe(en);
  expect(teamRoleWord('es', role)).toBe(es);
});
