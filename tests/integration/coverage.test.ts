import { expect, test } from 'vitest';
import { keepEncounterFacts } from '../../db/encounter-facts';
import { clinic, clinicZone } from '../support/clinic';

const northplan = {
  payer: 'Northplan',
  planClass: 'medicareAdvantage' as const,
  rank: 1,
  memberNumber: 'NP-1',
  groupNumber: null,
  startsOn: '2026-01-01',
  endsOn: null,
};

test('a coverage typed by hand stands in file and list, marked as a person’s', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const { id } = await c.call(c.people.robin, 'coverage.add', { patientId, ...northplan });
  const file = await c.call(c.people.dana, 'patients.file', { patientId });
  expect(file.coverages).toMatchObject([{ payer: 'Northplan', memberNumber: 'NP-1' }]);
  const typed = await c.store.knex('field_source').where({ tableName: 'coverage', rowId: id });
  expect(typed.map(({ field }) => field)).toContain('planClass');
});

test('a coverage that ends before it begins is refused at its field', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const refused = await c.refusal(c.people.robin, 'coverage.add', {
    patientId,
    ...northplan,
    endsOn: '2025-12-31',
  });
  expect(refused.fields).toHaveProperty('endsOn');
});

test('the figures of a past discharge follow a corrected payer, and its entry in error', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay({
    encounter: { active: 0, status: 'finished', dischargedAt: '2026-03-11T15:00:00.000Z' },
  });
  await c.store.transaction((trx) => keepEncounterFacts(trx, [encounterId], clinicZone));
  const payer = async () =>
    (await c.store.knex('encounter_fact').where({ encounterId }).first()).payerClass;
  expect(await payer()).toBeNull();
  const { id } = await c.call(c.people.robin, 'coverage.add', { patientId, ...northplan });
  expect(await payer()).toBe('medicareAdvantage');
  await c.call(c.people.robin, 'coverage.change', {
    id,
    rowVersion: 1,
    ...northplan,
    planClass: 'medicare',
  });
  expect(await payer()).toBe('medicare');
  await c.call(c.people.robin, 'coverage.enterInError', {
    id,
    rowVersion: 2,
    reason: 'Card of the wife',
  });
  expect(await payer()).toBeNull();
});

test('a past discharge of a merged record counts under the payer in force on the day of leaving', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const prior = await c.insert('patient', {
    survivorId: patientId,
    familyName: 'Hazelmere',
    givenName: 'R',
    nameFolded: 'hazelmere r',
  });
  const encounterId = await c.insert('encounter', {
    patientId: prior,
    class: 'inpatient',
    status: 'finished',
    active: 0,
    admittedAt: '2025-11-01T15:00:00.000Z',
    dischargedAt: '2025-11-04T15:00:00.000Z',
  });
  const payer = async () =>
    (await c.store.knex('encounter_fact').where({ encounterId }).first()).payerClass;
  const last = { ...northplan, planClass: 'commercial' as const, startsOn: null };
  await c.call(c.people.robin, 'coverage.add', { patientId, ...last, endsOn: '2025-12-31' });
  await c.call(c.people.robin, 'coverage.add', { patientId, ...northplan });
  expect(await payer()).toBe('commercial');
});

test('a stale change of a coverage shows what a colleague saved', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const { id } = await c.call(c.people.robin, 'coverage.add', { patientId, ...northplan });
  const change = { id, rowVersion: 1, ...northplan };
  await c.call(c.people.dana, 'coverage.change', { ...change, memberNumber: 'NP-2' });
  const stale = await c.refusal(c.people.robin, 'coverage.change', { ...change, rank: 2 });
  expect(stale).toMatchObject({
    code: 'conflict',
    current: { memberNumber: 'NP-2', rowVersion: 2, changedByName: 'Dana Oakes' },
  });
});
