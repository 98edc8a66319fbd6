import { expect, test } from 'vitest';
import { clinic, type Clinic } from '../support/clinic';

const move = (encounterId: string, rowVersion: number, more: object = {}) => ({
  encounterId,
  rowVersion,
  on: '2026-03-14' as string | null,
  plannedLeaveAt: null,
  unknownReason: null,
  reason: null as string | null,
  words: null,
  ...more,
});

const withDate = async (c: Clinic) => {
  const stay = await c.stay({ encounter: { expectedDischargeOn: '2026-03-13' } });
  return stay.encounterId;
};

test('a moved date keeps its reason, who moved it and when', async () => {
  const c = await clinic();
  const id = await withDate(c);
  await c.call(
    c.people.robin,
    'encounters.setExpectedDischarge',
    move(id, 1, { reason: 'edd-payer' }),
  );
  const detail = await c.call(c.people.dana, 'encounters.get', { encounterId: id });
  expect(detail.expectedDischargeOn).toBe('2026-03-14');
  expect(detail.moves).toMatchObject([
    { fromOn: '2026-03-13', toOn: '2026-03-14', reason: 'edd-payer', byName: 'Robin Elmcrest' },
  ]);
});

test('a move without a reason is refused at its field and changes nothing', async () => {
  const c = await clinic();
  const id = await withDate(c);
  const refused = await c.refusal(c.people.robin, 'encounters.setExpectedDischarge', move(id, 1));
  expect(refused).toMatchObject({ code: 'invalid', fields: { reason: expect.any(String) } });
  const { rowVersion } = await c.call(c.people.robin, 'encounters.get', { encounterId: id });
  expect(rowVersion).toBe(1);
});

test('undo brings the former date back and the move stands as taken back', async () => {
  const c = await clinic();
  const id = await withDate(c);
  const { encounter, moveId } = await c.call(
    c.people.robin,
    'encounters.setExpectedDischarge',
    move(id, 1, { reason: 'edd-unstable' }),
  );
  expect(encounter.medicallyReady).toBe('no');
  const undone = await c.call(c.people.robin, 'encounters.undoExpectedDischarge', {
    encounterId: id,
    rowVersion: encounter.rowVersion,
    moveId: moveId!,
  });
  expect(undone).toMatchObject({ expectedDischargeOn: '2026-03-13', medicallyReady: 'unknown' });
  const { moves } = await c.call(c.people.robin, 'encounters.get', { encounterId: id });
  expect(moves).toMatchObject([{ inError: true }]);
});

test('undo is refused once somebody else has moved the date on', async () => {
  const c = await clinic();
  const id = await withDate(c);
  const first = await c.call(
    c.people.robin,
    'encounters.setExpectedDischarge',
    move(id, 1, { reason: 'edd-bed' }),
  );
  await c.call(
    c.people.dana,
    'encounters.setExpectedDischarge',
    move(id, first.encounter.rowVersion, { on: '2026-03-16', reason: 'edd-family' }),
  );
  const undo = { encounterId: id, rowVersion: first.encounter.rowVersion, moveId: first.moveId! };
  const refused = await c.refusal(c.people.robin, 'encounters.undoExpectedDischarge', undo);
  expect(refused.code).toBe('conflict');
  const { expectedDischargeOn } = await c.call(c.people.robin, 'encounters.get', {
    encounterId: id,
  });
  expect(expectedDischargeOn).toBe('2026-03-16');
});

test('“typed wrongly” enters the former move in error', async () => {
  const c = await clinic();
  const { encounterId } = await c.stay();
  const set = (rowVersion: number, more: object) =>
    c.call(c.people.robin, 'encounters.setExpectedDischarge', move(encounterId, rowVersion, more));
  await set(1, { on: '2026-04-13' });
  c.setNow('2026-03-12T13:43:00.000Z');
  await set(2, { on: '2026-03-13', reason: 'edd-fix' });
  const { moves } = await c.call(c.people.robin, 'encounters.get', { encounterId });
  expect(moves).toMatchObject([
    { toOn: '2026-03-13', inError: false },
    { toOn: '2026-04-13', inError: true },
  ]);
});

test('two who move the date at once: the second gets both to see', async () => {
  const c = await clinic();
  const id = await withDate(c);
  await c.call(
    c.people.robin,
    'encounters.setExpectedDischarge',
    move(id, 1, { reason: 'edd-bed' }),
  );
  const refused = await c.refusal(
    c.people.dana,
    'encounters.setExpectedDischarge',
    move(id, 1, { on: '2026-03-20', reason: 'edd-test' }),
  );
  expect(refused).toMatchObject({
    code: 'conflict',
    current: { expectedDischargeOn: '2026-03-14' },
  });
});

test('medically ready says since when and who said so, and is not the date', async () => {
  const c = await clinic();
  const id = await withDate(c);
  const ready = await c.call(c.people.robin, 'encounters.setMedicallyReady', {
    encounterId: id,
    rowVersion: 1,
    ready: 'yes',
    since: '2026-03-12T12:00:00.000Z',
    saidBy: 'Dr. Slatefield',
  });
  expect(ready).toMatchObject({
    medicallyReady: 'yes',
    medicallyReadyBy: 'Dr. Slatefield',
    expectedDischargeOn: '2026-03-13',
  });
  const later = { encounterId: id, rowVersion: 2, ready: 'yes' as const, saidBy: 'Dr. Slatefield' };
  const refused = await c.refusal(c.people.robin, 'encounters.setMedicallyReady', {
    ...later,
    since: '2026-03-13T12:00:00.000Z',
  });
  expect(refused.fields).toHaveProperty('since');
});

test('a disposition comes from the list, and one that only happens is not planned', async () => {
  const c = await clinic();
  const id = await withDate(c);
  const plan = (disposition: string, rowVersion: number) => ({
    encounterId: id,
    rowVersion,
    disposition,
  });
  await c.call(c.people.sasha, 'encounters.setPlannedDisposition', plan('snf', 1));
  const refused = await c.refusal(
    c.people.sasha,
    'encounters.setPlannedDisposition',
    plan('died', 2),
  );
  expect(refused.fields).toHaveProperty('disposition');
});

test('what a person set is marked as typed, so that no feed overwrites it', async () => {
  const c = await clinic();
  const id = await withDate(c);
  await c.call(
    c.people.robin,
    'encounters.setExpectedDischarge',
    move(id, 1, { reason: 'edd-bed' }),
  );
  const rows = await c.store.knex('field_source').where({ tableName: 'encounter', rowId: id });
  expect(rows).toMatchObject([
    { field: 'expectedDischargeOn', source: 'person', by: c.people.robin.id },
  ]);
});

test('a stay’s class and places stand in order, and merged stays are the survivor’s', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay();
  const period = { encounterId, by: 'order' };
  await c.insert('encounter_class_period', {
    ...period,
    class: 'inpatient',
    fromAt: '2026-03-08T03:00:00.000Z',
  });
  await c.insert('encounter_class_period', {
    ...period,
    class: 'observation',
    fromAt: '2026-03-07T21:20:00.000Z',
    toAt: '2026-03-08T03:00:00.000Z',
  });
  const prior = await c.stay({
    patient: { survivorId: patientId },
    encounter: { active: 0, status: 'finished', admittedAt: '2025-01-01T10:00:00.000Z' },
  });
  const detail = await c.call(c.people.robin, 'encounters.get', { encounterId });
  expect(detail.classPeriods.map((each) => each.class)).toEqual(['observation', 'inpatient']);
  const page = await c.call(c.people.robin, 'encounters.ofPatient', {
    patientId,
    offset: 0,
    limit: 10,
  });
  expect(page.total).toBe(2);
  expect(page.stays.map(({ id }) => id)).toEqual([encounterId, prior.encounterId]);
});

test('a transfer and a class that were cancelled do not stand in the stay’s history', async () => {
  const c = await clinic();
  const { encounterId } = await c.stay();
  const error = {
    enteredInErrorAt: '2026-03-10T10:00:00.000Z',
    enteredInErrorBy: 'interface',
    enteredInErrorReason: 'A12',
  };
  const period = { encounterId, class: 'observation', fromAt: '2026-03-07T21:20:00.000Z' };
  await c.insert('encounter_class_period', { ...period, by: 'order', ...error });
  const place = { encounterId, label: 'ICU 3', fromAt: '2026-03-08T10:00:00.000Z' };
  await c.insert('encounter_location', { ...place, ...error });
  await c.insert('encounter_location', { ...place, label: '508-1' });
  const detail = await c.call(c.people.robin, 'encounters.get', { encounterId });
  expect(detail.locations.map(({ label }) => label)).toEqual(['508-1']);
  expect(detail.classPeriods).toEqual([]);
});
