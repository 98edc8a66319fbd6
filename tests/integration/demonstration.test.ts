import { expect, test } from 'vitest';
import { createAuditKey } from '../../db/audit';
import { verifyChain } from '../../db/audit-chain';
import { patientTimeline } from '../../db/patient-timeline';
import { personNames } from '../../db/person-names';
import {
  anchorDay,
  censusAsCsv,
  censusAsHl7,
  demonstrationPassphrase,
  generateHospital,
  loadSize,
  writeHospital,
  writeReferenceLoad,
} from '../../electron/demonstration';
import { icd10 } from '../../electron/demonstration/tell-parts';
import { roomOf } from '../../shared/appointments/conflicts';
import { testNow, testStore } from '../support/store';

const zone = 'America/New_York';
const atAnchor = { today: anchorDay, now: testNow, zone, seed: 'alderpoint' };
const hospital = generateHospital(atAnchor);

test('the hospital with its two past years fits the store: every row, reference and check', async () => {
  const store = await testStore();
  const seen: number[] = [];
  const written = await store.transaction((trx) =>
    writeHospital(trx, hospital, { progress: (rows) => seen.push(rows) }),
  );
  expect(seen.at(-1)).toBe(written);
  expect(await store.knex.raw('PRAGMA foreign_key_check')).toEqual([]);
  const count = async (table: string, where: object = {}) =>
    Number((await store.knex(table).where(where).count({ n: '*' }))[0]?.n);
  expect(await count('unit')).toBe(3);
  expect(await count('bed')).toBe(92);
  expect(await count('user')).toBe(12);
  expect(await count('encounter', { active: 1 })).toBe(83);
  expect(written).toBe(Object.values(hospital.rows).reduce((sum, table) => sum + table.length, 0));

  const inOneBed = await store
    .knex('encounter')
    .where({ active: 1 })
    .groupBy('bedId')
    .havingRaw('count(*) > 1')
    .select('bedId');
  expect(inOneBed).toEqual([]);
  const withoutFact = await store
    .knex('encounter')
    .leftJoin('encounter_fact', 'encounter_fact.encounterId', 'encounter.id')
    .where({ status: 'finished' })
    .whereNull('encounter_fact.encounterId')
    .select('encounter.id');
  expect(withoutFact).toEqual([]);

  const names = await store.transaction((trx) =>
    personNames(
      trx,
      ['u-elmcrest', 'u-vintner'].map((key) => hospital.lookup.get(key)),
      anchorDay,
    ),
  );
  expect([...names.values()].sort()).toEqual(['Della Vintner', 'Robin Elmcrest, RN, CCM']);
});

test('with an audit key the chain begins with the stories, and a patient’s timeline tells them', async () => {
  const store = await testStore();
  const { page, check } = await store.transaction(async (trx) => {
    await createAuditKey(trx);
    await writeHospital(trx, generateHospital({ ...atAnchor, scale: 0 }));
    const patientId = hospital.lookup.get('ST-01') ?? '';
    return {
      page: await patientTimeline(trx, [patientId], { kind: 'stay', before: null, limit: 50 }),
      check: await verifyChain(trx),
    };
  });
  expect(check.broken).toBeNull();
  expect(check.walked).toBe(hospital.history.length);
  const told = page.events.map(({ at, byName, action, fields, reasonId }) => [
    at,
    byName,
    action,
    fields.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join(', '),
    reasonId,
  ]);
  expect(told).toEqual([
    [
      '2026-03-12T13:20:00.000Z',
      'Robin Elmcrest',
      'encounters.setMedicallyReady',
      'medicallyReady: unknown → yes, medicallyReadySince: null → 2026-03-12T13:20:00.000Z, medicallyReadyBy: null → Dr. Imre Slatefield',
      null,
    ],
    [
      '2026-03-11T14:50:00.000Z',
      'Robin Elmcrest',
      'encounters.setExpectedDischarge',
      'expectedDischargeOn: 2026-03-12 → 2026-03-13, plannedLeaveAt: null → 2026-03-13T18:00:00.000Z',
      'edd-payer',
    ],
    [
      '2026-03-08T20:00:00.000Z',
      'Perrin Oakes',
      'encounters.setPlannedDisposition',
      'plannedDisposition: null → snf',
      null,
    ],
    [
      '2026-03-08T20:00:00.000Z',
      'Perrin Oakes',
      'encounters.setExpectedDischarge',
      'expectedDischargeOn: null → 2026-03-12',
      null,
    ],
  ]);
});

test('nobody lay in a bed that another had, in two years', () => {
  const spans = (hospital.rows.encounter_location ?? [])
    .filter((row) => row.bedId)
    .map((row) => ({
      bed: String(row.bedId),
      from: String(row.fromAt),
      to: row.toAt ? String(row.toAt) : '9',
    }))
    .sort((a, b) => a.bed.localeCompare(b.bed) || a.from.localeCompare(b.from));
  const clashes = spans.filter(
    (span, index) =>
      index > 0 && spans[index - 1]!.bed === span.bed && spans[index - 1]!.to > span.from,
  );
  expect(clashes).toEqual([]);
});

test('the past has the shares of stories.md: 240 a month, 52 % home, 14 % back within 30 days', () => {
  const facts = (hospital.rows.encounter_fact ?? []).filter((row) => row.class !== 'emergency');
  expect(facts.length / 24).toBeGreaterThan(228);
  expect(facts.length / 24).toBeLessThan(252);
  const share = (code: string) =>
    facts.filter((row) => row.class === 'inpatient' && row.disposition === code).length /
    facts.filter((row) => row.class === 'inpatient').length;
  expect(share('01')).toBeGreaterThan(0.49);
  expect(share('01')).toBeLessThan(0.55);
  expect(share('03')).toBeGreaterThan(0.11);
  expect(share('03')).toBeLessThan(0.15);
  expect(share('07')).toBeGreaterThan(0.013);
  expect(share('07')).toBeLessThan(0.027);

  const inpatient = (hospital.rows.encounter ?? [])
    .filter((row) => row.class === 'inpatient')
    .sort((a, b) => String(a.admittedAt).localeCompare(String(b.admittedAt)));
  const byPatient = new Map<string, typeof inpatient>();
  for (const row of inpatient)
    byPatient.set(String(row.patientId), [...(byPatient.get(String(row.patientId)) ?? []), row]);
  const heartFailure = new Set(
    (hospital.rows.condition ?? [])
      .filter(
        (row) => row.principal === 1 && row.system === icd10 && String(row.code).startsWith('I50'),
      )
      .map((row) => row.encounterId),
  );
  const rate = (only: (id: unknown) => boolean) => {
    let index = 0;
    let back = 0;
    for (const stays of byPatient.values())
      stays.forEach((stay, n) => {
        if (!stay.dischargedAt || ['07', '20', '02'].includes(String(stay.dischargeDisposition)))
          return;
        if (!only(stay.id) || String(stay.dischargedAt) > '2026-02-10') return;
        index += 1;
        const next = stays[n + 1];
        const days = next
          ? (Date.parse(String(next.admittedAt)) - Date.parse(String(stay.dischargedAt))) /
            86_400_000
          : Infinity;
        if (days <= 30) back += 1;
      });
    return back / index;
  };
  expect(rate(() => true)).toBeGreaterThan(0.12);
  expect(rate(() => true)).toBeLessThan(0.16);
  expect(rate((id) => heartFailure.has(String(id)))).toBeGreaterThan(0.17);
});

test('a meeting’s room is found like that of one put in by hand', () => {
  const series = hospital.rows['appointment_series'] ?? [];
  const rooms = series.map(({ place, placeFolded }) => ({
    place,
    placeFolded: placeFolded ?? null,
  }));
  expect(rooms.filter(({ place }) => place).length).toBeGreaterThan(5);
  expect(rooms).toEqual(
    rooms.map(({ place }) => ({
      place,
      placeFolded: roomOf(typeof place === 'string' ? place : null),
    })),
  );
});

test('the whole hospital is the same for the same seed', () => {
  const again = generateHospital(atAnchor);
  expect(JSON.stringify(again.rows)).toBe(JSON.stringify(hospital.rows));
});

test('a year later the hospital writes as well', async () => {
  const store = await testStore();
  const later = generateHospital({
    ...atAnchor,
    today: '2027-02-07',
    now: '2027-02-07T20:00:00.000Z',
    scale: 0.05,
  });
  await store.transaction((trx) => writeHospital(trx, later));
  expect(await store.knex.raw('PRAGMA foreign_key_check')).toEqual([]);
});

test('the feeds tell the census: 83 beds in the spreadsheet, every message with its patient', () => {
  const lines = censusAsCsv(hospital).trimEnd().split('\r\n');
  expect(lines).toHaveLength(84);
  expect(lines.find((line) => line.includes('508-1'))).toBe(
    '5 West,508-1,9904588,"Hazelmere, Ruth",1941-03-14,female,26-07731,2026-03-07 16:20,inpatient,Dr. Imre Slatefield,Northplan Medicare Advantage,NP-441820,2026-03-13,"Right hip fracture, hemiarthroplasty Mar 8"',
  );
  const messages = censusAsHl7(hospital).split('MSH|').slice(1);
  const kinds = new Set(messages.map((message) => message.split('|')[7]?.split('^')[1]));
  expect([...kinds].sort()).toEqual(['A01', 'A02', 'A03', 'A04', 'A06', 'A07', 'A08']);
  const elderfield = messages.find(
    (message) => message.includes('Elderfield') && message.includes('ADT^A01'),
  );
  // The record says 06:10; the feed says 05:50.
  expect(elderfield).toContain('20260305055000-0500');
});

test('the staff share one passphrase of the length the vault asks for', () => {
  expect(demonstrationPassphrase.length).toBeGreaterThanOrEqual(12);
});

test('the reference load has units of the same size, whatever its number of stays', async () => {
  expect(loadSize(500_000)).toEqual({ active: 1000, units: 40, past: 499_000 });
  expect(loadSize(1000)).toEqual({ active: 500, units: 20, past: 500 });
  const store = await testStore();
  await writeReferenceLoad(store, {
    encounters: 1000,
    today: anchorDay,
    now: testNow,
    zone,
    seed: 'load',
  });
  expect(await store.knex.raw('PRAGMA foreign_key_check')).toEqual([]);
  const count = async (where: object) =>
    Number((await store.knex('encounter').where(where).count({ n: '*' }))[0]?.n);
  expect(await count({ active: 1 })).toBe(500);
  expect(Math.abs((await count({})) - 1000)).toBeLessThan(60);
});
