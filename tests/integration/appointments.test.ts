import { expect, test } from 'vitest';
import { calendarClinic, expected, facts, weekdayRule } from '../support/calendar';

test('a round made by the unit lead stands on each of its days, and says itself in full', async () => {
  const c = await calendarClinic();
  await c.stay();
  const { seriesId, originalLocal, scope } = await c.rounds({
    place: 'Room 520',
    note: 'Bring the board',
    participants: [expected(c.people.robin, 'cm'), { ...expected(c.people.dana), name: null }],
  });
  expect({ originalLocal, scope }).toEqual({ originalLocal: '2026-03-02T10:30', scope: 'all' });
  expect(await c.lines('2026-03-09', '2026-03-15')).toEqual([
    '03-09 10:30 Interdisciplinary rounds',
    '03-10 10:30 Interdisciplinary rounds',
    '03-11 10:30 Interdisciplinary rounds',
    '03-12 10:30 Interdisciplinary rounds',
    '03-13 10:30 Interdisciplinary rounds',
  ]);
  const got = await c.call(c.people.robin, 'appointments.get', {
    seriesId,
    originalLocal: '2026-03-12T10:30',
  });
  expect(got).toMatchObject({
    rowVersion: 1,
    kind: 'round',
    unitName: '5 West',
    rule: weekdayRule,
    zone: 'America/New_York',
    endsLocal: null,
    stays: 1,
    mayWrite: true,
    occurrence: { startsLocal: '2026-03-12T10:30', minutes: 45, moved: false, hasBefore: true },
    ruleFrom: weekdayRule,
  });
  expect(got.participants.map(({ name, status }) => [name, status])).toEqual([
    ['Robin Elmcrest', 'needs-action'],
    ['Dana Oakes', 'needs-action'],
  ]);
});

test('a series begins with its first date, and ends with its last', async () => {
  const c = await calendarClinic();
  const { seriesId, originalLocal } = await c.rounds({
    startsLocal: '2026-03-04T10:30',
    rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260401T035900Z',
  });
  expect(originalLocal).toBe('2026-03-10T10:30');
  const got = await c.call(c.people.lee, 'appointments.get', { seriesId, originalLocal });
  expect(got).toMatchObject({
    startsLocal: '2026-03-10T10:30',
    endsLocal: '2026-03-31T10:30',
    rule: 'FREQ=WEEKLY;UNTIL=20260331T143000Z;BYDAY=TU',
    occurrence: { hasBefore: false },
  });
});

test('a date the series does not have is not found', async () => {
  const c = await calendarClinic();
  const { seriesId } = await c.rounds();
  for (const originalLocal of ['2026-03-14T10:30', '2026-03-12T10:31', '2026-02-27T10:30'])
    expect(
      (await c.refusal(c.people.lee, 'appointments.get', { seriesId, originalLocal })).code,
    ).toBe('notFound');
});

test('a rule that gives no date is refused', async () => {
  const c = await calendarClinic();
  const refused = await c.refusal(c.people.lee, 'appointments.create', {
    kind: 'round',
    unitId: c.west,
    encounterId: null,
    facts: facts({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }),
  });
  expect(refused).toMatchObject({ code: 'refused', key: 'ruleWithoutDate' });
});

test('an appointment of nobody’s unit or stay is on the calendar of who made it', async () => {
  const c = await calendarClinic();
  const { robin, dana } = c.people;
  await c.meeting(robin, { title: 'Ethics committee' }, { unitId: null });
  const mine = { kind: 'person', userId: robin.id } as const;
  expect(await c.lines('2026-03-12', '2026-03-12', robin, mine)).toEqual([
    '03-12 13:00 Ethics committee',
  ]);
  expect(await c.lines('2026-03-12', '2026-03-12', dana, mine)).toHaveLength(1);
  expect(await c.lines('2026-03-12', '2026-03-12')).toEqual([]);
});

test('who is expected says whether they come; it can be taken back', async () => {
  const c = await calendarClinic();
  const { lee, robin, dana } = c.people;
  const { seriesId, originalLocal } = await c.rounds({ participants: [expected(robin)] });
  const participant = async () =>
    (await c.call(lee, 'appointments.get', { seriesId, originalLocal })).participants[0]!;
  const { id, rowVersion } = await participant();
  const { undo } = await c.call(robin, 'appointments.attend', {
    seriesId,
    participantId: id,
    rowVersion,
    status: 'declined',
  });
  expect(await participant()).toMatchObject({ status: 'declined', rowVersion: 2 });
  const stale = { seriesId, participantId: id, rowVersion: 1, status: 'accepted' } as const;
  expect((await c.refusal(robin, 'appointments.attend', stale)).code).toBe('conflict');
  expect((await c.refusal(dana, 'appointments.attend', { ...stale, rowVersion: 2 })).code).toBe(
    'forbidden',
  );
  await c.call(robin, 'appointments.undo', { seriesId, steps: undo });
  expect(await participant()).toMatchObject({ status: 'needs-action', rowVersion: 3 });
});

test('people are offered by a part of the name, those of the house first, those who left never', async () => {
  const c = await calendarClinic();
  await c.insert('practitioner', {
    prefix: 'Dr.',
    givenName: 'Élise',
    familyName: 'Oakwood',
  });
  const gone = await c.insert('user', {
    signInName: 'oakley',
    givenName: 'Pat',
    familyName: 'Oakley',
    role: 'caseManager',
    active: 0,
  });
  const found = await c.call(c.people.robin, 'appointments.people', { text: 'oak' });
  expect(found.map(({ name, role }) => [name, role])).toEqual([
    ['Dana Oakes', 'cm'],
    ['Dr. Élise Oakwood', 'md'],
  ]);
  expect(await c.call(c.people.robin, 'appointments.people', { text: 'oakw elise' })).toHaveLength(
    1,
  );
  const refused = await c.refusal(c.people.lee, 'appointments.create', {
    kind: 'round',
    unitId: c.west,
    encounterId: null,
    facts: facts({ participants: [{ ...expected(c.people.dana), userId: gone }] }),
  });
  expect(refused).toMatchObject({ code: 'invalid', key: 'personGone' });
});

test('who left stays where they were expected, and the rest can still be changed', async () => {
  const c = await calendarClinic();
  const { lee, dana } = c.people;
  const { seriesId, originalLocal } = await c.rounds({ participants: [expected(dana)] });
  await c.store.knex('user').where({ id: dana.id }).update({ active: 0 });
  const { participants } = await c.call(lee, 'appointments.get', { seriesId, originalLocal });
  expect(participants[0]).toMatchObject({ name: 'Dana Oakes' });
  const { id, userId, practitionerId, name, role } = participants[0]!;
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, originalLocal)),
    scope: 'all',
    facts: facts({
      rule: weekdayRule,
      place: 'Room 520',
      participants: [{ id, userId, practitionerId, name, role }],
    }),
  });
  const after = await c.call(lee, 'appointments.get', { seriesId, originalLocal });
  expect(after).toMatchObject({ place: 'Room 520', participants: [{ userId: dana.id }] });
});

test('calendars are those of one’s own units and of the people on them', async () => {
  const c = await calendarClinic();
  const { robin, kit, lee } = c.people;
  const colleagues = await c.call(robin, 'appointments.colleagues', {});
  expect(colleagues.map(({ name }) => name)).toEqual(
    ['Sasha Brookmoor', 'Robin Elmcrest', 'Dana Oakes', 'Lee Stonehaven'].sort((a, b) =>
      a.split(' ')[1]!.localeCompare(b.split(' ')[1]!),
    ),
  );
  const window = { from: '2026-03-12', to: '2026-03-12' };
  for (const call of ['appointments.range', 'appointments.month'] as const) {
    const north = { whose: { kind: 'unit', unitId: c.north } as const, ...window };
    expect((await c.refusal(robin, call, north)).code).toBe('notFound');
    const kits = { whose: { kind: 'person', userId: kit.id } as const, ...window };
    expect((await c.refusal(robin, call, kits)).code).toBe('notFound');
    await c.call(lee, call, kits);
  }
});

test('six weeks are the longest window, and a month carries six events and the counts of a day', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const whose = { kind: 'unit', unitId: c.west } as const;
  const tooLong = { whose, from: '2026-03-01', to: '2026-04-12' };
  expect((await c.refusal(lee, 'appointments.range', tooLong)).code).toBe('invalid');
  await c.rounds();
  for (let i = 0; i < 8; i++)
    await c.meeting(lee, {
      title: `Meeting ${i}`,
      startsLocal: `2026-03-12T1${i}:00`,
      minutes: 30,
    });
  const month = await c.call(lee, 'appointments.month', {
    whose,
    from: '2026-03-01',
    to: '2026-04-11',
  });
  expect(month.days).toHaveLength(42);
  const day = month.days.find(({ date }) => date === '2026-03-12')!;
  expect(day.counts).toEqual({ round: 1, meeting: 8, visit: 0 });
  expect(day.events).toHaveLength(6);
  expect(day.dailyRounds).toMatchObject([{ startLocal: '2026-03-12T10:30' }]);
  expect(month.days.find(({ date }) => date === '2026-03-14')).toMatchObject({
    counts: { round: 0 },
    dailyRounds: [],
  });
});

test('a day tells who is expected to leave, who left, and the plans to be reviewed', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const expectedOn = { expectedDischargeOn: '2026-03-13' };
  const { patientId, encounterId } = await c.stay({ encounter: expectedOn });
  await c.stay({ encounter: { ...expectedOn, medicallyReady: 'no' } });
  await c.stay({ unitId: c.north, encounter: expectedOn });
  await c.insert('care_plan', {
    patientId,
    encounterId,
    title: 'Going home',
    status: 'active',
    reviewOn: '2026-03-14',
  });
  const { days } = await c.call(lee, 'appointments.range', {
    whose: { kind: 'unit', unitId: c.west },
    from: '2026-03-12',
    to: '2026-03-14',
  });
  expect(days).toEqual([
    { date: '2026-03-12', edd: { expected: 0, notReady: 0, left: 0 }, reviews: 0 },
    { date: '2026-03-13', edd: { expected: 2, notReady: 1, left: 0 }, reviews: 0 },
    { date: '2026-03-14', edd: { expected: 0, notReady: 0, left: 0 }, reviews: 1 },
  ]);
});

test('the same person or room twice at a time is marked on both, and forbidden nowhere', async () => {
  const c = await calendarClinic();
  const { lee, robin } = c.people;
  const { seriesId } = await c.rounds({ place: 'Room 520', participants: [expected(robin)] });
  await c.meeting(lee, {
    title: 'Budget',
    startsLocal: '2026-03-12T11:00',
    place: ' room  520 ',
    participants: [expected(robin)],
  });
  const range = await c.call(lee, 'appointments.range', {
    whose: { kind: 'unit', unitId: c.west },
    from: '2026-03-11',
    to: '2026-03-12',
  });
  expect(range.occurrences.map(({ startLocal, conflicted }) => [startLocal, conflicted])).toEqual([
    ['2026-03-11T10:30', false],
    ['2026-03-12T10:30', true],
    ['2026-03-12T11:00', true],
  ]);
  expect(range.conflicts).toMatchObject([
    {
      titles: ['Interdisciplinary rounds', 'Budget'],
      fromLocal: '2026-03-12T11:00',
      minutes: 15,
      people: ['Robin Elmcrest'],
    },
  ]);
  expect(range.conflicts[0]!.place?.trim().toLowerCase()).toMatch(/^room +520$/);
  await c.call(lee, 'appointments.cancel', {
    ...(await c.seen(seriesId, '2026-03-12T10:30')),
    scope: 'this',
    reason: null,
  });
  const after = await c.call(lee, 'appointments.range', {
    whose: { kind: 'unit', unitId: c.west },
    from: '2026-03-12',
    to: '2026-03-12',
  });
  expect(after.conflicts).toEqual([]);
});

test('travel belongs to people, not to rooms; who declined is not wanted twice', async () => {
  const c = await calendarClinic();
  const { lee, robin } = c.people;
  const visit = await c.call(robin, 'appointments.create', {
    kind: 'visit',
    unitId: c.west,
    encounterId: null,
    facts: facts({
      title: 'Home visit',
      startsLocal: '2026-03-12T09:00',
      minutes: 60,
      place: 'Room 520',
      travelAfterMinutes: 45,
      participants: [expected(robin)],
    }),
  });
  await c.rounds({ place: 'Room 520', participants: [expected(robin)] });
  const conflicts = async () =>
    (
      await c.call(lee, 'appointments.range', {
        whose: { kind: 'unit', unitId: c.west },
        from: '2026-03-12',
        to: '2026-03-12',
      })
    ).conflicts;
  expect(await conflicts()).toMatchObject([
    { people: ['Robin Elmcrest'], place: null, fromLocal: '2026-03-12T10:30', minutes: 15 },
  ]);
  const { participants } = await c.call(robin, 'appointments.get', {
    seriesId: visit.seriesId,
    originalLocal: visit.originalLocal,
  });
  await c.call(robin, 'appointments.attend', {
    seriesId: visit.seriesId,
    participantId: participants[0]!.id,
    rowVersion: participants[0]!.rowVersion,
    status: 'declined',
  });
  expect(await conflicts()).toEqual([]);
});
