import { expect, test } from 'vitest';
import {
  activeStayQuery,
  caseloadCounts,
  caseloadPeople,
  caseloadRows,
  nextTaskQuery,
  riskQuery,
  openBarriers,
} from '../../../db/caseload';
import {
  countOutside,
  findPatients,
  findQuery,
  outsideQuery,
  patientOfNumber,
} from '../../../db/search';
import { searchTermsOf } from '../../../shared/search/search';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, left, today } from '../../support/engines/house';
import { testNow } from '../../support/now';

describeEachEngine('the caseload', ({ store }) => {
  test('a unit’s active stays with payer, plan, next task and barriers; restricted ones are masked', async () => {
    const h = await house(await store());
    const ruth = await h.patient();
    const stay = await h.stay(ruth, { caseManagerId: h.robin });
    const prior = await h.patient({ survivorId: ruth, mrn: null });
    const bedId = await h.insert('bed', {
      roomId: (await h.store.knex('room').where({ unitId: h.icu }).first('id')).id,
      name: '2',
    });
    const second = await h.stay(prior, { unitId: h.icu, bedId, visitNumber: '2' });
    const masked = await h.patient({ restricted: 1 });
    await h.stay(masked, { visitNumber: '3' });
    await h.stay(await h.patient(), { ...left(testNow), visitNumber: '4' });
    const cover = { patientId: ruth, planClass: 'commercial' };
    await h.insert('coverage', { ...cover, payer: 'Ended', rank: 1, endsOn: '2026-03-11' });
    await h.insert('coverage', { ...cover, payer: 'Now', rank: 2 });
    const of = { patientId: ruth, encounterId: stay };
    await h.insert('care_plan', { ...of, title: 'Hip', status: 'active', draftOpen: 0 });
    for (const [title, dueAt] of [
      ['without a due', null],
      ['later', '2026-03-13T00:00:00.000Z'],
      ['first', '2026-03-12T20:00:00.000Z'],
    ] as const)
      await h.insert('task', { ...of, title, dueAt });
    await h.insert('task', { ...of, title: 'done', dueAt: testNow, open: 0 });
    for (const title of ['older', 'newer'])
      await h.insert('barrier', {
        ...of,
        category: 'payer',
        title,
        severity: 'high',
        openedAt: title === 'older' ? '2026-03-10T00:00:00.000Z' : testNow,
      });
    const version = await h.insert('instrument_version', {
      ...{ instrument: 'lace', version: 1, definition: '{}' },
    });
    for (const [status, completedAt, value, band] of [
      ['completed', '2026-03-10T00:00:00.000Z', 9, 'moderate'],
      ['completed', '2026-03-11T00:00:00.000Z', 11, 'high'],
      ['entered-in-error', '2026-03-12T00:00:00.000Z', 3, 'low'],
      ['in-progress', null, null, null],
    ] as const)
      await h.insert('assessment', {
        ...of,
        ...{ instrumentVersionId: version, instrument: 'lace', status, completedAt, answers: '{}' },
        result: JSON.stringify({ scores: [{ id: 'total', value, band }], flags: [] }),
      });
    const units = [h.west, h.icu];
    const reader = { userId: h.robin, unitIds: units, scopeUnitIds: units };
    await h.within(async (trx) => {
      const { stays, masked: hidden } = await caseloadRows(trx, reader, testNow, today);
      expect(stays.toSorted((a, b) => a.encounterId.localeCompare(b.encounterId))).toMatchObject([
        {
          encounterId: stay,
          patientId: ruth,
          bed: '508-1',
          payer: 'Now',
          plan: { status: 'active', draftOpen: false },
          nextTask: { title: 'first' },
          risk: { score: 11, level: 'high' },
          barriers: { count: 2, first: 'older' },
          caseManagerName: 'Robin Elmcrest',
          restricted: false,
        },
        { encounterId: second, patientId: ruth, bed: '2', nextTask: null, risk: null },
      ]);
      expect(hidden).toMatchObject([{ unitName: '5 West', bed: '508-1' }]);
      const mine = { ...reader, scopeUnitIds: null };
      expect((await caseloadRows(trx, mine, testNow, today)).stays).toHaveLength(1);
      expect(await activeStayQuery(trx, { ...reader, scopeUnitIds: [h.icu] })).toHaveLength(1);
      expect(await nextTaskQuery(trx, [stay, second])).toMatchObject([{ title: 'first' }]);
      expect(await riskQuery(trx, [stay, second])).toMatchObject([{ encounterId: stay }]);
      expect(await openBarriers(trx, stay)).toMatchObject([{ title: 'older' }, { title: 'newer' }]);
      const counts = await caseloadCounts(trx, h.robin, units);
      expect(counts.mine).toBe(1);
      expect(new Map(counts.units.map(({ unitId, count }) => [unitId, count]))).toEqual(
        new Map([
          [h.west, 2],
          [h.icu, 1],
        ]),
      );
      expect(await caseloadPeople(trx, units)).toMatchObject([
        { familyName: 'Elmcrest', stays: 1, unitIds: [h.west] },
        { familyName: 'Oakes', stays: 0, unitIds: [h.west] },
      ]);
    });
  });
});

describeEachEngine('search', ({ store }) => {
  test('a patient is found by any part of the name, birth date or number, and others are counted', async () => {
    const h = await house(await store());
    const ruth = await h.patient();
    await h.stay(ruth);
    const assignerId = (await h.store.knex('assigner').first('id')).id;
    const number = { assignerId, type: 'MR' };
    await h.insert('patient_identifier', { ...number, patientId: ruth, value: '26-990' });
    const accents = await h.patient({
      familyName: 'García-López',
      givenName: 'José Ángel',
      birthDate: '1950-03-04',
    });
    await h.stay(accents, { ...left(testNow), visitNumber: '2' });
    const percent = await h.patient({ familyName: 'Odd', givenName: 'Zed%_!q' });
    await h.stay(percent, { visitNumber: '3' });
    const elsewhere = await h.patient({ familyName: 'Hazelton', givenName: 'Bea' });
    await h.stay(elsewhere, { unitId: h.icu, visitNumber: '4' });
    await h.patient({ familyName: 'Hazeldean', restricted: 1 });
    const reader = { id: h.robin, unitIds: [h.west] };
    await h.within(async (trx) => {
      const found = async (typed: string): Promise<string[]> =>
        (await findPatients(trx, reader, searchTermsOf(typed)!, testNow)).hits.map(
          ({ patientId }) => patientId,
        );
      expect(await found('haz')).toEqual([ruth]);
      expect(await found('ruth haz')).toEqual([ruth]);
      expect(await found('HAZELMERE, R')).toEqual([ruth]);
      expect(await found('garcia')).toEqual([accents]);
      expect(await found('jose garc')).toEqual([accents]);
      expect(await found('GARCÍA-LÓPEZ')).toEqual([accents]);
      expect(await found('odd zed%_!')).toEqual([percent]);
      expect(await found('odd zed_')).toEqual([]);
      expect(await found('odd %q')).toEqual([]);
      expect(await found('03/04/1950')).toEqual([accents]);
      expect(await found('26-990')).toEqual([ruth]);
      expect(await found('9900001')).toEqual([ruth]);
      const haz = searchTermsOf('haz')!;
      expect(await findQuery(trx, reader, haz, testNow)).toHaveLength(1);
      expect(await outsideQuery(trx, reader, haz, testNow, 100)).toEqual([{ id: elsewhere }]);
      expect(await countOutside(trx, reader, haz, testNow, 100)).toBe(1);
      expect(await countOutside(trx, reader, searchTermsOf('99000')!, testNow, 100)).toBe(0);
      expect(await patientOfNumber(trx, '26-990')).toBe(ruth);
      expect(await patientOfNumber(trx, '9900004')).toBe(elsewhere);
      expect(await patientOfNumber(trx, 'none')).toBeNull();
    });
  });
});
