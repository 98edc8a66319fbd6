/** The demonstration's feeds through the importers: they make the census, and change nothing of their own. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createHospital } from '../../db/hospital';
import {
  anchorDay,
  censusAsCsv,
  censusAsHl7,
  generateHospital,
  setUpUnits,
  writeHospital,
} from '../../electron/demonstration';
import { applyFeed } from '../../electron/services/imports/apply-feed';
import { compareFeed } from '../../electron/services/imports/compare-feed';
import type { ImportContext } from '../../electron/services/imports/feed-run';
import { noDecisions } from '../../shared/imports/report';
import { read, zone } from '../support/feeds';
import { testNow, testStore, type TestStore } from '../support/store';

const data = generateHospital({ today: anchorDay, now: testNow, zone, seed: 'alderpoint' });

const context = (now = testNow): ImportContext => ({
  actor: { userId: data.lookup.get('u-stonehaven') ?? '', at: now },
  now,
  zone,
  undecided: 'leaveOut',
  decisions: noDecisions(),
});

const preview = async (store: TestStore, text: string, name: string) => {
  const feed = await read(text, name);
  return store.transaction((trx) =>
    compareFeed(trx, feed, context(), createHash('sha256').update(text).digest('hex')),
  );
};

const apply = async (store: TestStore, text: string, name: string) => {
  const feed = await read(text, name);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return store.transaction((trx) =>
    applyFeed(trx, feed, { ...context(), sha256, audit: () => undefined }),
  );
};

test('the morning feed of the demonstration differs from its record where the stories say so', async () => {
  const store = await testStore();
  await store.transaction((trx) => writeHospital(trx, data));
  const { sums, changes, problems, duplicates } = await preview(
    store,
    censusAsHl7(data),
    'adt.hl7',
  );
  expect({ sums, problems, duplicates }).toMatchObject({
    sums: { new: 0, changed: 2, refused: 0, toDecide: 0 },
    problems: [],
    duplicates: [],
  });
  expect(
    changes.map(({ patientName, field, now, after }) => [patientName, field, now, after]),
  ).toEqual([
    ['Cindermoor, Zora', 'language', 'en', 'es'],
    ['Elderfield, Ned', 'admittedAt', '2026-03-05T11:10:00.000Z', '2026-03-05T10:50:00.000Z'],
  ]);
});

test('in a newly set-up hospital the feeds make the census: every stay in its bed, with its class', async () => {
  const store = await testStore();
  const hospitalName = 'Alderpoint General Hospital';
  await store.transaction((trx) =>
    createHospital(
      trx,
      { hospitalName, zone, helpDesk: null, units: setUpUnits() },
      { userId: 'u', at: testNow },
    ),
  );
  const hl7 = await apply(store, censusAsHl7(data, { assigner: hospitalName }), 'adt.hl7');
  expect(hl7).toMatchObject({
    outcome: 'accepted',
    report: { problems: [], sums: { refused: 0 } },
  });

  const census = async () =>
    (await store
      .knex('encounter')
      .join('patient', 'patient.id', 'encounter.patientId')
      .join('bed', 'bed.id', 'encounter.bedId')
      .join('unit', 'unit.id', 'encounter.unitId')
      .where({ 'encounter.active': 1 })
      .orderBy('bed.name')
      .select(
        'bed.name as bed',
        'unit.name as unit',
        'patient.mrn',
        'class',
        'expectedDischargeOn',
      )) as {
      bed: string;
      unit: string;
    }[];
  const patients = new Map(data.rows.patient?.map((row) => [row.id, row]));
  const bedNames = new Map(data.rows.bed?.map((row) => [row.id, row.name]));
  const told = (data.rows.encounter ?? [])
    .filter((row) => row.active === 1)
    .map((row) => ({
      bed: bedNames.get(row.bedId ?? ''),
      mrn: patients.get(row.patientId ?? '')?.mrn,
      class: row.class,
      expectedDischargeOn: row.expectedDischargeOn,
    }))
    .sort((a, b) => (String(a.bed) < String(b.bed) ? -1 : 1));
  expect((await census()).map(({ unit: _unit, ...row }) => row)).toEqual(told);

  const csv = await apply(store, censusAsCsv(data), 'census.csv');
  expect(csv).toMatchObject({
    outcome: 'accepted',
    report: { sums: { refused: 0, undecided: 0 } },
  });
  expect(await census()).toHaveLength(83);
  const again = await preview(store, censusAsHl7(data, { assigner: hospitalName }), 'adt.hl7');
  expect(again.sums).toMatchObject({ new: 0, changed: 0 });
});

test('a feed that was imported once more changes nothing', async () => {
  const store = await testStore();
  await store.transaction((trx) => writeHospital(trx, data));
  await apply(store, censusAsHl7(data), 'adt.hl7');
  const again = await preview(store, censusAsHl7(data), 'adt.hl7');
  expect(again.sums).toMatchObject({ new: 0, changed: 0, refused: 0 });
});
