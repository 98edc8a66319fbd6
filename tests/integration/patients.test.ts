import { expect, test } from 'vitest';
import { entriesOf } from '../../db/patient-timeline';
import { clinic } from '../support/clinic';
import { queryPlan } from '../support/query-plan';

const allergy = {
  kind: 'allergy' as const,
  reaction: 'Rash',
  severity: null,
  clinicalStatus: 'active' as const,
};

test('nothing recorded is not none: allergies and code status are open until said', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const before = await c.call(c.people.robin, 'patients.file', { patientId });
  expect(before).toMatchObject({ allergies: [], codeStatus: null });
  await c.call(c.people.robin, 'patients.stateNoAllergies', { patientId });
  const after = await c.call(c.people.dana, 'patients.file', { patientId });
  expect(after.allergies).toMatchObject([{ kind: 'none', byName: 'Robin Elmcrest' }]);
});

test('“no known allergies” is refused beside an allergy, and the same allergy twice', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  await c.call(c.people.robin, 'patients.addAllergy', {
    patientId,
    substance: 'Sulfa',
    ...allergy,
  });
  const none = await c.refusal(c.people.robin, 'patients.stateNoAllergies', { patientId });
  expect(none.key).toBe('allergyRecorded');
  const twice = await c.refusal(c.people.robin, 'patients.addAllergy', {
    patientId,
    substance: 'SULFA',
    ...allergy,
  });
  expect(twice.key).toBe('allergyKnown');
});

test('a resolved allergy stays in the file, and no longer stands in the way of “none known”', async () => {
  const c = await clinic();
  const { robin } = c.people;
  const { patientId } = await c.stay();
  const made = await c.call(robin, 'patients.addAllergy', {
    patientId,
    substance: 'Latex',
    ...allergy,
  });
  await c.call(robin, 'patients.changeAllergy', {
    id: made.id,
    rowVersion: 1,
    ...allergy,
    substance: 'Latex',
    clinicalStatus: 'resolved',
  });
  const { allergies } = await c.call(robin, 'patients.file', { patientId });
  expect(allergies).toMatchObject([{ substance: 'Latex', clinicalStatus: 'resolved' }]);
  await c.call(robin, 'patients.stateNoAllergies', { patientId });
  const twice = await c.refusal(robin, 'patients.stateNoAllergies', { patientId });
  expect(twice.key).toBe('allergyRecorded');
});

test('where a colleague saved first, the answer shows the record, who saved it and when', async () => {
  const c = await clinic();
  const { robin, dana } = c.people;
  const { patientId } = await c.stay();
  const { id } = await c.call(robin, 'patients.addAllergy', {
    patientId,
    substance: 'Sulfa',
    ...allergy,
  });
  c.setNow('2026-03-12T13:50:00.000Z');
  const change = { id, rowVersion: 1, ...allergy, substance: 'Sulfa' };
  await c.call(dana, 'patients.changeAllergy', { ...change, reaction: 'Hives' });
  const stale = await c.refusal(robin, 'patients.changeAllergy', { ...change, reaction: 'Fever' });
  expect(stale).toMatchObject({
    code: 'conflict',
    current: {
      rowVersion: 2,
      reaction: 'Hives',
      changedByName: 'Dana Oakes',
      changedAt: '2026-03-12T13:50:00.000Z',
    },
  });
});

test('saving a record without changing anything leaves its version, in the audit too', async () => {
  const c = await clinic();
  const { robin } = c.people;
  const { patientId } = await c.stay();
  const { id } = await c.call(robin, 'patients.addAllergy', {
    patientId,
    substance: 'Sulfa',
    ...allergy,
  });
  await c.call(robin, 'patients.changeAllergy', {
    id,
    rowVersion: 1,
    ...allergy,
    substance: 'Sulfa',
  });
  const entry = (await c.audit()).find(({ action }) => action === 'patients.changeAllergy');
  expect(entry).toMatchObject({ versionBefore: 1, versionAfter: 1 });
});

test('an allergy entered in error leaves the file and stays in the history with its reason', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const { id } = await c.call(c.people.robin, 'patients.addAllergy', {
    patientId,
    substance: 'Latex',
    ...allergy,
  });
  await c.call(c.people.dana, 'patients.enterInError', {
    patientId,
    kind: 'allergy',
    id,
    rowVersion: 1,
    reason: 'Recorded on the wrong patient',
  });
  const file = await c.call(c.people.robin, 'patients.file', { patientId });
  expect(file.allergies).toEqual([]);
  const { events } = await c.call(c.people.robin, 'patients.timeline', {
    patientId,
    kind: 'record',
    before: null,
    limit: 10,
  });
  expect(events).toMatchObject([
    {
      change: 'inError',
      title: 'Latex',
      byName: 'Dana Oakes',
      reason: 'Recorded on the wrong patient',
    },
    { change: 'made', title: 'Latex', byName: 'Robin Elmcrest' },
  ]);
});

test('another patient’s record is not entered in error through this one', async () => {
  const c = await clinic();
  const mine = await c.stay();
  const other = await c.stay();
  const { id } = await c.call(c.people.robin, 'patients.addAllergy', {
    patientId: other.patientId,
    substance: 'Latex',
    ...allergy,
  });
  const refused = await c.refusal(c.people.robin, 'patients.enterInError', {
    patientId: mine.patientId,
    kind: 'allergy',
    id,
    rowVersion: 1,
    reason: 'no',
  });
  expect(refused.code).toBe('notFound');
});

test('the newest code status is in force, with who said so', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay();
  const set = (status: 'full' | 'dnr', at: string) =>
    c.call(c.people.robin, 'patients.setCodeStatus', {
      patientId,
      encounterId,
      status,
      saidBy: 'Daughter, health care agent',
      at,
      note: null,
    });
  await set('dnr', '2026-03-12T13:00:00.000Z');
  await set('full', '2026-03-10T13:00:00.000Z');
  const { codeStatus } = await c.call(c.people.dana, 'patients.file', { patientId });
  expect(codeStatus).toMatchObject({ status: 'dnr', saidBy: 'Daughter, health care agent' });
});

test('a concern is open until answered, and can be opened again', async () => {
  const c = await clinic();
  const { encounterId, patientId } = await c.stay();
  const concern = await c.call(c.people.robin, 'patients.raiseConcern', {
    encounterId,
    words: 'I do not want to go back to that place.',
    saidBy: 'Patient',
    raisedTo: 'Dr. Slatefield',
  });
  expect(concern.answeredAt).toBeNull();
  const answered = await c.call(c.people.dana, 'patients.answerConcern', {
    id: concern.id,
    rowVersion: 1,
    answer: 'Another facility is asked.',
  });
  expect(answered.answeredAt).not.toBeNull();
  await c.call(c.people.dana, 'patients.answerConcern', {
    id: concern.id,
    rowVersion: 2,
    answer: null,
  });
  const file = await c.call(c.people.robin, 'patients.file', { patientId });
  expect(file.concerns).toMatchObject([{ answer: null, answeredAt: null }]);
});

test('a colleague named to the team reaches a restricted patient until the end of it', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay({
    patient: { restricted: 1 },
    encounter: { caseManagerId: c.people.robin.id },
  });
  const { dana } = c.people;
  expect((await c.refusal(dana, 'patients.file', { patientId })).code).toBe('needsReason');
  const member = await c.call(c.people.robin, 'patients.addTeamMember', {
    patientId,
    encounterId,
    userId: dana.id,
    name: 'Dana Oakes',
    role: 'sw',
    phone: null,
    organization: null,
    note: null,
  });
  expect((await c.call(dana, 'patients.file', { patientId })).team).toHaveLength(1);
  c.setNow('2026-03-12T14:00:00.000Z');
  await c.call(c.people.robin, 'patients.endTeamMember', {
    id: member.id,
    rowVersion: 1,
    ended: true,
  });
  expect((await c.refusal(dana, 'patients.file', { patientId })).code).toBe('needsReason');
});

test('contacts and conditions are written, changed and read by a colleague', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay();
  const contact = {
    name: 'Clover Hazelmere',
    relationship: 'daughter',
    phone: '555-0175',
    address: null,
    language: null,
    mayBeTold: null,
    toldWhat: null,
    note: null,
  };
  const made = await c.call(c.people.robin, 'patients.addContact', {
    patientId,
    ...contact,
    roles: ['healthCareAgent'],
  });
  await c.call(c.people.robin, 'patients.changeContact', {
    id: made.id,
    rowVersion: 1,
    ...contact,
    phone: '555-0176',
    roles: ['healthCareAgent', 'caregiver'],
  });
  await c.call(c.people.robin, 'patients.addCondition', {
    patientId,
    encounterId,
    display: 'Fracture of right hip',
    clinicalStatus: 'active',
    principal: true,
    onsetOn: '2026-03-07',
    abatedOn: null,
  });
  const file = await c.call(c.people.dana, 'patients.file', { patientId });
  expect(file.contacts).toMatchObject([
    { phone: '555-0176', roles: ['healthCareAgent', 'caregiver'] },
  ]);
  expect(file.conditions).toMatchObject([{ display: 'Fracture of right hip', principal: true }]);
});

test('phone and address typed by a person are marked, and a stale save is refused', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ patient: { phone: '555-0100', city: 'Alderpoint' } });
  const fields = {
    patientId,
    phone: '555-0177',
    addressLine: null,
    city: 'Alderpoint',
    state: null,
    postalCode: null,
    language: 'es',
    maritalStatus: null,
  };
  await c.call(c.people.robin, 'patients.change', { ...fields, rowVersion: 1 });
  const typed = await c.store.knex('field_source').where({ rowId: patientId }).orderBy('field');
  expect(typed.map(({ field }) => field)).toEqual(['language', 'phone']);
  const stale = await c.refusal(c.people.dana, 'patients.change', { ...fields, rowVersion: 1 });
  expect(stale.code).toBe('conflict');
});

test('outside the units a patient opens with a reason, for twelve hours, on record', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ unitId: c.north });
  const { robin } = c.people;
  expect((await c.refusal(robin, 'patients.open', { patientId })).code).toBe('needsReason');
  const reason = 'Transfer to our unit is being planned';
  await c.call(robin, 'patients.breakGlass', { patientId, reason });
  expect((await c.call(robin, 'patients.file', { patientId })).patient.id).toBe(patientId);
  const entry = (await c.audit()).find(({ action }) => action === 'patients.breakGlass');
  expect(entry).toMatchObject({ patientId, reason, outcome: 'ok', userId: robin.id });
  c.setNow('2026-03-13T01:43:00.000Z');
  expect((await c.refusal(robin, 'patients.file', { patientId })).code).toBe('needsReason');
});

test('a lead restricts a patient: the unit loses it, the team keeps it, and it can be lifted', async () => {
  const c = await clinic();
  const { patientId } = await c.stay({ encounter: { caseManagerId: c.people.robin.id } });
  const restrict = { patientId, rowVersion: 1, restricted: true, reason: 'Works on this unit' };
  expect((await c.refusal(c.people.robin, 'patients.restrict', restrict)).code).toBe('forbidden');
  await c.call(c.people.lee, 'patients.restrict', restrict);
  expect((await c.refusal(c.people.dana, 'patients.file', { patientId })).code).toBe('needsReason');
  expect((await c.call(c.people.robin, 'patients.file', { patientId })).patient).toMatchObject({
    restricted: true,
    restrictedReason: 'Works on this unit',
  });
  await c.call(c.people.lee, 'patients.breakGlass', {
    patientId,
    reason: 'To lift the restriction',
  });
  await c.call(c.people.lee, 'patients.restrict', {
    patientId,
    rowVersion: 2,
    restricted: false,
    reason: 'Left the hospital’s service',
  });
  expect((await c.call(c.people.dana, 'patients.file', { patientId })).patient.restricted).toBe(
    false,
  );
});

test('facts of both records of a merge stand in the survivor’s file', async () => {
  const c = await clinic();
  const { patientId } = await c.stay();
  const prior = await c.insert('patient', {
    survivorId: patientId,
    familyName: 'Hazelmere',
    givenName: 'R',
    nameFolded: 'hazelmere r',
  });
  await c.insert('allergy', { patientId: prior, kind: 'allergy', substance: 'Penicillin' });
  const file = await c.call(c.people.robin, 'patients.file', { patientId: prior });
  expect(file.patient.id).toBe(patientId);
  expect(file.allergies).toMatchObject([{ substance: 'Penicillin' }]);
});

test('a long note is cut at a word in the timeline, and says that it was', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay();
  const said = 'She can come in the morning and wants to see the room before her mother does. ';
  const text = `${said}${said}${said}`.trim();
  await c.call(c.people.robin, 'notes.add', { patientId, encounterId, text });
  await c.call(c.people.robin, 'notes.add', { patientId, encounterId, text: text.slice(0, 160) });
  const { events } = await c.call(c.people.robin, 'patients.timeline', {
    patientId,
    kind: null,
    before: null,
    limit: 2,
  });
  expect(events.map(({ title }) => title)).toEqual([text.slice(0, 160), `${said}${said}She…`]);
});

test('the timeline says what changed in words of the record, page by page, by kind', async () => {
  const c = await clinic();
  const { patientId, encounterId } = await c.stay({
    encounter: { expectedDischargeOn: '2026-03-13' },
  });
  const { robin, dana } = c.people;
  await c.call(robin, 'notes.add', { patientId, encounterId, text: 'Daughter agrees.' });
  c.setNow('2026-03-12T13:50:00.000Z');
  await c.call(dana, 'encounters.setExpectedDischarge', {
    encounterId,
    rowVersion: 1,
    on: '2026-03-14',
    plannedLeaveAt: null,
    unknownReason: null,
    reason: 'edd-other',
    words: 'Waiting for the son',
  });
  const ask = (kind: 'stay' | null, before: number | null, limit = 10) =>
    c.call(robin, 'patients.timeline', { patientId, kind, before, limit });
  const first = await ask(null, null, 1);
  expect(first.events).toMatchObject([
    {
      recordType: 'encounter',
      byName: 'Dana Oakes',
      reasonId: 'edd-other',
      reason: 'Waiting for the son',
      fields: [{ field: 'expectedDischargeOn', from: '2026-03-13', to: '2026-03-14' }],
    },
  ]);
  const second = await ask(null, first.before, 10);
  expect(second).toMatchObject({
    before: null,
    events: [{ recordType: 'note', change: 'made', title: 'Daughter agrees.' }],
  });
  expect((await ask('stay', null)).events).toHaveLength(1);
  const audit = JSON.stringify(await c.audit());
  expect(audit).not.toContain('Daughter agrees');
  expect(audit).not.toContain('Waiting for the son');
});

test('the timeline tells why a record was entered in error, and nothing of a save that changed nothing', async () => {
  const c = await clinic();
  const { robin } = c.people;
  const { patientId } = await c.stay();
  const { id } = await c.call(robin, 'patients.addAllergy', {
    patientId,
    substance: 'Latex',
    ...allergy,
  });
  const record = { id, rowVersion: 1 };
  await c.call(robin, 'patients.changeAllergy', { ...record, ...allergy, substance: 'Latex' });
  await c.call(robin, 'patients.changeAllergy', {
    ...record,
    ...allergy,
    substance: 'Latex gloves',
  });
  await c.call(robin, 'patients.enterInError', {
    patientId,
    kind: 'allergy',
    id,
    rowVersion: 2,
    reason: 'Recorded on the wrong patient',
  });
  const page = { patientId, kind: null, before: null, limit: 10 };
  const { events } = await c.call(robin, 'patients.timeline', page);
  expect(events).toMatchObject([
    {
      change: 'inError',
      title: 'Latex gloves',
      reason: 'Recorded on the wrong patient',
      fields: [],
    },
    { change: 'changed', fields: [{ field: 'substance', from: 'Latex', to: 'Latex gloves' }] },
    { change: 'made', title: 'Latex' },
  ]);
});

test('the timeline is read by the audit’s index on patient', async () => {
  const c = await clinic();
  await c.store.transaction(async (trx) => {
    const query = entriesOf(trx, ['p'], { kind: null, before: 9, limit: 50 });
    const plan = await queryPlan(trx, query as never);
    expect(plan).toContain('audit_patientid_seq_index');
    expect(plan).not.toContain('SCAN');
  });
});
