/** Traps of the field (records.md, product.md) that an import can walk into, one by one. */
import { expect, test } from 'vitest';
import { a40, adt, census, hospital, type Hospital } from '../../support/feeds';

const stays = (h: Hospital) => h.rows('encounter');
const person = { family: 'Hazelmere', given: 'Ruth' };
const typed = (text: string, type: string): string =>
  text.replace('^^^ALDERPOINT^MR|', `^^^ALDERPOINT^${type}|`);

test('a place said to be empty takes unit and bed away; one that is not said leaves them', async () => {
  const h = await hospital();
  await h.apply(adt());
  await h.apply(adt({ trigger: 'A08', at: '20260310090000', place: '' }));
  expect(await stays(h)).toMatchObject([{ unitId: h.unitId, bedId: h.bedId, bedLabel: '508-1' }]);
  await h.apply(adt({ trigger: 'A08', at: '20260310100000', place: '""' }));
  expect(await stays(h)).toMatchObject([{ unitId: null, bedId: null, bedLabel: null }]);
  const places = await h.rows('encounter_location');
  expect(places.map(({ label, toAt }) => [label, toAt])).toEqual([['508-1', null]]);
});

test.each([
  ['phone', 'PID', 13, 'phone'],
  ['sex', 'PID', 8, 'sex'],
  ['marital status', 'PID', 16, 'maritalStatus'],
  ['language', 'PID', 15, 'language'],
  ['address', 'PID', 11, 'city'],
])('%s: empty keeps, said to be empty takes away', async (_name, segment, at, column) => {
  const h = await hospital();
  const message = (value: string, hour: string) =>
    adt({ trigger: 'A08', at: `202603101${hour}0000` }).replace(
      new RegExp(`(?<=\\r)${segment}\\|[^\\r]*`),
      (line) => {
        const fields = line.split('|');
        while (fields.length <= at) fields.push('');
        fields[at] = value;
        return fields.join('|');
      },
    );
  const said = column === 'city' ? '1 Mill Rd^^Alder Point' : column === 'sex' ? 'M' : '555';
  await h.apply(message(said, '0'));
  const [first] = await h.rows('patient');
  expect(first![column]).not.toBeNull();
  await h.apply(message('', '1'));
  expect((await h.rows('patient'))[0]![column]).toBe(first![column]);
  await h.apply(message('""', '2'));
  expect((await h.rows('patient'))[0]![column]).toBe(column === 'sex' ? 'unknown' : null);
});

test('one assigner and number, told as two types, is one person where name and birth date agree', async () => {
  const h = await hospital();
  await h.apply(adt());
  await h.apply(typed(adt({ trigger: 'A08', at: '20260310090000' }), 'PI'));
  expect(await h.rows('patient')).toHaveLength(1);
  expect(await h.rows('possible_duplicate')).toHaveLength(0);
});

test('and two people where they do not', async () => {
  const h = await hospital();
  await h.apply(adt());
  await h.apply(
    typed(adt({ visit: 'b', family: 'Ashgrove', given: 'Milo', birth: '19550909' }), 'PI'),
  );
  expect(await h.rows('patient')).toHaveLength(2);
});

test('a hexadecimal escape holds bytes of the message’s character set', async () => {
  const h = await hospital();
  const name = { ...person, given: 'Bego\\XC3B1\\a' };
  await h.apply(adt(name));
  await h.apply(adt({ id: '2', visit: 'b', birth: '19550909', given: 'Bego\\XF1\\a' }));
  expect((await h.rows('patient')).map((row) => row['givenName'])).toEqual(['Begoña', 'Begoña']);
});

test('an admission with a date alone begins at midnight there and says that its time is not known', async () => {
  const h = await hospital();
  await h.apply(adt({ admitted: '20260307' }));
  expect(await stays(h)).toMatchObject([
    { admittedAt: '2026-03-07T05:00:00.000Z', admittedTimeKnown: 0 },
  ]);
  await h.apply(adt({ trigger: 'A08', at: '20260310090000', admitted: '20260307162000' }));
  expect(await stays(h)).toMatchObject([
    { admittedAt: '2026-03-07T21:20:00.000Z', admittedTimeKnown: 1 },
  ]);
});

test('the hour that comes twice is the first, the hour that is left out is moved on and said', async () => {
  const h = await hospital();
  await h.apply(adt({ at: '20251103080000', admitted: '20251102013000' }), {
    now: '2025-11-04T00:00:00.000Z',
  });
  expect(await stays(h)).toMatchObject([{ admittedAt: '2025-11-02T05:30:00.000Z' }]);
  const { report } = await h.apply(
    adt({ id: '2', visit: 'b', birth: '19550909', admitted: '20260308023000' }),
  );
  expect(report.problems.map(({ where }) => where)).toContain('PV1-44 of message 1');
  expect((await stays(h))[1]).toMatchObject({ admittedAt: '2026-03-08T07:30:00.000Z' });
});

test('instants of their own are not guessed from one another', async () => {
  const h = await hospital();
  await h.apply(adt({ class: 'E' }) + adt({ trigger: 'A06', at: '20260310110000', class: 'I' }));
  expect(await stays(h)).toMatchObject([
    {
      arrivedAt: null,
      careBeganAt: null,
      observationBeganAt: null,
      inpatientOrderedAt: null,
      dischargeOrderedAt: null,
      plannedLeaveAt: null,
    },
  ]);
});

test('messages for the prior number go to the survivor, with all its stays', async () => {
  const h = await hospital();
  await h.apply(
    adt({ id: '1', visit: 'a' }) + adt({ id: '2', visit: 'b', given: 'Rut', birth: '19410315' }),
  );
  await h.apply(a40('1', '2'));
  await h.apply(
    adt({
      trigger: 'A03',
      id: '2',
      visit: 'b',
      at: '20260312100000',
      discharged: '20260312093000',
    }),
  );
  const [one] = await h.rows('patient', { mrn: '1' });
  const [two] = await h.rows('patient', { mrn: '2' });
  expect(two!['survivorId']).toBe(one!['id']);
  expect(await h.rows('encounter', { visitNumber: 'b' })).toMatchObject([
    { patientId: two!['id'], status: 'finished' },
  ]);
});

test('a code status comes from nobody but a person', async () => {
  const h = await hospital();
  await h.apply(adt({ more: ['OBX|1|CE|DNR^Code status||DNR', 'ZCS|DNR'] }));
  expect(await h.rows('code_status')).toEqual([]);
});

test('“no known allergies” of a feed is an entry of its own, with its author and time', async () => {
  const h = await hospital();
  await h.apply(adt({ more: ['AL1|1||NKA^No Known Allergies'] }));
  expect(await h.rows('allergy')).toMatchObject([{ kind: 'none', createdBy: 'u-import' }]);
});

test('a discharge leaves one fact for the figures, however often it is told', async () => {
  const h = await hospital();
  const left = { trigger: 'A03', discharged: '20260310200000', disposition: '06' };
  await h.apply(adt());
  await h.apply(adt({ ...left, at: '20260310200500' }));
  await h.apply(adt({ ...left, at: '20260310210000' }));
  expect(await h.store.knex('encounter_fact')).toHaveLength(1);
});

test('a census without a column for a fact leaves it as it is', async () => {
  const h = await hospital();
  await h.apply(
    census(
      [['508-1', '1', 'Wick, Ada', '1950-01-01', '2026-03-20']],
      ['Bed', 'MRN', 'Name', 'DOB', 'EDD'],
    ),
    { name: 'a.csv' },
  );
  await h.apply(census([['1', 'Wick, Ada', '']], ['MRN', 'Name', 'EDD']), { name: 'b.csv' });
  expect(await h.rows('patient')).toMatchObject([{ birthDate: '1950-01-01' }]);
  expect(await stays(h)).toMatchObject([{ expectedDischargeOn: '2026-03-20', bedLabel: '508-1' }]);
});
