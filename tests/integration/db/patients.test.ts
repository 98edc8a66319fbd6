import { expect, test } from 'vitest';
import { appendAudit, type AuditEntry } from '../../../db/audit';
import { changedFields, markTyped } from '../../../db/field-sources';
import { mergedIds } from '../../../db/merged';
import {
  addRecord,
  allergies,
  changeRecord,
  codeStatuses,
  concerns,
  conditionCount,
  conditions,
  contacts,
  recordInError,
  recordTables,
  team,
} from '../../../db/patient-records';
import { entriesOf, patientTimeline } from '../../../db/patient-timeline';
import {
  breakGlass,
  changePatient,
  headlinesOf,
  patientDetails,
  patientFile,
  restrictPatient,
} from '../../../db/patients';
import { updateRecord, type RecordColumns } from '../../../db/records';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house } from '../../support/engines/house';
import { testNow } from '../../support/now';

const learned = {
  phone: '555-0142',
  addressLine: '12 Alder Lane',
  city: 'Alderpoint',
  state: 'NY',
  postalCode: '10001',
  language: 'es',
  maritalStatus: null,
};

describeEachEngine('a patient’s file', ({ store }) => {
  test('it holds what was written of every record that was merged into one', async () => {
    const h = await house(await store());
    const ruth = await h.patient();
    const prior = await h.patient({ survivorId: ruth });
    const stay = await h.stay(prior);
    const assignerId = (await h.store.knex('assigner').first('id')).id;
    for (const [patientId, value] of [
      [ruth, 'B'],
      [prior, 'A'],
    ] as const)
      await h.insert('patient_identifier', { patientId, assignerId, type: 'MR', value });
    await h.insert('task', { patientId: ruth, encounterId: stay, title: 'Call' });
    await h.insert('note', { patientId: prior, text: 'Walked', status: 'final' });
    await h.insert('note', { patientId: prior, text: 'Wrong', status: 'entered-in-error' });
    await h.within(async (trx) => {
      expect((await mergedIds(trx, ruth)).toSorted()).toEqual([ruth, prior].toSorted());
      const file = await patientFile(trx, ruth);
      expect(file).toMatchObject({
        patient: { id: ruth, restricted: false, identifiers: [{ value: 'A' }, { value: 'B' }] },
        stay: { id: stay, unitName: '5 West' },
        stayCount: 1,
        codeStatus: null,
        counts: { openTasks: 1, notes: 1 },
        conditionCount: 0,
      });
      expect(await patientDetails(trx, ruth, [ruth])).toMatchObject({ familyName: 'Hazelmere' });
      await expect(patientDetails(trx, 'none', ['none'])).rejects.toMatchObject({
        detail: { code: 'notFound' },
      });
      expect(await headlinesOf(trx, [ruth])).toMatchObject([
        { patientId: ruth, familyName: 'Hazelmere', bed: '508-1' },
      ]);
    });
  });

  test('what people learn is theirs; a stale save is refused; restriction is set and lifted', async () => {
    const h = await house(await store());
    const ruth = await h.patient({ maritalStatus: 'W' });
    const prior = await h.patient({ survivorId: ruth, restricted: 1, restrictedReason: 'VIP' });
    await h.within(async (trx) => {
      expect(changedFields({ a: 1, b: null }, { a: 1, b: 2, c: undefined })).toEqual(['b']);
      expect(await changePatient(trx, ruth, 1, learned, h.actor)).toMatchObject({
        ...learned,
        rowVersion: 2,
        restricted: true,
        restrictedReason: 'VIP',
      });
      expect(
        await trx('field_source')
          .where({ rowId: ruth, source: 'person' })
          .orderBy('field')
          .pluck('field'),
      ).toEqual(Object.keys(learned).toSorted());
      await markTyped(trx, 'patient', ruth, ['phone'], h.later(5));
      await markTyped(trx, 'patient', ruth, [], h.later(5));
      expect(
        await trx('field_source').where({ rowId: ruth, field: 'phone' }).first(),
      ).toMatchObject({
        at: h.later(5).at,
      });
      await expect(changePatient(trx, ruth, 1, learned, h.actor)).rejects.toMatchObject({
        detail: { code: 'conflict' },
      });
      expect(await restrictPatient(trx, ruth, 2, true, 'Her wish', h.actor)).toBe(3);
      expect(await restrictPatient(trx, ruth, 3, false, 'Her wish', h.actor)).toBe(4);
      expect(await trx('patient').where({ restricted: 1 }).pluck('id')).toEqual([]);
      expect(await trx('revision').where({ rowId: prior }).pluck('rowVersion')).toEqual([1]);
      const grant = { userId: h.robin, patientId: ruth, reason: 'called' };
      const { id } = await breakGlass(trx, { ...grant, fromAt: testNow, toAt: testNow }, h.actor);
      expect(await trx('access_grant').where({ id }).first()).toMatchObject({ kind: 'breakGlass' });
    });
  });

  test('each kind of record is added, changed, listed in its order, and entered in error', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId);
    const of = { patientId };
    await h.within(async (trx) => {
      const latex = await addRecord(
        trx,
        'allergy',
        of,
        { kind: 'allergy', substance: 'Latex', reaction: null, severity: null },
        h.actor,
      );
      await changeRecord(trx, 'allergy', latex, 1, { reaction: 'Rash' }, h.later(1));
      expect(await allergies(trx).ofPatient([patientId])).toMatchObject([
        { substance: 'Latex', reaction: 'Rash', byName: 'Robin Elmcrest', rowVersion: 2 },
      ]);
      expect(await allergies(trx).one(latex)).toMatchObject({ id: latex });
      const code = (status: string, at: string) =>
        addRecord(
          trx,
          'codeStatus',
          { ...of, encounterId },
          { status, saidBy: 'Dr. Lee', at },
          h.actor,
        );
      await code('dnr', '2026-03-11T00:00:00.000Z');
      await code('full', '2026-03-10T00:00:00.000Z');
      expect(await codeStatuses(trx).ofPatient([patientId], { offset: 0, limit: 1 })).toMatchObject(
        [{ status: 'dnr', saidBy: 'Dr. Lee' }],
      );
      const concern = await addRecord(
        trx,
        'concern',
        { ...of, encounterId },
        { words: 'Cold food', openedAt: testNow },
        h.actor,
      );
      expect(await concerns(trx).one(concern)).toMatchObject({ words: 'Cold food', answer: null });
      for (const [display, principal, onsetOn, clinicalStatus] of [
        ['no date', 0, null, 'active'],
        ['older', 0, '2020-01-01', 'active'],
        ['resolved', 0, '2026-01-01', 'resolved'],
        ['newer', 0, '2024-01-01', 'active'],
        ['principal', 1, null, 'active'],
      ] as const)
        await addRecord(
          trx,
          'condition',
          of,
          { display, principal, onsetOn, clinicalStatus },
          h.actor,
        );
      expect(
        (await conditions(trx).ofPatient([patientId])).map((c) => [c.display, c.principal]),
      ).toEqual([
        ['principal', true],
        ['newer', false],
        ['older', false],
        ['no date', false],
        ['resolved', false],
      ]);
      const page = await conditions(trx).ofPatient([patientId], { offset: 2, limit: 2 });
      expect(page.map(({ display }) => display)).toEqual(['older', 'no date']);
      expect(await conditionCount(trx, [patientId])).toBe(5);
      await addRecord(
        trx,
        'relatedPerson',
        of,
        { name: 'Clover', roles: 'healthCareAgent,nonsense', phone: '555-0175' },
        h.actor,
      );
      expect(await contacts(trx).ofPatient([patientId])).toMatchObject([
        { name: 'Clover', roles: ['healthCareAgent'] },
      ]);
      await addRecord(trx, 'careTeamMember', of, { name: 'Lee', role: 'md' }, h.actor);
      expect(await team(trx).ofPatient([patientId])).toMatchObject([{ name: 'Lee', userId: null }]);
      const wrong = { id: latex, rowVersion: 2, reason: 'other patient' };
      await expect(
        recordInError(trx, 'allergy', ['somebody'], wrong, h.actor),
      ).rejects.toMatchObject({ detail: { code: 'notFound' } });
      expect(await recordInError(trx, 'allergy', [patientId], wrong, h.actor)).toBe(3);
      expect(await allergies(trx).ofPatient([patientId])).toEqual([]);
      await expect(allergies(trx).one(latex)).rejects.toMatchObject({
        detail: { code: 'notFound' },
      });
      await expect(
        changeRecord(trx, 'allergy', latex, 3, { reaction: 'x' }, h.actor),
      ).rejects.toMatchObject({ detail: { code: 'notFound' } });
      for (const table of Object.values(recordTables))
        expect(await trx.schema.hasTable(table), table).toBe(true);
    });
  });

  test('the timeline tells who changed what, from and to, page by page', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const stay = await h.stay(patientId);
    const entry = (more: Partial<AuditEntry>): AuditEntry => ({
      at: testNow,
      userId: h.robin,
      role: 'caseManager',
      workstation: '5W-03',
      action: 'notes.add',
      patientId,
      encounterId: stay,
      recordType: null,
      recordId: null,
      versionBefore: null,
      versionAfter: null,
      outcome: 'ok',
      reason: null,
      detail: null,
      ...more,
    });
    await h.within(async (trx) => {
      const id = await addRecord(
        trx,
        'concern',
        { patientId, encounterId: stay },
        { words: 'Cold food', openedAt: testNow },
        h.actor,
      );
      await appendAudit(trx, entry({ recordType: 'concern', recordId: id, versionAfter: 1 }));
      await appendAudit(trx, entry({ action: 'patients.open' }));
      await appendAudit(
        trx,
        entry({ recordType: 'concern', recordId: id, versionAfter: 9, outcome: 'refused' }),
      );
      type Owned = RecordColumns & {
        caseManagerId: string | null;
        expectedDischargeOn: string | null;
      };
      await updateRecord<Owned>(
        trx,
        'encounter',
        stay,
        1,
        { caseManagerId: h.dana, expectedDischargeOn: '2026-03-14' },
        h.actor,
      );
      await trx('edd_move').insert({
        id: 'move-1',
        rowVersion: 1,
        createdAt: testNow,
        createdBy: h.robin,
        updatedAt: testNow,
        updatedBy: h.robin,
        encounterId: stay,
        fromOn: null,
        toOn: '2026-03-14',
        reason: 'payer',
        words: 'Waiting for the plan',
        at: testNow,
      });
      await appendAudit(
        trx,
        entry({
          action: 'encounters.setExpectedDischarge',
          recordType: 'encounter',
          recordId: stay,
          versionBefore: 1,
          versionAfter: 2,
        }),
      );
      await appendAudit(
        trx,
        entry({ action: 'imports.write', recordType: 'import_batch', userId: null }),
      );
      const ask = { kind: null, before: null, limit: 2 };
      const first = await patientTimeline(trx, [patientId], ask);
      expect(first).toMatchObject({
        before: 4,
        events: [
          { seq: 5, byName: null, change: 'changed', fields: [] },
          {
            seq: 4,
            byName: 'Robin Elmcrest',
            reason: 'Waiting for the plan',
            reasonId: 'payer',
            fields: expect.arrayContaining([
              { field: 'caseManagerId', from: null, to: 'Dana Oakes' },
              { field: 'expectedDischargeOn', from: null, to: '2026-03-14' },
            ]),
          },
        ],
      });
      const second = await patientTimeline(trx, [patientId], { ...ask, before: 4 });
      expect(second).toMatchObject({
        before: null,
        events: [{ seq: 1, change: 'made', title: 'Cold food' }],
      });
      const notes = await entriesOf(trx, [patientId], { kind: 'notes', before: null, limit: 9 });
      expect(notes.map(({ seq }) => seq)).toEqual([1]);
    });
  });
});
