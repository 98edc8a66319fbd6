import { expect, test } from 'vitest';
import {
  adt,
  bundle,
  census,
  everyRow,
  fhirEncounter,
  fhirPatient,
  hospital,
  uuid,
} from '../../support/feeds';

const [p, e] = [uuid(1), uuid(2)];
const about = (resourceType: string, n: number, more: object = {}) => ({
  resourceType,
  id: uuid(n),
  subject: { reference: `urn:uuid:${p}` },
  encounter: { reference: `urn:uuid:${e}` },
  ...more,
});
const json = { name: 'a.json' };
const csv = { name: 'census.csv' };
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

const whole = bundle([
  fhirPatient(p),
  fhirEncounter(e, p, {
    classHistory: [
      {
        class: { code: 'OBSENC' },
        period: { start: '2025-11-02T08:00:00-05:00', end: '2025-11-03T08:00:00-05:00' },
      },
    ],
    location: [
      {
        location: { reference: `urn:uuid:${uuid(40)}` },
        period: { start: '2025-11-02T08:00:00-05:00', end: '2025-11-03T10:00:00-05:00' },
      },
      {
        location: { reference: `urn:uuid:${uuid(42)}` },
        period: { start: '2025-11-03T10:00:00-05:00', end: '2025-11-06T14:30:00-05:00' },
      },
    ],
  }),
  { resourceType: 'Location', id: uuid(40), name: 'Emergency' },
  {
    resourceType: 'Location',
    id: uuid(41),
    name: '5 West',
    physicalType: { coding: [{ code: 'wa' }] },
  },
  {
    resourceType: 'Location',
    id: uuid(42),
    name: '508-1',
    physicalType: { coding: [{ code: 'bd' }] },
    partOf: { reference: `urn:uuid:${uuid(41)}` },
  },
  about('Condition', 21, { code: { text: 'Stroke' } }),
  about('Goal', 23, {
    lifecycleStatus: 'active',
    description: { text: 'Walk 50 ft' },
    addresses: [{ reference: `urn:uuid:${uuid(21)}` }],
  }),
  about('Goal', 33, { lifecycleStatus: 'proposed', description: { text: 'Alone' } }),
  about('CarePlan', 24, {
    status: 'active',
    category: [{ text: 'Stroke care' }],
    addresses: [{ reference: `urn:uuid:${uuid(21)}` }],
    goal: [{ reference: `urn:uuid:${uuid(23)}` }],
    activity: [{ detail: { code: { text: 'Therapy' }, status: 'in-progress' } }],
  }),
  about('CareTeam', 22, {
    participant: [{ role: [{ text: 'Neurologist' }], member: { display: 'Dr. Imre Slatefield' } }],
  }),
  about('Procedure', 28, { status: 'completed', code: { text: 'CT of head' } }),
  about('DocumentReference', 30, { type: { text: 'Discharge summary' } }),
]);

test('a bundle’s resources stand in their tables, tied to each other', async () => {
  const h = await hospital();
  expect(await h.apply(whole, json)).toMatchObject({ outcome: 'accepted' });
  const [encounter] = await h.rows('encounter');
  expect(encounter).toMatchObject({
    class: 'inpatient',
    status: 'finished',
    active: 0,
    unitId: h.unitId,
    bedId: h.bedId,
  });
  const periods = (await h.rows('encounter_class_period')).map((r) => [
    r['class'],
    r['fromAt'],
    r['toAt'],
  ]);
  expect(periods.sort()).toEqual([
    ['inpatient', '2025-11-03T13:00:00.000Z', '2025-11-06T19:30:00.000Z'],
    ['observation', '2025-11-02T13:00:00.000Z', '2025-11-03T13:00:00.000Z'],
  ]);
  expect((await h.rows('encounter_location')).map((r) => r['label']).sort()).toEqual([
    '508-1',
    'Emergency',
  ]);
  const [plan] = await h.rows('care_plan');
  const [problem] = await h.rows('problem');
  const [condition] = await h.rows('condition');
  expect(plan).toMatchObject({
    title: 'Stroke care',
    status: 'active',
    newestVersion: 0,
    encounterId: encounter!['id'],
  });
  expect(problem).toMatchObject({
    carePlanId: plan!['id'],
    conditionId: condition!['id'],
    title: 'Stroke',
  });
  expect((await h.rows('goal')).map((r) => [r['description'], r['problemId']]).sort()).toEqual([
    ['Alone', null],
    ['Walk 50 ft', problem!['id']],
  ]);
  expect(await h.rows('activity')).toMatchObject([
    { problemId: problem!['id'], status: 'in-progress' },
  ]);
  expect(await h.rows('document')).toMatchObject([
    { kind: 'external', title: 'Discharge summary', purpose: 'import' },
  ]);
  expect(await h.store.knex('encounter_fact')).toMatchObject([
    { class: 'inpatient', lengthOfStayDays: 4, unitId: h.unitId },
  ]);
});

test('the same resources in another file change nothing, however they are written', async () => {
  const h = await hospital();
  await h.apply(whole, json);
  const before = await everyRow(h.store);
  const again = await h.apply(JSON.stringify(JSON.parse(whole), null, 2), json);
  expect(again.report.sums).toMatchObject({ new: 0, changed: 0 });
  const after = await everyRow(h.store);
  const withoutTimes = (text: string): string => text.replace(/\\"fedAt\\":\\"[^"]*\\"/g, '');
  expect(withoutTimes(after)).toBe(withoutTimes(before));
  // The very same bytes are not even read again.
  expect(await h.apply(whole, json)).toMatchObject({ importedBefore: expect.any(String) });
});

test('one bad resource refuses the whole bundle, and it leaves nothing', async () => {
  const h = await hospital();
  const before = await everyRow(h.store);
  const bad = bundle([fhirPatient(p), fhirEncounter(e, uuid(99))]);
  const { outcome, report } = await h.apply(bad, json);
  expect([outcome, report.problems]).toEqual([
    'refused',
    [expect.objectContaining({ where: 'entry[1].resource.subject', severity: 'error' })],
  ]);
  expect(await everyRow(h.store)).toBe(before);
  expect(await h.rows('import_batch')).toMatchObject([{ outcome: 'refused' }]);
});

test('a stay of a patient who came in an earlier file finds him', async () => {
  const h = await hospital();
  await h.apply(bundle([fhirPatient(p)]), json);
  expect(await h.apply(bundle([fhirEncounter(e, p)]), json)).toMatchObject({ outcome: 'accepted' });
  expect(
    await h.apply(
      JSON.stringify({ ...about('Condition', 3, { code: { text: 'X' } }), encounter: undefined }),
      json,
    ),
  ).toMatchObject({ outcome: 'accepted' });
  expect(await h.rows('condition')).toMatchObject([{ display: 'X' }]);
  expect(await h.rows('patient')).toMatchObject([{ mrn: p }]);
});

test('a resource that is older than what is known changes nothing newer', async () => {
  const h = await hospital();
  const at = (lastUpdated: string, family: string) =>
    bundle([fhirPatient(p, { meta: { lastUpdated }, name: [{ family, given: ['Edith'] }] })]);
  await h.apply(at('2026-03-02T00:00:00Z', 'Newer'), json);
  await h.apply(at('2026-03-01T00:00:00Z', 'Older'), json);
  expect(await h.rows('patient')).toMatchObject([{ familyName: 'Newer' }]);
});

test('a type that is not used accepts the file with zeros', async () => {
  const h = await hospital();
  const { outcome, report } = await h.apply(
    bundle([{ resourceType: 'Immunization', id: uuid(3) }]),
    json,
  );
  expect([outcome, report.notUsed]).toEqual(['accepted', { Immunization: 1 }]);
});

test('a census makes stays, and tomorrow’s census changes them', async () => {
  const h = await hospital();
  await h.apply(census([row]), csv);
  expect(await h.rows('encounter')).toMatchObject([
    { class: 'inpatient', active: 1, bedId: h.bedId, expectedDischargeOn: '2026-03-13' },
  ]);
  const next = await h.preview(census([row.with(0, '508-2').with(9, '2026-03-14')]), csv);
  expect(next.changes.map(({ field, now, after }) => [field, now, after]).sort()).toEqual([
    ['bedLabel', '508-1', '508-2'],
    ['expectedDischargeOn', '2026-03-13', '2026-03-14'],
  ]);
  await h.apply(census([row.with(0, '508-2').with(9, '2026-03-14')]), csv);
  expect(await h.rows('encounter')).toMatchObject([
    { bedLabel: '508-2', expectedDischargeOn: '2026-03-14' },
  ]);
  expect(await h.rows('coverage')).toMatchObject([{ payer: 'Medicare', planClass: 'medicare' }]);
});

test('yesterday’s census, imported once more by mistake, changes nothing', async () => {
  const h = await hospital();
  await h.apply(census([row]), csv);
  await h.apply(census([row.with(0, '508-2')]), csv);
  await h.apply(census([row]), csv);
  expect(await h.rows('encounter')).toMatchObject([{ bedLabel: '508-2' }]);
});

test('good rows are written, bad ones set aside', async () => {
  const h = await hospital();
  const applied = await h.apply(
    census([
      row,
      row.with(1, '').with(2, 'Nobody, N'),
      row.with(1, '77').with(2, 'Ashgrove, Milo').with(3, '1955-09-09'),
    ]),
    csv,
  );
  expect(applied).toMatchObject({ outcome: 'partly', setAside: [{ place: 'line 3' }] });
  expect(await h.rows('patient')).toHaveLength(2);
});

test('a clinician whom the census knows by name alone is the one the feed knows by number', async () => {
  const h = await hospital();
  await h.apply(adt({ attending: '77^Slatefield^Imre^^^Dr.' }));
  await h.apply(census([row.with(1, '5').with(2, 'Ashgrove, Milo').with(3, '1955-09-09')]), csv);
  expect(await h.rows('practitioner')).toHaveLength(1);
});

test('a minute in the census does not make a known second less exact', async () => {
  const h = await hospital();
  const [assigner] = [
    await h.store.transaction(async (trx) => {
      await trx('assigner').insert({
        id: 'a-1',
        name: 'ALDERPOINT',
        isOurs: 1,
        rowVersion: 1,
        createdAt: '',
        createdBy: '',
        updatedAt: '',
        updatedBy: '',
      });
      return 'a-1';
    }),
  ];
  expect(assigner).toBe('a-1');
  await h.apply(adt({ admitted: '20260307162034' }));
  await h.apply(census([row]), csv);
  expect(await h.rows('encounter')).toMatchObject([{ admittedAt: '2026-03-07T21:20:34.000Z' }]);
});
