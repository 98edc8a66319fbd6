import { expect, test } from 'vitest';
import { activeStayQuery, nextTaskQuery, riskQuery } from '../../db/caseload';
import type { CaseloadRow, CaseloadStay } from '../../shared/caseload/caseload';
import { clinic, type Clinic } from '../support/clinic';
import { queryPlan } from '../support/query-plan';

const list = (c: Clinic, more: object = {}) => ({
  scope: { kind: 'unit' as const, unitId: c.west },
  text: '',
  filters: [],
  sort: { by: 'bed' as const, direction: 'asc' as const },
  offset: 0,
  limit: 100,
  ...more,
});

const names = (rows: readonly CaseloadRow[]): string[] =>
  rows.map((row) => (row.kind === 'stay' ? row.familyName : `Restricted ${row.bed}`));

test('the unit’s list holds its active stays and nothing of other units or of the past', async () => {
  const c = await clinic();
  await c.stay({ familyName: 'Hazelmere', bed: '508-1' });
  await c.stay({ familyName: 'Brackenford', bed: '501-1' });
  await c.stay({ familyName: 'Elsewhere', unitId: c.north });
  await c.stay({ familyName: 'Gone', encounter: { active: 0, status: 'finished' } });
  const page = await c.call(c.people.robin, 'caseload.list', list(c));
  expect(names(page.rows)).toEqual(['Brackenford', 'Hazelmere']);
  expect(page.total).toBe(2);
  expect(page.scopes).toEqual({ mine: 0, units: [{ unitId: c.west, count: 2 }], all: 2 });
});

test('a row tells payer in force, plan, the next task and the barriers', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay();
  const coverage = { patientId, planClass: 'medicare' };
  await c.insert('coverage', { ...coverage, payer: 'Old payer', rank: 1, endsOn: '2025-12-31' });
  await c.insert('coverage', { ...coverage, payer: 'Northplan', rank: 2 });
  await c.insert('care_plan', {
    patientId,
    encounterId,
    title: 'Hip fracture',
    status: 'active',
    newestVersion: 2,
    draftOpen: 0,
    reviewOn: '2026-03-13',
  });
  const task = { patientId, encounterId };
  await c.insert('task', { ...task, title: 'Without a due' });
  await c.insert('task', { ...task, title: 'Later', dueAt: '2026-03-13T16:00:00.000Z' });
  await c.insert('task', { ...task, title: 'Call payer', dueAt: '2026-03-12T16:00:00.000Z' });
  await c.insert('task', {
    ...task,
    title: 'Done long ago',
    dueAt: '2026-03-01T16:00:00.000Z',
    status: 'completed',
    open: 0,
  });
  const barrier = { ...task, category: 'transport', severity: 'high' };
  await c.insert('barrier', { ...barrier, title: 'Payer', openedAt: '2026-03-10T10:00:00.000Z' });
  await c.insert('barrier', { ...barrier, title: 'Bed', openedAt: '2026-03-11T10:00:00.000Z' });
  const page = await c.call(c.people.robin, 'caseload.list', list(c));
  expect(page.rows[0]).toMatchObject({
    payer: 'Northplan',
    plan: { status: 'active', newestVersion: 2, draftOpen: false },
    nextTask: { title: 'Call payer' },
    barriers: { count: 2, first: 'Payer' },
  });
});

test('people outside the team see a restricted stay as a bed, counted and found by nothing', async () => {
  const c = await clinic();
  const { encounterId } = await c.stay({
    familyName: 'Underbrook',
    bed: '512-1',
    patient: { restricted: 1 },
    encounter: { caseManagerId: c.people.robin.id },
  });
  await c.stay({ familyName: 'Hazelmere', bed: '508-1' });
  const outside = await c.call(c.people.dana, 'caseload.list', list(c));
  expect(names(outside.rows)).toEqual(['Hazelmere', 'Restricted 512-1']);
  expect(outside.total).toBe(2);
  expect(JSON.stringify(outside)).not.toContain(encounterId);
  expect(JSON.stringify(outside)).not.toMatch(/Underbrook/i);
  const filtered = await c.call(c.people.dana, 'caseload.list', list(c, { text: 'under' }));
  expect(filtered).toMatchObject({ matching: 0, maskedLeftOut: 1, rows: [] });
  const team = await c.call(c.people.robin, 'caseload.list', list(c));
  expect(names(team.rows)).toEqual(['Hazelmere', 'Underbrook']);
});

test('restriction of a merged record holds for the survivor', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ familyName: 'Kept', bed: '501-1' });
  await c.insert('patient', {
    survivorId: patientId,
    familyName: 'Prior',
    givenName: '',
    nameFolded: 'prior',
    restricted: 1,
  });
  const page = await c.call(c.people.dana, 'caseload.list', list(c));
  expect(names(page.rows)).toEqual(['Restricted 501-1']);
  expect((await c.refusal(c.people.dana, 'patients.file', { patientId })).code).toBe('needsReason');
});

test('mine is what I manage or plan the discharge of, in whatever unit', async () => {
  const c = await clinic();
  await c.stay({ familyName: 'Managed', encounter: { caseManagerId: c.people.sasha.id } });
  await c.stay({
    familyName: 'Planned',
    unitId: c.north,
    encounter: { dischargePlannerId: c.people.sasha.id },
  });
  await c.stay({ familyName: 'Other' });
  const page = await c.call(c.people.sasha, 'caseload.list', list(c, { scope: { kind: 'mine' } }));
  expect(names(page.rows).sort()).toEqual(['Managed', 'Planned']);
  expect(page.scopes.mine).toBe(2);
});

test('a case manager takes what is nobody’s and gives back, but gives nothing to others', async () => {
  const c = await clinic();
  const { robin, dana, lee } = c.people;
  const { encounterId } = await c.stay();
  const give = (rowVersion: number, caseManagerId: string | null) => ({
    assignments: [{ encounterId, rowVersion, caseManagerId }],
  });
  const { undo } = await c.call(robin, 'caseload.assign', give(1, robin.id));
  expect(undo).toEqual([{ encounterId, rowVersion: 2, caseManagerId: null }]);
  expect((await c.refusal(dana, 'caseload.assign', give(2, dana.id))).key).toBe('assignOwnOnly');
  expect((await c.refusal(robin, 'caseload.assign', give(2, dana.id))).key).toBe('assignOwnOnly');
  await c.call(robin, 'caseload.assign', { assignments: undo });
  await c.call(lee, 'caseload.assign', give(3, dana.id));
  const page = await c.call(lee, 'caseload.list', list(c));
  expect((page.rows[0] as CaseloadStay).caseManagerName).toBe('Dana Oakes');
  expect((await c.refusal(c.people.sasha, 'caseload.assign', give(4, null))).code).toBe(
    'forbidden',
  );
});

test('a batch stands on record per patient, and one stale stay changes none', async () => {
  const c = await clinic();
  const one = await c.stay();
  const two = await c.stay();
  const assign = (secondVersion: number) => ({
    assignments: [
      { encounterId: one.encounterId, rowVersion: 1, caseManagerId: c.people.dana.id },
      { encounterId: two.encounterId, rowVersion: secondVersion, caseManagerId: c.people.dana.id },
    ],
  });
  expect((await c.refusal(c.people.lee, 'caseload.assign', assign(7))).code).toBe('conflict');
  const page = await c.call(c.people.lee, 'caseload.list', list(c));
  expect(page.rows.every((row) => row.kind === 'stay' && row.caseManagerId === null)).toBe(true);
  await c.call(c.people.lee, 'caseload.assign', assign(1));
  const entries = (await c.audit()).filter((entry) => entry['recordType'] === 'encounter');
  expect(entries.map((entry) => entry['patientId'])).toEqual([one.patientId, two.patientId]);
});

test('stays are given only to people who manage cases', async () => {
  const c = await clinic();
  const { encounterId } = await c.stay();
  const refused = await c.refusal(c.people.lee, 'caseload.assign', {
    assignments: [{ encounterId, rowVersion: 1, caseManagerId: c.people.jules.id }],
  });
  expect(refused.key).toBe('notACaseManager');
});

test('the list of another unit is not here for somebody who is not of it', async () => {
  const c = await clinic();
  const asked = list(c, { scope: { kind: 'unit', unitId: c.north } });
  expect((await c.refusal(c.people.robin, 'caseload.list', asked)).code).toBe('notFound');
});

test('the panel beside the list tells tasks, barriers, the last note and whom to call', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay();
  await c.call(c.people.robin, 'notes.add', { patientId, encounterId, text: 'Walked 60 ft.' });
  await c.call(c.people.robin, 'tasks.add', {
    encounterId,
    title: 'Call payer',
    detail: null,
    kind: 'tk-other',
    ownerId: null,
    dueAt: null,
    dueOn: '2026-03-13',
  });
  await c.insert('related_person', { patientId, name: 'Clover', phone: '555-0175' });
  await c.insert('related_person', { patientId, name: 'Without a phone' });
  const peek = await c.call(c.people.dana, 'caseload.peek', { encounterId });
  expect(peek.tasks.map(({ title }) => title)).toEqual(['Call payer']);
  expect(peek.lastNote?.text).toBe('Walked 60 ft.');
  expect(peek.contacts.map(({ name }) => name)).toEqual(['Clover']);
});

test('no scan of stays or tasks: the partial indexes answer the list', async () => {
  const c = await clinic();
  await c.stay();
  await c.store.transaction(async (trx) => {
    const reader = { userId: c.people.robin.id, unitIds: [c.west] };
    const unit = await queryPlan(trx, activeStayQuery(trx, { ...reader, scopeUnitIds: [c.west] }));
    expect(unit).toContain('encounter_active_unitId');
    const mine = await queryPlan(trx, activeStayQuery(trx, { ...reader, scopeUnitIds: null }));
    expect(mine).toContain('encounter_active_caseManagerId');
    expect(mine).toContain('encounter_active_dischargePlannerId');
    const tasks = await queryPlan(trx, nextTaskQuery(trx, ['a', 'b']));
    expect(tasks).toContain('task_open_encounter');
    const risks = await queryPlan(trx, riskQuery(trx, ['a', 'b']));
    expect(risks).toContain('assessment_encounterid_instrument_status');
    for (const plan of [unit, mine, tasks, risks])
      expect(plan).not.toMatch(/SCAN (encounter|task|patient|owner|assessment)\b/);
  });
});
