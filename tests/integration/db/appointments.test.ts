import { expect, test } from 'vitest';
import {
  colleaguesOf,
  invitablePeople,
  mayBeExpected,
  seriesOfAnyStatus,
  unitName,
} from '../../../db/appointment-people';
import {
  activeStays,
  addParticipants,
  addSeries,
  areOwnAnswers,
  changeParticipant,
  changeSeries,
  exceptionAt,
  exceptionsOf,
  getSeries,
  noDifference,
  participantRows,
  patientsOf,
  putException,
  rewriteExceptions,
  seriesOfSteps,
  setParticipants,
  toException,
  toParticipant,
  undoSteps,
  type ExceptionRow,
  type NewSeries,
} from '../../../db/appointments';
import {
  calendarSeries,
  expectedByDate,
  leftByDate,
  mostSeries,
  reviewsByDate,
  seriesInWindow,
  seriesTouching,
} from '../../../db/calendar';
import { keepEncounterFacts } from '../../../db/encounter-facts';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, houseZone, left, type House } from '../../support/engines/house';
import { testNow } from '../../support/now';

const gone = { detail: { code: 'notFound' } };
const week = { from: '2026-03-09', to: '2026-03-15' };

const round = (h: House, more: Partial<NewSeries> = {}): NewSeries => ({
  kind: 'round',
  title: 'Rounds',
  unitId: h.west,
  patientId: null,
  encounterId: null,
  startsLocal: '2026-03-02T09:00',
  zone: houseZone,
  minutes: 30,
  wholeDays: 0,
  rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  endsLocal: null,
  place: 'Room 508',
  address: null,
  travelBeforeMinutes: 0,
  travelAfterMinutes: 0,
  note: null,
  ...more,
});
const somebody = (more: object) => ({
  id: null,
  userId: null,
  practitionerId: null,
  name: null,
  role: null,
  ...more,
});

describeEachEngine('appointments', ({ store }) => {
  test('a series, what differs on a day and who is expected are written, changed and taken back', async () => {
    const h = await house(await store());
    const practitioner = { familyName: 'Lee', givenName: 'Sam', prefix: 'Dr.' };
    const practitionerId = await h.insert('practitioner', practitioner);
    await h.within(async (trx) => {
      const { id, undo: made } = await addSeries(trx, round(h), h.actor);
      const series = await getSeries(trx, id);
      expect(series).toMatchObject({ placeFolded: 'room 508', status: 'booked', rowVersion: 1 });
      const changed = await changeSeries(
        trx,
        series,
        { title: 'Ward round', place: null },
        h.later(1),
      );
      expect(changed.row).toMatchObject({ title: 'Ward round', placeFolded: null });
      expect((await changeSeries(trx, changed.row, { minutes: 30 }, h.actor)).undo).toEqual([]);
      await undoSteps(trx, changed.undo, h.later(2));
      expect(await getSeries(trx, id)).toMatchObject({ title: 'Rounds', place: 'Room 508' });
      await expect(undoSteps(trx, changed.undo, h.actor)).rejects.toMatchObject({
        detail: { key: 'undoMovedOn' },
      });

      const [monday, friday] = ['2026-03-09T09:00', '2026-03-13T09:00'];
      await putException(trx, id, friday!, { cancelled: 1, reason: 'holiday' }, h.actor);
      const moved = await putException(
        trx,
        id,
        monday!,
        { startsLocal: '2026-03-10T10:00' },
        h.actor,
      );
      expect((await putException(trx, id, '2026-03-11T09:00', noDifference, h.actor)).undo).toEqual(
        [],
      );
      expect((await exceptionsOf(trx, [id])).map(({ originalLocal }) => originalLocal)).toEqual([
        monday,
        friday,
      ]);
      expect(await exceptionAt(trx, id, friday!)).toMatchObject({ cancelled: true });
      expect(await exceptionAt(trx, id, '2026-03-11T09:00')).toBeNull();
      expect(await seriesOfSteps(trx, moved.undo)).toEqual([id]);
      const rows = (await trx('appointment_exception').where({ seriesId: id })) as ExceptionRow[];
      await rewriteExceptions(
        trx,
        rows.map(toException),
        [
          { from: monday!, to: '2026-03-09T11:00' },
          { from: friday!, to: '2026-03-13T11:00' },
        ],
        { seriesId: id, dropped: monday! },
        h.actor,
      );
      expect(await exceptionAt(trx, id, '2026-03-09T11:00')).toMatchObject({ startsLocal: null });
      expect(await exceptionAt(trx, id, '2026-03-13T11:00')).toMatchObject({ reason: 'holiday' });

      await addParticipants(
        trx,
        id,
        [
          somebody({ userId: h.robin, role: 'cm' }),
          somebody({ practitionerId, name: 'Dr. Sam Lee' }),
        ],
        [],
        h.actor,
      );
      const [robin, lee] = await participantRows(trx, [id]);
      expect([robin, lee].map((row) => toParticipant(row!).status)).toEqual([
        'accepted',
        'needs-action',
      ]);
      const declined = await changeParticipant(trx, robin!, { status: 'declined' }, h.actor);
      expect(await areOwnAnswers(trx, declined, h.robin)).toBe(true);
      expect(await areOwnAnswers(trx, declined, h.dana)).toBe(false);
      expect(await areOwnAnswers(trx, [made], h.robin)).toBe(false);
      const set = await setParticipants(
        trx,
        id,
        [somebody({ id: robin!.id, userId: h.robin, role: 'lead' }), somebody({ userId: h.dana })],
        h.later(3),
      );
      expect((await participantRows(trx, [id])).map(({ userId, role }) => [userId, role])).toEqual([
        [h.robin, 'lead'],
        [h.dana, null],
      ]);
      expect(await areOwnAnswers(trx, set.slice(0, 1), h.robin)).toBe(false);
      await undoSteps(trx, set, h.later(4));
      expect((await participantRows(trx, [id])).map(({ userId }) => userId)).toEqual([
        h.robin,
        null,
      ]);
      const { id: second, undo } = await addSeries(trx, round(h), h.actor);
      await undoSteps(trx, [undo], h.actor);
      await expect(getSeries(trx, second)).rejects.toMatchObject(gone);
      expect(await seriesOfAnyStatus(trx, second)).toMatchObject({ status: 'entered-in-error' });
      await expect(seriesOfAnyStatus(trx, 'none')).rejects.toMatchObject(gone);
    });
  });

  test('people to expect are offered by name; who left the house stays only where they were', async () => {
    const h = await house(await store());
    await h.insert('practitioner', { familyName: 'Élmire', givenName: 'Zoé', prefix: 'Dr.' });
    await h.within(async (trx) => {
      expect((await colleaguesOf(trx, [h.west])).map(({ name }) => name)).toEqual([
        'Robin Elmcrest',
        'Dana Oakes',
      ]);
      expect((await invitablePeople(trx, 'elm')).map(({ name }) => name)).toEqual([
        'Robin Elmcrest',
        'Dr. Zoé Élmire',
      ]);
      expect(await unitName(trx, h.icu)).toBe('ICU');
      expect(await unitName(trx, 'none')).toBeNull();
      const { id } = await addSeries(trx, round(h), h.actor);
      await addParticipants(trx, id, [somebody({ userId: h.dana })], [], h.actor);
      const [dana] = await participantRows(trx, [id]);
      await trx('user').where({ id: h.dana }).update({ active: 0 });
      const expected = { userId: h.dana };
      expect(await mayBeExpected(trx, [somebody(expected)])).toBe(false);
      expect(await mayBeExpected(trx, [somebody({ ...expected, id: dana!.id })])).toBe(true);
      expect(await mayBeExpected(trx, [somebody({ practitionerId: 'none' })])).toBe(false);
    });
  });

  test('a calendar’s window holds what can occur in it: of the unit, its stays and a person', async () => {
    const h = await house(await store());
    const patientId = await h.patient();
    const encounterId = await h.stay(patientId);
    const away = await h.stay(await h.patient(), { unitId: h.icu, visitNumber: '2' });
    const unit = { kind: 'unit' as const, unitId: h.west };
    await h.within(async (trx) => {
      const add = async (more: Partial<NewSeries>) =>
        (await addSeries(trx, round(h, more), h.actor)).id;
      const endless = await add({});
      const over = await add({ endsLocal: '2025-12-01T09:00', startsLocal: '2025-11-03T09:00' });
      const future = await add({ startsLocal: '2026-05-01T09:00' });
      const visit = await add({ kind: 'visit', unitId: null, patientId, encounterId, rule: null });
      const movedAway = await add({ kind: 'visit', encounterId: away });
      await putException(
        trx,
        over,
        '2025-12-01T09:00',
        { startsLocal: '2026-03-12T09:00' },
        h.actor,
      );
      await addParticipants(trx, future, [somebody({ userId: h.robin })], [], h.actor);
      await addParticipants(trx, endless, [somebody({ userId: h.robin })], [], h.actor);
      const ids = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id);
      expect(await ids(calendarSeries(trx, unit, week))).toEqual([endless, over, visit].toSorted());
      expect(await ids(seriesInWindow(trx, unit, week) as never)).toEqual(
        [endless, over, visit, movedAway].toSorted(),
      );
      const robins = { kind: 'person' as const, userId: h.robin };
      expect(await ids(calendarSeries(trx, robins, week))).toEqual([endless]);
      const wanted = { userIds: [h.robin], practitionerIds: [], rooms: ['room 508'] };
      expect(await ids(seriesTouching(trx, wanted, week))).toEqual(
        [endless, visit, movedAway].toSorted(),
      );
      expect(await seriesTouching(trx, { ...wanted, userIds: [], rooms: [] }, week)).toEqual([]);
      const [one, ...others] = await seriesTouching(trx, wanted, week);
      expect(await seriesTouching(trx, wanted, week, new Set([one!.id]))).toEqual(others);
      expect(mostSeries).toBeGreaterThan(1000);
      expect(await activeStays(trx, h.west)).toBe(1);
      const patients = await patientsOf(trx, [{ patientId, encounterId }]);
      expect(patients.get(patientId)).toMatchObject({ familyName: 'Hazelmere', bed: '508-1' });
    });
  });

  test('the days’ facts: who is expected to leave, who left, which plans are reviewed', async () => {
    const h = await house(await store());
    const stays = { caseManagerId: h.robin, expectedDischargeOn: '2026-03-13' };
    const first = await h.stay(await h.patient(), { ...stays, medicallyReady: 'no' });
    await h.stay(await h.patient(), { ...stays, medicallyReady: 'yes', visitNumber: '2' });
    const ended = await h.stay(await h.patient(), {
      ...left('2026-03-11T15:00:00.000Z'),
      dischargePlannerId: h.robin,
      visitNumber: '3',
    });
    const plan = { patientId: await h.patient(), encounterId: first, title: 'Plan' };
    await h.insert('care_plan', { ...plan, status: 'active', reviewOn: '2026-03-14' });
    await h.insert('care_plan', { ...plan, status: 'draft', reviewOn: '2026-03-14' });
    await h.within(async (trx) => {
      await keepEncounterFacts(trx, [ended], houseZone);
      for (const whose of [
        { kind: 'unit' as const, unitId: h.west },
        { kind: 'person' as const, userId: h.robin },
      ]) {
        expect(await expectedByDate(trx, whose, week)).toEqual(
          new Map([['2026-03-13', { expected: 2, notReady: 1 }]]),
        );
        expect(await leftByDate(trx, whose, week)).toEqual(new Map([['2026-03-11', 1]]));
        expect(await reviewsByDate(trx, whose, week)).toEqual(new Map([['2026-03-14', 1]]));
      }
      const nobody = { kind: 'person' as const, userId: h.dana };
      expect(await expectedByDate(trx, nobody, week)).toEqual(new Map());
    });
    expect(await h.row('encounter', first)).toMatchObject({ createdAt: testNow });
  });
});
