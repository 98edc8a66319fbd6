import { expect, test } from 'vitest';
import { mergePatients, setAssignerOurs, unmergePatient } from '../../../db/identity';
import { updateRecord } from '../../../db/records';
import { a40, adt, census, everyRow, hospital, type Hospital } from '../../support/feeds';

const patients = (h: Hospital) => h.rows('patient');
const byMrn = async (h: Hospital, mrn: string) =>
  (await patients(h)).find((row) => row['mrn'] === mrn)!;

test('one number of two assigners is two people', async () => {
  const h = await hospital();
  await h.apply(
    adt({ id: '7', visit: 'a' }) +
      adt({
        id: '7',
        visit: 'b',
        assigner: 'OTHER',
        family: 'Ashgrove',
        given: 'Milo',
        birth: '19550909',
      }),
  );
  expect((await patients(h)).map((row) => row['familyName']).sort()).toEqual([
    'Ashgrove',
    'Hazelmere',
  ]);
});

test('namespace and OID of one assigner are aliases', async () => {
  const h = await hospital();
  const withOid = adt({ trigger: 'A08', at: '20260310090000' }).replaceAll(
    '^^^ALDERPOINT^',
    '^^^ALDERPOINT&1.2.3&ISO^',
  );
  const onlyOid = adt({ trigger: 'A08', at: '20260310100000', phone: '555-0101' }).replaceAll(
    '^^^ALDERPOINT^',
    '^^^&1.2.3&ISO^',
  );
  await h.apply(adt() + withOid + onlyOid);
  expect(await patients(h)).toMatchObject([{ phone: '555-0101' }]);
  expect(await h.rows('encounter')).toHaveLength(1);
});

test('a social security number finds nobody beside a record number', async () => {
  const h = await hospital();
  const withSsn = (id: string, more: object) =>
    adt({ id, visit: id, ...more }).replace(
      '^^^ALDERPOINT^MR|',
      '^^^ALDERPOINT^MR~555-12-3456^^^USSSA^SS|',
    );
  await h.apply(withSsn('1', {}));
  const { report } = await h.apply(
    withSsn('2', { family: 'Ashgrove', given: 'Milo', birth: '19550909' }),
  );
  expect(await patients(h)).toHaveLength(2);
  expect(
    report.problems.some(
      ({ where, severity }) => where === 'PID-3 of message 1' && severity === 'warning',
    ),
  ).toBe(true);
});

test('two numbers that belong to two patients refuse the message', async () => {
  const h = await hospital();
  await h.apply(
    adt({ id: '1', visit: 'a' }) +
      adt({ id: '2', visit: 'b', family: 'Ashgrove', given: 'Milo', birth: '19550909' }),
  );
  const { outcome } = await h.apply(
    adt({ id: '1', visit: 'a', at: '20260310090000' }).replace(
      '1^^^ALDERPOINT^MR|',
      '1^^^ALDERPOINT^MR~2^^^ALDERPOINT^MR|',
    ),
  );
  expect(outcome).toBe('refused');
});

test('the number read aloud is the one of type MR', async () => {
  const h = await hospital();
  await h.apply(
    adt({ id: '1' }).replace('1^^^ALDERPOINT^MR|', '55^^^REGION^PI~1^^^ALDERPOINT^MR|'),
  );
  expect(await patients(h)).toMatchObject([{ mrn: '1' }]);
});

test('the same number under another name and birth date is worth a warning', async () => {
  const h = await hospital();
  await h.apply(adt());
  const { report } = await h.apply(
    adt({
      trigger: 'A08',
      at: '20260310090000',
      family: 'Ashgrove',
      given: 'Milo',
      birth: '19550909',
    }),
  );
  expect(report.problems).toMatchObject([{ where: 'PID-3 of message 1', severity: 'warning' }]);
});

test('a merge moves no row, resolves reads, and keeps the prior number findable', async () => {
  const h = await hospital();
  await h.apply(
    adt({ id: '1', visit: 'a' }) + adt({ id: '2', visit: 'b', given: 'Rut', birth: '19410315' }),
  );
  await h.apply(a40('1', '2'));
  const [one, two] = [await byMrn(h, '1'), await byMrn(h, '2')];
  expect(two).toMatchObject({ survivorId: one['id'] });
  expect(await h.rows('encounter', { patientId: String(two['id']) })).toHaveLength(1);
  // What the feed says of the prior number goes to the survivor.
  await h.apply(
    adt({
      id: '2',
      visit: 'c',
      at: '20260312080000',
      phone: '555-0101',
      admitted: '20260312070000',
    }),
  );
  expect(await byMrn(h, '1')).toMatchObject({ phone: '555-0101' });
  expect(await h.rows('encounter', { patientId: String(one['id']) })).toHaveLength(2);
});

test('a prior number that nobody bears becomes a number of the survivor', async () => {
  const h = await hospital();
  await h.apply(a40('1', '2'));
  expect(await patients(h)).toHaveLength(1);
  expect((await h.rows('patient_identifier')).map((row) => row['value']).sort()).toEqual([
    '1',
    '2',
  ]);
  await h.apply(adt({ id: '2', at: '20260312080000' }));
  expect(await patients(h)).toHaveLength(1);
});

test.each([
  ['a circle', [a40('1', '2'), a40('2', '1', '20260311100000')]],
  ['a chain over the prior number', [a40('1', '2'), a40('3', '1', '20260311100000')]],
  ['a chain over the survivor', [a40('1', '2'), a40('2', '3', '20260311100000')]],
  ['a number merged into itself', [a40('1', '1')]],
])('%s of merges is refused with a reason and changes nothing', async (_, messages) => {
  const h = await hospital();
  await h.apply(['1', '2', '3'].map((id) => adt({ id, visit: id, given: `G${id}` })).join(''));
  for (const message of messages.slice(0, -1)) await h.apply(message);
  const before = await everyRow(h.store);
  const { outcome, report } = await h.apply(messages.at(-1)!);
  expect([outcome, report.problems.filter(({ severity }) => severity === 'error')]).toEqual([
    'refused',
    [expect.objectContaining({ where: 'MRG-1 of message 1' })],
  ]);
  expect(await everyRow(h.store)).toBe(before);
});

test('a chain within one message is refused too', async () => {
  const h = await hospital();
  await h.apply(['1', '2', '3'].map((id) => adt({ id, visit: id, given: `G${id}` })).join(''));
  const { outcome } = await h.apply(
    `${a40('1', '2')}PID|1||2^^^ALDERPOINT^MR||Hazelmere^Ruth||19410314|F\rMRG|3^^^ALDERPOINT^MR\r`,
  );
  expect(outcome).toBe('refused');
});

test('a merge can be taken back by hand, and the same message does not bring it again', async () => {
  const h = await hospital();
  await h.apply(adt({ id: '1', visit: 'a' }) + adt({ id: '2', visit: 'b', given: 'Rut' }));
  await h.apply(a40('1', '2'));
  const two = await byMrn(h, '2');
  await h.store.transaction((trx) =>
    unmergePatient(trx, String(two['id']), { userId: 'u-1', at: '2026-03-12T15:00:00.000Z' }),
  );
  expect(await byMrn(h, '2')).toMatchObject({ survivorId: two['id'] });
  await h.apply(a40('1', '2'));
  expect(await byMrn(h, '2')).toMatchObject({ survivorId: two['id'] });
  await expect(
    h.store.transaction((trx) =>
      mergePatients(trx, String(two['id']), String(two['id']), {
        userId: 'u-1',
        at: '2026-03-12T15:00:00.000Z',
      }),
    ),
  ).rejects.toMatchObject({ detail: { code: 'refused' } });
});

const stranger = adt({ id: '77', visit: 'z', at: '20260310090000' });

test('a stranger with a name and birth date of ours waits for a person', async () => {
  const h = await hospital();
  await h.apply(adt());
  const preview = await h.preview(stranger);
  expect(preview.duplicates).toMatchObject([
    {
      name: 'Hazelmere, Ruth',
      ours: { birthDate: '1941-03-14', mrn: '9904588' },
      theirs: { birthDate: '1941-03-14', mrn: '77' },
    },
  ]);
  const { outcome, report } = await h.apply(stranger);
  expect([outcome, report.sums.undecided]).toEqual(['accepted', 1]);
  expect(await patients(h)).toHaveLength(1);
  // The same file again asks again.
  expect((await h.preview(stranger)).duplicates).toHaveLength(1);
});

test('decided to be two people, the stranger is written and not asked about again', async () => {
  const h = await hospital();
  await h.apply(adt());
  const key = (await h.preview(stranger)).duplicates[0]!.key;
  await h.apply(stranger, { decisions: { duplicates: { [key]: 'different' } } });
  expect(await patients(h)).toHaveLength(2);
  expect(await h.rows('possible_duplicate')).toMatchObject([{ decision: 'different' }]);
  expect(
    (await h.preview(adt({ trigger: 'A08', id: '77', visit: 'z', at: '20260311090000' })))
      .duplicates,
  ).toEqual([]);
});

test('decided to be the same person, the number becomes one of hers', async () => {
  const h = await hospital();
  await h.apply(adt());
  const key = (await h.preview(stranger)).duplicates[0]!.key;
  await h.apply(stranger, { decisions: { duplicates: { [key]: 'same' } } });
  expect(await patients(h)).toHaveLength(1);
  expect(await h.rows('encounter')).toHaveLength(2);
});

test('a stranger without a birth date waits like one with the same', async () => {
  const h = await hospital();
  await h.apply(adt());
  const undated = adt({ id: '77', visit: 'z', at: '20260310090000', birth: '' });
  const preview = await h.preview(undated);
  expect(preview.duplicates).toMatchObject([
    { ours: { birthDate: '1941-03-14' }, theirs: { birthDate: null, mrn: '77' } },
  ]);
  expect((await h.apply(undated)).report.sums.undecided).toBe(1);
  expect(await patients(h)).toHaveLength(1);
});

test('and so does a dated one whose name stands here without a birth date', async () => {
  const h = await hospital();
  await h.apply(adt({ birth: '' }));
  expect((await h.preview(stranger)).duplicates).toMatchObject([
    { ours: { birthDate: null, mrn: '9904588' }, theirs: { birthDate: '1941-03-14' } },
  ]);
});

test('without a birth date a number of another kind is no proof, whatever the name', async () => {
  const h = await hospital();
  await h.apply(adt());
  const other = adt({ trigger: 'A08', at: '20260311090000', visit: 'z', birth: '' }).replace(
    'ALDERPOINT^MR|',
    'ALDERPOINT^PI|',
  );
  expect((await h.preview(other)).duplicates).toHaveLength(1);
});

test('a message without a birth date reaches whom its number names, and takes none away', async () => {
  const h = await hospital();
  await h.apply(adt());
  const { outcome, report } = await h.apply(
    adt({ trigger: 'A03', at: '20260312090000', birth: '', discharged: '20260312085500' }),
  );
  expect([outcome, report.sums.undecided]).toEqual(['accepted', 0]);
  expect(report.problems).toContainEqual(
    expect.objectContaining({ where: 'PID-7 of message 1', severity: 'warning' }),
  );
  expect(await patients(h)).toMatchObject([{ birthDate: '1941-03-14' }]);
  expect(await h.rows('encounter')).toMatchObject([{ status: 'finished' }]);
});

test('a watched folder keeps both and marks the pair for a person', async () => {
  const h = await hospital();
  await h.apply(adt());
  await h.apply(stranger, { undecided: 'importApart' });
  expect(await patients(h)).toHaveLength(2);
  expect(await h.rows('possible_duplicate')).toMatchObject([{ decidedAt: null }]);
});

test('numbers of a census are the hospital’s own once its assigner is named', async () => {
  const h = await hospital();
  await h.apply(adt());
  const [assigner] = await h.rows('assigner');
  await h.store.transaction((trx) =>
    setAssignerOurs(trx, String(assigner!['id']), true, {
      userId: 'u-1',
      at: '2026-03-12T14:00:00.000Z',
    }),
  );
  const table = census([
    [
      '508-1',
      '9904588',
      'Hazelmere, Ruth',
      '1941-03-14',
      'F',
      '2026-03-07 16:20',
      'Inpatient',
      '',
      '',
      '2026-03-13',
      '5 West',
    ],
  ]);
  await h.apply(table, { name: 'census.csv' });
  expect(await patients(h)).toHaveLength(1);
  expect(await h.rows('encounter')).toMatchObject([
    { expectedDischargeOn: '2026-03-13', visitNumber: '26-07731' },
  ]);
});

test('a restriction by a person stays whatever the feed says', async () => {
  const h = await hospital();
  await h.apply(adt());
  const [patient] = await h.rows<{
    id: string;
    rowVersion: number;
    createdAt: string;
    createdBy: string;
    updatedAt: string;
    updatedBy: string;
    restricted: number;
  }>('patient');
  await h.store.transaction((trx) =>
    updateRecord<NonNullable<typeof patient>>(
      trx,
      'patient',
      patient!.id,
      1,
      { restricted: 1 },
      { userId: 'u-1', at: '2026-03-12T14:00:00.000Z' },
    ),
  );
  await h.apply(adt({ trigger: 'A08', at: '20260312110000', phone: '555-0101' }));
  expect(await patients(h)).toMatchObject([{ restricted: 1, phone: '555-0101' }]);
});
