import { beforeEach, expect, test } from 'vitest';
import { setAssignerOurs } from '../../../db/identity';
import { updateRecord } from '../../../db/records';
import { adt, bytesOf, census, hospital, type Hospital } from '../../support/feeds';
import { testNow } from '../../support/store';

const csv = { name: 'census.csv' };
/** The stay of `adt()` as a census tells it. */
const row = [
  '508-1',
  '9904588',
  'Hazelmere, Ruth',
  '1941-03-14',
  'F',
  '2026-03-07 16:20',
  'Inpatient',
  'Dr. Imre Slatefield',
  'Medicare',
  '2026-03-13',
  '5 West',
];
const other = row.with(0, '508-2').with(1, '5').with(2, 'Ashgrove, Milo').with(3, '1955-09-09');
const attending = 7;
const imre = '77^Slatefield^Imre^^^Dr.';

let h: Hospital;
beforeEach(async () => {
  h = await hospital();
  // The number of the census is the number of the feed.
  await h.apply(adt({ id: '1', visit: 'x', family: 'Wick', given: 'Ada', birth: '19500101' }));
  const [assigner] = await h.rows<{ id: string }>('assigner', { name: 'ALDERPOINT' });
  await h.store.transaction((trx) =>
    setAssignerOurs(trx, assigner!.id, true, { userId: 'admin', at: testNow }),
  );
});

const team = async (family = 'Hazelmere') => {
  const [patient] = await h.rows<{ id: string }>('patient', { familyName: family });
  return h.rows<{ id: string; name: string; role: string; practitionerId: string }>(
    'care_team_member',
    { patientId: patient!.id },
  );
};
const numberOf = async (id: string) => (await h.rows('practitioner', { id }))[0]!['identifier'];

const hl7 = (more: Parameters<typeof adt>[0] = {}) =>
  h.apply(adt({ attending: imre, at: '20260310080000', ...more }));
const table = (...rows: string[][]) => h.apply(census(rows), csv);

test('one attending from the feed, then from the census, is one member', async () => {
  await hl7();
  await table(row);
  const members = await team();
  expect(members).toMatchObject([{ name: 'Dr. Imre Slatefield', role: 'Attending' }]);
  expect(await numberOf(members[0]!.practitionerId)).toBe('77');
  expect(await h.rows('practitioner')).toHaveLength(1);
});

test('one attending from the census, then from the feed, is one member, now with the number', async () => {
  await table(row);
  expect(await team()).toHaveLength(1);
  await hl7({ trigger: 'A08', at: '20260320080000' });
  const members = await team();
  expect(members).toMatchObject([{ name: 'Dr. Imre Slatefield', role: 'Attending' }]);
  expect(await numberOf(members[0]!.practitionerId)).toBe('77');
  const [stay] = await h.rows('encounter', {
    patientId: String((await h.rows('patient', { familyName: 'Hazelmere' }))[0]!['id']),
  });
  expect(stay!['attendingId']).toBe(members[0]!.practitionerId);
});

test('and both sources again, in any order, change nothing', async () => {
  await table(row);
  await hl7({ trigger: 'A08', at: '20260320080000' });
  const before = await team();
  const again = await h.apply(census([row]), { ...csv, now: '2026-03-21T12:00:00.000Z' });
  expect(again.report.sums).toMatchObject({ new: 0, changed: 0 });
  await hl7({ trigger: 'A08', at: '20260322080000' });
  await h.apply(`\n${census([row])}`, { ...csv, now: '2026-03-23T12:00:00.000Z' });
  expect(await team()).toEqual(before);
});

test.each([
  'Slatefield, Imre',
  'Slatefield, I.',
  'Slatefield',
  'Imre J. Slatefield, MD',
  'SLATEFIELD, IMRE',
])('the census writes %s', async (written) => {
  await hl7();
  await table(row.with(attending, written));
  expect(await team()).toHaveLength(1);
});

test.each(['Slatefield, Dana', 'Slate, Imre', 'Imre', 'Slatefield-Wick, Imre'])(
  'the census writes %s, who is somebody else',
  async (written) => {
    await hl7();
    await table(row.with(attending, written));
    expect(await team()).toHaveLength(2);
  },
);

test('of two on the stay whom the name fits neither is taken', async () => {
  await hl7({ more: ['ROL|1|AD|AT^Attending|78^Slatefield^Ida^^^Dr.'] });
  await table(row.with(attending, 'Slatefield, I.'));
  const members = await team();
  expect(members).toHaveLength(3);
  const byName = members.find(({ name }) => name === 'I. Slatefield')!;
  expect(await numberOf(byName.practitionerId)).toBeNull();
});

test('a name becomes the one who attends on the same unit, when it fits one alone', async () => {
  await hl7();
  await table(other);
  expect(await numberOf((await team('Ashgrove'))[0]!.practitionerId)).toBe('77');
});

test('on a unit an initial names nobody', async () => {
  await hl7();
  await table(other.with(attending, 'Slatefield, I.'));
  expect(await numberOf((await team('Ashgrove'))[0]!.practitionerId)).toBeNull();
});

test('of two of one name on the unit neither is taken', async () => {
  await hl7();
  await hl7({
    id: '2',
    visit: 'y',
    family: 'Alder',
    birth: '19600101',
    attending: '99^Slatefield^Imre',
  });
  await table(other);
  expect(await numberOf((await team('Ashgrove'))[0]!.practitionerId)).toBeNull();
});

test('the same name on another unit is another person until a number says otherwise', async () => {
  await hl7({ place: 'ICU^3^1' });
  await table(other);
  expect(await numberOf((await team('Ashgrove'))[0]!.practitionerId)).toBeNull();
  expect(await h.rows('practitioner')).toHaveLength(2);
});

test('two numbers of one name stay two members', async () => {
  await hl7();
  await hl7({ trigger: 'A08', at: '20260320080000', attending: '99^Slatefield^Imre' });
  expect(await team()).toHaveLength(2);
});

test('whom a person took out no other source brings back', async () => {
  await hl7();
  const [member] = await h.rows<{ id: string; rowVersion: number }>('care_team_member');
  await h.store.transaction((trx) =>
    updateRecord(
      trx,
      'care_team_member',
      member!.id,
      member!.rowVersion,
      { enteredInErrorAt: testNow, enteredInErrorBy: 'u', enteredInErrorReason: 'never here' },
      { userId: 'u', at: testNow },
    ),
  );
  await table(row);
  const standing = (await team()).filter(
    (entry) => !(entry as Record<string, unknown>)['enteredInErrorAt'],
  );
  expect(standing).toEqual([]);
});

test('the preview counts what the import then writes', async () => {
  await table(row);
  const text = adt({ trigger: 'A08', attending: imre, at: '20260320080000' });
  const preview = await h.preview(text);
  const applied = await h.apply(bytesOf(text));
  expect(applied.report.sums).toMatchObject({
    new: preview.sums.new,
    changed: preview.sums.changed,
  });
});
