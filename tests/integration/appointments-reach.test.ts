import { expect, test } from 'vitest';
import type { Whose } from '../../shared/contract/appointments';
import { openablePatients } from '../../db/appointment-reach';
import { mayOpen, reachOf } from '../../db/access';
import { calendarClinic, expected, facts, type CalendarClinic } from '../support/calendar';
import { testNow } from '../support/store';

const day = { from: '2026-03-12', to: '2026-03-12' };

/** A family meeting at which somebody is expected who does not reach the patient. */
const meetingAbout = async (
  c: CalendarClinic,
  stay: { encounterId: string },
  with_: Parameters<typeof expected>[0],
  as = c.people.lee,
) =>
  c.call(as, 'appointments.create', {
    kind: 'meeting',
    unitId: null,
    encounterId: stay.encounterId,
    facts: facts({
      title: 'Family meeting, Hazelmere',
      startsLocal: '2026-03-12T13:00',
      place: 'Room 520',
      note: 'Daughter flies in from Ohio',
      participants: [expected(with_)],
    }),
  });

test('a patient out of reach makes somebody busy, and nothing of the patient is told', async () => {
  const c = await calendarClinic();
  const { robin, lee, kit } = c.people;
  const stay = await c.stay({ unitId: c.north });
  const { seriesId, originalLocal } = await meetingAbout(c, stay, robin);
  const mine: Whose = { kind: 'person', userId: robin.id };
  const asked = { whose: mine, ...day };
  const seen = await c.call(robin, 'appointments.range', asked);
  expect(seen.occurrences).toMatchObject([
    {
      startLocal: '2026-03-12T13:00',
      endLocal: '2026-03-12T13:45',
      masked: 'busy',
      title: '',
      place: null,
      patient: null,
      mayWrite: false,
    },
  ]);
  const month = await c.call(robin, 'appointments.month', asked);
  for (const answer of [seen, month]) {
    expect(JSON.stringify(answer)).not.toMatch(/Hazelmere|Ohio|520/);
    expect(JSON.stringify(answer)).not.toContain(stay.patientId);
  }
  expect((await c.refusal(robin, 'appointments.get', { seriesId, originalLocal })).code).toBe(
    'needsReason',
  );
  // The unit it is about sees all of it.
  expect(await c.lines('2026-03-12', '2026-03-12', kit, { kind: 'unit', unitId: c.north })).toEqual(
    ['03-12 13:00 Family meeting, Hazelmere'],
  );
  expect((await c.call(lee, 'appointments.range', asked)).occurrences[0]).toMatchObject({
    masked: null,
    patient: { familyName: 'Hazelmere', bed: expect.any(String) as string },
  });
});

test('a restricted patient is masked even on the unit, except for the team', async () => {
  const c = await calendarClinic();
  const { robin, dana, lee } = c.people;
  const stay = await c.stay({
    patient: { restricted: 1 },
    encounter: { caseManagerId: robin.id },
  });
  const { seriesId, originalLocal } = await meetingAbout(c, stay, dana, robin);
  const onWest = (as = lee) => c.occurrences('2026-03-12', '2026-03-12', as);
  for (const as of [lee, dana])
    expect(await onWest(as)).toMatchObject([{ masked: 'restricted', title: '', patient: null }]);
  expect(await onWest(robin)).toMatchObject([{ masked: null, title: /Hazelmere/ }]);
  const refused = await c.refusal(dana, 'appointments.get', { seriesId, originalLocal });
  expect(refused.code).toBe('needsReason');
});

test('nothing of a patient out of reach can be written, whatever versions are known', async () => {
  const c = await calendarClinic();
  const { robin } = c.people;
  const stay = await c.stay({ unitId: c.north });
  const { seriesId, originalLocal, undo } = await meetingAbout(c, stay, robin);
  const seen = { seriesId, originalLocal, rowVersion: 1, exceptionVersion: null };
  const participant = (await c.store.knex('appointment_participant').first()) as { id: string };
  const refusals = [
    await c.refusal(robin, 'appointments.cancel', { ...seen, scope: 'all', reason: null }),
    await c.refusal(robin, 'appointments.move', {
      ...{ ...seen, scope: 'all' },
      ...{ startsLocal: '2026-03-12T09:00', minutes: 30, wholeDays: 0 },
    }),
    await c.refusal(robin, 'appointments.change', { ...seen, scope: 'all', facts: facts() }),
    await c.refusal(robin, 'appointments.attend', {
      seriesId,
      participantId: participant.id,
      rowVersion: 1,
      status: 'accepted',
    }),
    await c.refusal(robin, 'appointments.undo', { seriesId, steps: undo }),
    await c.refusal(robin, 'appointments.create', {
      kind: 'meeting',
      unitId: null,
      encounterId: stay.encounterId,
      facts: facts(),
    }),
  ];
  expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => 'needsReason'));
  // An undo that names a series of one's own and steps of another's.
  const own = await c.meeting(robin);
  expect(
    (await c.refusal(robin, 'appointments.undo', { seriesId: own.seriesId, steps: undo })).code,
  ).toMatch(/forbidden|notFound/);
  expect(await c.store.knex('revision')).toEqual([]);
});

test('rounds are the lead’s, and of who made them or is expected; others change nothing', async () => {
  const c = await calendarClinic();
  const { robin, dana, sasha, kit } = c.people;
  const { seriesId } = await c.rounds({ participants: [expected(robin)] });
  const cancel = async () => ({
    ...(await c.seen(seriesId, '2026-03-12T10:30')),
    scope: 'this' as const,
    reason: null,
  });
  for (const person of [dana, sasha, kit])
    expect((await c.refusal(person, 'appointments.cancel', await cancel())).code).toBe('forbidden');
  expect(await c.occurrences('2026-03-12', '2026-03-12', dana)).toMatchObject([
    { mayWrite: false },
  ]);
  await c.call(robin, 'appointments.cancel', await cancel());
  const round = { kind: 'round', encounterId: null, facts: facts() } as const;
  expect((await c.refusal(robin, 'appointments.create', { ...round, unitId: c.north })).code).toBe(
    'forbidden',
  );
  expect((await c.refusal(sasha, 'appointments.create', { ...round, unitId: c.west })).code).toBe(
    'forbidden',
  );
  for (const person of [c.people.jules, c.people.ari])
    expect(
      (await c.refusal(person, 'appointments.create', { ...round, unitId: c.west })).code,
    ).toBe('forbidden');
});

test('undo takes back one’s own answer, and no change that others made to it', async () => {
  const c = await calendarClinic();
  const { lee, dana, sasha } = c.people;
  const { seriesId, originalLocal } = await c.rounds({ participants: [expected(sasha)] });
  const row = async () =>
    (await c.store.knex('appointment_participant').where({ seriesId }).first()) as {
      id: string;
      userId: string;
      rowVersion: number;
      removedAt: string | null;
    };
  const { id } = await row();
  const change = async (participants: ReturnType<typeof facts>['participants']) =>
    c.call(lee, 'appointments.change', {
      ...(await c.seen(seriesId, originalLocal)),
      scope: 'all',
      facts: facts({ rule: 'FREQ=DAILY', participants }),
    });
  const steps = async () => [
    { record: 'participant' as const, id, rowVersion: (await row()).rowVersion },
  ];
  // The lead puts Sasha in Dana's place: Sasha cannot put Dana back.
  await change([{ ...expected(dana), id }]);
  await change([{ ...expected(sasha), id }]);
  expect(
    (await c.refusal(sasha, 'appointments.undo', { seriesId, steps: await steps() })).code,
  ).toBe('forbidden');
  // The lead takes Sasha off: Sasha cannot come back.
  await change([]);
  expect(
    (await c.refusal(sasha, 'appointments.undo', { seriesId, steps: await steps() })).code,
  ).toBe('forbidden');
  expect(await row()).toMatchObject({ userId: sasha.id, removedAt: testNow });
});

test('a calendar that was seen is on record, with the patients it named and no others', async () => {
  const c = await calendarClinic();
  const { robin } = c.people;
  const mine = await c.stay();
  const theirs = await c.stay({ unitId: c.north, givenName: 'Odette' });
  await meetingAbout(c, mine, robin);
  await meetingAbout(c, theirs, robin);
  const asked = { whose: { kind: 'person', userId: robin.id } as const, ...day };
  await c.call(robin, 'appointments.range', asked);
  await c.call(robin, 'appointments.range', asked);
  const entries = (await c.audit()).filter(({ action }) => action === 'appointments.range');
  expect(entries).toHaveLength(1);
  const subjects = (await c.store
    .knex('audit_subject')
    .where({ seq: entries[0]!['seq'] as number })) as { patientId: string }[];
  expect(subjects.map(({ patientId }) => patientId)).toEqual([mine.patientId]);
  await c.call(robin, 'appointments.get', {
    seriesId: (
      (await c.store.knex('appointment_series').where({ patientId: mine.patientId }).first()) as {
        id: string;
      }
    ).id,
    originalLocal: '2026-03-12T13:00',
  });
  expect((await c.audit()).at(-1)).toMatchObject({
    action: 'appointments.get',
    userId: robin.id,
    patientId: mine.patientId,
    encounterId: mine.encounterId,
  });
});

test('a conflict with what is out of reach tells the time, and neither title nor room', async () => {
  const c = await calendarClinic();
  const { robin } = c.people;
  const stay = await c.stay({ unitId: c.north });
  await meetingAbout(c, stay, robin);
  await c.meeting(robin, {
    title: 'Budget',
    startsLocal: '2026-03-12T13:30',
    place: 'Room 520',
    participants: [expected(robin)],
  });
  const { conflicts } = await c.call(robin, 'appointments.range', {
    whose: { kind: 'unit', unitId: c.west },
    ...day,
  });
  expect(conflicts).toMatchObject([
    {
      titles: ['', 'Budget'],
      masked: ['busy', null],
      people: ['Robin Elmcrest'],
      place: null,
      fromLocal: '2026-03-12T13:30',
      minutes: 15,
    },
  ]);
});

test('an appointment of a stay goes with it to the unit it moves to', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const stay = await c.stay();
  await meetingAbout(c, stay, c.people.dana);
  const on = (unitId: string) => c.lines('2026-03-12', '2026-03-12', lee, { kind: 'unit', unitId });
  expect([await on(c.west), await on(c.north)].map(({ length }) => length)).toEqual([1, 0]);
  await c.store.knex('encounter').where({ id: stay.encounterId }).update({ unitId: c.north });
  expect([await on(c.west), await on(c.north)].map(({ length }) => length)).toEqual([0, 1]);
});

test('whom many may open is what is asked for each alone', async () => {
  const c = await calendarClinic();
  const { robin, dana, kit, lee, sasha } = c.people;
  const stays = [
    await c.stay(),
    await c.stay({ unitId: c.north }),
    await c.stay({ patient: { restricted: 1 } }),
    await c.stay({ patient: { restricted: 1 }, encounter: { caseManagerId: robin.id } }),
    await c.stay({ unitId: c.north, encounter: { dischargePlannerId: sasha.id } }),
    await c.stay({
      encounter: { active: 0, status: 'finished', dischargedAt: '2026-02-20T15:00:00.000Z' },
    }),
    await c.stay({
      encounter: { active: 0, status: 'finished', dischargedAt: '2026-01-20T15:00:00.000Z' },
    }),
  ];
  await c.insert('access_grant', {
    userId: dana.id,
    patientId: stays[1]!.patientId,
    kind: 'breakGlass',
    reason: 'Covering tonight',
    fromAt: '2026-03-12T13:00:00.000Z',
    toAt: '2026-03-13T13:00:00.000Z',
  });
  // The restricted record of a merged pair restricts the surviving one.
  const merged = await c.stay({ patient: { restricted: 1 } });
  await c.store
    .knex('patient')
    .where({ id: merged.patientId })
    .update({ survivorId: stays[0]!.patientId });
  const ids = stays.map(({ patientId }) => patientId);
  await c.store.transaction(async (trx) => {
    for (const person of [robin, dana, kit, lee, sasha]) {
      const many = await openablePatients(trx, person, ids, testNow);
      const single: string[] = [];
      for (const id of ids) if (mayOpen(await reachOf(trx, person, id, testNow))) single.push(id);
      expect(ids.filter((id) => many.openable.has(id))).toEqual(single);
    }
  });
});
