import { expect, test } from 'vitest';
import { adt, everyRow, hospital, type Adt, type Hospital } from '../../support/feeds';

const stay = async (h: Hospital) => (await h.rows('encounter'))[0]!;
const places = async (h: Hospital) =>
  (await h.rows('encounter_location'))
    .filter((row) => row['enteredInErrorAt'] === null)
    .sort((a, b) => (String(a['fromAt']) < String(b['fromAt']) ? -1 : 1))
    .map((row) => [row['label'], row['fromAt'], row['toAt']]);
const classes = async (h: Hospital) =>
  (await h.rows('encounter_class_period'))
    .filter((row) => row['enteredInErrorAt'] === null)
    .sort((a, b) => (String(a['fromAt']) < String(b['fromAt']) ? -1 : 1))
    .map((row) => [row['class'], row['fromAt'], row['toAt']]);

const admitted = '2026-03-07T21:20:00.000Z';
const a01: Adt = { at: '20260307163000' };

test('an admission makes an active stay in a bed of ours', async () => {
  const h = await hospital();
  const { outcome, report } = await h.apply(adt(a01));
  expect([outcome, report.sums.new]).toEqual(['accepted', 2]);
  expect(await stay(h)).toMatchObject({
    class: 'inpatient',
    status: 'in-progress',
    active: 1,
    unitId: h.unitId,
    bedId: h.bedId,
    bedLabel: '508-1',
    admittedAt: admitted,
    admittedTimeKnown: 1,
    visitNumber: '26-07731',
    observationBeganAt: null,
    inpatientOrderedAt: null,
  });
  expect(await places(h)).toEqual([['508-1', admitted, null]]);
  expect(await classes(h)).toEqual([['inpatient', admitted, null]]);
  expect(await h.rows('patient')).toMatchObject([{ nameFolded: 'hazelmere ruth', mrn: '9904588' }]);
});

test('the unit may come by its code, the bed by room and place; what is not ours keeps its label', async () => {
  const h = await hospital();
  await h.apply(adt({ ...a01, place: '5W^508^508-1' }));
  expect(await stay(h)).toMatchObject({ unitId: h.unitId, bedId: h.bedId });
  await h.apply(adt({ trigger: 'A02', at: '20260308100000', place: 'ICU^201^A' }));
  expect(await stay(h)).toMatchObject({
    unitId: null,
    bedId: null,
    bedLabel: 'ICU 201-A',
    active: 1,
  });
});

test('an emergency is active only in a bed of ours', async () => {
  const h = await hospital();
  await h.apply(adt({ ...a01, trigger: 'A04', class: 'E', place: 'ED^12' }));
  expect(await stay(h)).toMatchObject({ class: 'emergency', active: 0 });
  await h.apply(adt({ trigger: 'A02', at: '20260308100000', class: 'E' }));
  expect(await stay(h)).toMatchObject({ class: 'emergency', active: 1 });
});

test('a transfer moves the stay and keeps where it was', async () => {
  const h = await hospital();
  await h.apply(adt(a01) + adt({ trigger: 'A02', at: '20260308100000', place: '5 West^508^2' }));
  expect(await stay(h)).toMatchObject({ bedLabel: '508-2' });
  expect(await places(h)).toEqual([
    ['508-1', admitted, '2026-03-08T14:00:00.000Z'],
    ['508-2', '2026-03-08T14:00:00.000Z', null],
  ]);
});

test('a cancelled transfer takes the patient back, and the false place stays readable', async () => {
  const h = await hospital();
  await h.apply(
    adt(a01) +
      adt({ trigger: 'A02', at: '20260308100000', place: '5 West^508^2' }) +
      adt({ trigger: 'A12', at: '20260308101500' }),
  );
  expect(await stay(h)).toMatchObject({ bedLabel: '508-1', bedId: h.bedId });
  expect(await places(h)).toEqual([['508-1', admitted, null]]);
  expect(
    (await h.rows('encounter_location')).filter((row) => row['enteredInErrorAt'] !== null),
  ).toMatchObject([{ label: '508-2' }]);
});

test('a discharge ends stay, class and place, and leaves one fact; its cancelling takes all of it back', async () => {
  const h = await hospital();
  const left = '2026-03-11T18:00:00.000Z';
  await h.apply(
    adt(a01) +
      adt({
        trigger: 'A03',
        at: '20260311140500',
        discharged: '20260311140000',
        disposition: '03',
      }),
  );
  expect(await stay(h)).toMatchObject({
    status: 'finished',
    active: 0,
    dischargedAt: left,
    dischargeDisposition: '03',
  });
  expect([(await places(h))[0]?.[2], (await classes(h))[0]?.[2]]).toEqual([left, left]);
  expect(await h.store.knex('encounter_fact')).toMatchObject([
    {
      unitId: h.unitId,
      class: 'inpatient',
      dischargedOn: '2026-03-11',
      lengthOfStayDays: 4,
      disposition: '03',
    },
  ]);
  await h.apply(adt({ trigger: 'A13', at: '20260311150000' }));
  expect(await stay(h)).toMatchObject({
    status: 'in-progress',
    active: 1,
    dischargedAt: null,
    dischargeDisposition: null,
  });
  expect([(await places(h))[0]?.[2], (await classes(h))[0]?.[2]]).toEqual([null, null]);
  expect(await h.store.knex('encounter_fact')).toEqual([]);
});

test('a discharge that arrives after its own cancelling changes nothing', async () => {
  const h = await hospital();
  await h.apply(adt(a01) + adt({ trigger: 'A13', at: '20260311150000' }));
  await h.apply(adt({ trigger: 'A03', at: '20260311140500', discharged: '20260311140000' }));
  expect(await stay(h)).toMatchObject({ status: 'in-progress', dischargedAt: null });
});

test('a cancelled admission never was; a newer admission of the number revives it', async () => {
  const h = await hospital();
  await h.apply(adt(a01) + adt({ trigger: 'A11', at: '20260307170000' }));
  expect(await stay(h)).toMatchObject({
    status: 'cancelled',
    active: 0,
    enteredInErrorReason: expect.stringMatching(/A11/),
  });
  await h.apply(adt({ at: '20260307163500' }));
  expect(await stay(h)).toMatchObject({ status: 'cancelled' });
  await h.apply(adt({ at: '20260308080000' }));
  expect(await stay(h)).toMatchObject({ status: 'in-progress', active: 1, enteredInErrorAt: null });
});

test('a cancelling that arrives before its admission holds', async () => {
  const h = await hospital();
  await h.apply(adt({ trigger: 'A11', at: '20260307170000' }));
  await h.apply(adt(a01));
  expect(await stay(h)).toMatchObject({ status: 'cancelled', active: 0 });
});

test('observation becomes inpatient and back, and each class keeps its time', async () => {
  const h = await hospital();
  await h.apply(
    adt({ ...a01, class: 'O', type: 'OBS' }) +
      adt({ trigger: 'A06', at: '20260308090000', occurred: '20260308084500' }) +
      adt({ trigger: 'A07', at: '20260309090000', class: 'O', type: 'OBSV' }),
  );
  expect(await stay(h)).toMatchObject({ class: 'observation', active: 1 });
  expect(await classes(h)).toEqual([
    ['observation', admitted, '2026-03-08T12:45:00.000Z'],
    ['inpatient', '2026-03-08T12:45:00.000Z', '2026-03-09T13:00:00.000Z'],
    ['observation', '2026-03-09T13:00:00.000Z', null],
  ]);
});

test('a stay that is planned begins with its admission', async () => {
  const h = await hospital();
  await h.apply(adt({ trigger: 'A05', at: '20260305100000', class: 'P' }));
  expect(await stay(h)).toMatchObject({ status: 'planned', active: 0 });
  expect(await classes(h)).toEqual([]);
  await h.apply(adt(a01));
  expect(await stay(h)).toMatchObject({ status: 'in-progress', class: 'inpatient', active: 1 });
  expect(await classes(h)).toEqual([['inpatient', admitted, null]]);
});

test.each(['A02', 'A03', 'A08'])('%s for a stay that is not known makes it', async (trigger) => {
  const h = await hospital();
  await h.apply(adt({ trigger, at: '20260310080000' }));
  expect(await stay(h)).toMatchObject({
    status: trigger === 'A03' ? 'finished' : 'in-progress',
    admittedAt: admitted,
  });
});

test('an older message changes nothing newer, and fills what nobody said', async () => {
  const h = await hospital();
  await h.apply(adt({ trigger: 'A08', at: '20260310080000', place: '5 West^508^2', phone: '' }));
  await h.apply(adt({ at: '20260307163000', given: 'Rut', phone: '555-0101' }));
  expect(await stay(h)).toMatchObject({ bedLabel: '508-2' });
  expect(await h.rows('patient')).toMatchObject([{ givenName: 'Ruth', phone: '555-0101' }]);
  // What was said earlier still stands in the history.
  expect(await places(h)).toEqual([
    ['508-1', admitted, '2026-03-10T12:00:00.000Z'],
    ['508-2', '2026-03-10T12:00:00.000Z', null],
  ]);
});

test('a field keeps the time at which it was said, whatever other messages leave out', async () => {
  const h = await hospital();
  await h.apply(adt({ at: '20260310080000', phone: '555-0101' }));
  await h.apply(adt({ trigger: 'A08', at: '20260310100000' }));
  await h.apply(adt({ trigger: 'A08', at: '20260310090000', phone: '555-0102' }));
  expect(await h.rows('patient')).toMatchObject([{ phone: '555-0102' }]);
  await h.apply(adt({ trigger: 'A08', at: '20260310083000', phone: '555-0103' }));
  expect(await h.rows('patient')).toMatchObject([{ phone: '555-0102' }]);
});

test('said to be empty takes the value away, and an older value does not bring it back', async () => {
  const h = await hospital();
  await h.apply(adt({ at: '20260310080000', phone: '555-0101' }));
  await h.apply(adt({ trigger: 'A08', at: '20260310100000', phone: '""' }));
  expect(await h.rows('patient')).toMatchObject([{ phone: null }]);
  await h.apply(adt({ trigger: 'A08', at: '20260310090000', phone: '555-0102' }));
  expect(await h.rows('patient')).toMatchObject([{ phone: null }]);
});

test('without a visit number the stay is found by patient and admission, later by being the one that is open', async () => {
  const h = await hospital();
  await h.apply(adt({ ...a01, visit: '' }));
  await h.apply(
    adt({ trigger: 'A02', at: '20260308100000', visit: '', admitted: '', place: '5 West^508^2' }),
  );
  await h.apply(adt({ trigger: 'A08', at: '20260309100000', place: '' }));
  const stays = await h.rows('encounter');
  expect(stays).toMatchObject([
    { visitNumber: '26-07731', bedLabel: '508-2', admittedAt: admitted },
  ]);
});

test('a visit number that belongs to somebody else refuses the message', async () => {
  const h = await hospital();
  await h.apply(adt(a01));
  const { outcome, report } = await h.apply(
    adt({
      at: '20260310080000',
      id: '77',
      given: 'Bess',
      family: 'Larkspurton',
      birth: '19470107',
    }),
  );
  expect(outcome).toBe('refused');
  expect(report.problems.find(({ severity }) => severity === 'error')).toMatchObject({
    where: 'PV1-19 of message 1',
  });
  expect(await h.rows('patient')).toHaveLength(1);
});

test('an expected date that moves leaves its move', async () => {
  const h = await hospital();
  const expected = (date: string): string[] => [`PV2|||||||||${date}`];
  await h.apply(adt({ ...a01, more: expected('20260312') }));
  await h.apply(adt({ trigger: 'A08', at: '20260310080000', more: expected('20260313') }));
  expect(await stay(h)).toMatchObject({ expectedDischargeOn: '2026-03-13' });
  expect((await h.rows('edd_move')).map((row) => [row['fromOn'], row['toOn']])).toEqual([
    [null, '2026-03-12'],
    ['2026-03-12', '2026-03-13'],
  ]);
});

test('the same file twice changes nothing: no row, no revision', async () => {
  const h = await hospital();
  const file =
    adt(a01) +
    adt({ trigger: 'A08', at: '20260307163000', phone: '555-0101' }) +
    adt({ trigger: 'A08', at: '20260307163000', phone: '555-0102' }) +
    adt({ trigger: 'A02', at: '20260308100000', place: '5 West^508^2' }) +
    adt({ trigger: 'A03', at: '20260311140500', discharged: '20260311140000' });
  await h.apply(file);
  const before = await everyRow(h.store);
  const again = await h.apply(file);
  expect(await everyRow(h.store)).toBe(before);
  expect(again.report.sums).toMatchObject({ new: 0, changed: 0 });
});

test('a change keeps the row as it was before', async () => {
  const h = await hospital();
  await h.apply(adt({ ...a01, phone: '555-0101' }));
  await h.apply(adt({ trigger: 'A08', at: '20260308080000', phone: '555-0102' }));
  const [patient] = await h.rows('patient');
  const revisions = await h.store
    .knex('revision')
    .where({ tableName: 'patient', rowId: patient!['id'] });
  expect(revisions.map((row) => JSON.parse(row.before).phone)).toEqual(['555-0101']);
  expect(patient).toMatchObject({ rowVersion: 2, updatedBy: 'u-import' });
});

test('good messages are written, bad ones set aside with their reasons', async () => {
  const h = await hospital();
  const applied = await h.apply(
    adt(a01) + adt({ birth: '19411345' }) + adt().replace('ADT^A01', 'ORU^R01'),
  );
  expect(applied).toMatchObject({
    outcome: 'partly',
    setAside: [{ place: 'message 2' }],
    report: { notUsed: { 'ORU^R01': 1 } },
  });
  expect(await h.rows('patient')).toHaveLength(1);
  expect(await h.rows('import_batch')).toMatchObject([{ outcome: 'partly', format: 'hl7v2' }]);
});

test('an import that is stopped leaves nothing', async () => {
  const h = await hospital();
  const many = Array.from({ length: 200 }, (_, n) =>
    adt({ id: `${n}`, visit: `v${n}`, given: `G${n}` }),
  ).join('');
  const before = await everyRow(h.store);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  await expect(h.apply(many, { signal: stop.signal })).rejects.toMatchObject({
    detail: { code: 'cancelled' },
  });
  expect(await everyRow(h.store)).toBe(before);
  expect(await h.rows('import_batch')).toEqual([]);
});

test('each patient that an import touched is on record', async () => {
  const h = await hospital();
  await h.apply(
    adt(a01) +
      adt({ id: '77', visit: 'v2', family: 'Larkspurton', given: 'Bess', birth: '19470107' }),
  );
  const ids = (await h.rows('patient')).map((row) => row['id']);
  expect(h.audits.map(({ action, patientId }) => [action, patientId]).sort()).toEqual(
    ids.map((id) => ['imports.write', id]).sort(),
  );
});
