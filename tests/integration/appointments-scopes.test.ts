import { expect, test } from 'vitest';
import {
  calendarClinic,
  expected,
  facts,
  weekdayRule,
  type CalendarClinic,
} from '../support/calendar';

/** Rounds with Thursday the 12th moved to 11:30 and Friday the 13th cancelled. */
const withExceptions = async (c: CalendarClinic, more = {}) => {
  const { seriesId } = await c.rounds(more);
  const { lee } = c.people;
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-12T10:30')),
    scope: 'this',
    facts: c.only({ startsLocal: '2026-03-12T11:30', reason: 'Town hall' }),
  });
  await c.call(lee, 'appointments.cancel', {
    ...(await c.seen(seriesId, '2026-03-13T10:30')),
    scope: 'this',
    reason: 'Retreat',
  });
  return seriesId;
};

const week = ['2026-03-09', '2026-03-15'] as const;
const rounds = 'Interdisciplinary rounds';
const asMade = [
  `03-09 10:30 ${rounds}`,
  `03-10 10:30 ${rounds}`,
  `03-11 10:30 ${rounds}`,
  `03-12 11:30 → ${rounds}`,
  `03-13 10:30 × ${rounds}`,
];

test('only this one: moved, renamed and cancelled dates differ, and all others do not', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const seriesId = await withExceptions(c);
  expect(await c.lines(...week)).toEqual(asMade);
  const got = await c.call(lee, 'appointments.get', {
    seriesId,
    originalLocal: '2026-03-12T10:30',
  });
  expect(got.occurrence).toMatchObject({
    originalLocal: '2026-03-12T10:30',
    startsLocal: '2026-03-12T11:30',
    moved: true,
    reason: 'Town hall',
  });
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-11T10:30')),
    scope: 'this',
    facts: c.only({ title: 'Rounds with pharmacy', startsLocal: '2026-03-11T10:30' }),
  });
  expect((await c.lines(...week))[2]).toBe('03-11 10:30 Rounds with pharmacy');
});

test('a date that was set to be as the series is no exception, and nothing is written', async () => {
  const c = await calendarClinic();
  const { seriesId } = await c.rounds();
  const { undo } = await c.call(c.people.lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-12T10:30')),
    scope: 'this',
    facts: c.only(),
  });
  expect(undo).toEqual([]);
  expect(await c.store.knex('appointment_exception')).toEqual([]);
});

test('all at another time: what was moved or cancelled stays so, on its date', async () => {
  const c = await calendarClinic();
  const seriesId = await withExceptions(c);
  const { originalLocal } = await c.call(c.people.lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-10T10:30')),
    scope: 'all',
    facts: facts({ rule: weekdayRule, startsLocal: '2026-03-02T09:00', title: 'Early rounds' }),
  });
  expect(originalLocal).toBe('2026-03-10T09:00');
  expect(await c.lines(...week)).toEqual([
    '03-09 09:00 Early rounds',
    '03-10 09:00 Early rounds',
    '03-11 09:00 Early rounds',
    '03-12 11:30 → Early rounds',
    '03-13 09:00 × Early rounds',
  ]);
});

test('this and following: the series is parted, exceptions go with their dates, answers are kept', async () => {
  const c = await calendarClinic();
  const { lee, robin } = c.people;
  const seriesId = await withExceptions(c, { participants: [expected(robin)] });
  const { participants } = await c.call(lee, 'appointments.get', {
    seriesId,
    originalLocal: '2026-03-11T10:30',
  });
  await c.call(robin, 'appointments.attend', {
    seriesId,
    participantId: participants[0]!.id,
    rowVersion: 1,
    status: 'accepted',
  });
  const { id, userId, practitionerId, name, role } = participants[0]!;
  const changed = await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-11T10:30')),
    scope: 'following',
    facts: facts({
      rule: weekdayRule,
      startsLocal: '2026-03-11T09:00',
      participants: [{ id, userId, practitionerId, name, role }],
    }),
  });
  expect(changed).toMatchObject({ originalLocal: '2026-03-11T09:00', scope: 'following' });
  expect(changed.seriesId).not.toBe(seriesId);
  expect(await c.lines(...week)).toEqual([
    `03-09 10:30 ${rounds}`,
    `03-10 10:30 ${rounds}`,
    `03-11 09:00 ${rounds}`,
    `03-12 11:30 → ${rounds}`,
    `03-13 09:00 × ${rounds}`,
  ]);
  const after = await c.call(lee, 'appointments.get', {
    seriesId: changed.seriesId,
    originalLocal: changed.originalLocal,
  });
  expect(after.participants).toMatchObject([{ userId: robin.id, status: 'accepted' }]);
  expect(after.occurrence.hasBefore).toBe(false);
});

test('this and following at the first date is all', async () => {
  const c = await calendarClinic();
  const { seriesId } = await c.rounds();
  const changed = await c.call(c.people.lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-02T10:30')),
    scope: 'following',
    facts: facts({ rule: weekdayRule, startsLocal: '2026-03-02T09:00' }),
  });
  expect(changed).toMatchObject({ seriesId, scope: 'all' });
  expect(await c.store.knex('appointment_series')).toHaveLength(1);
});

test('of a counted series what follows is what is left', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds({ rule: 'FREQ=DAILY;COUNT=6' });
  const { ruleFrom } = await c.call(lee, 'appointments.get', {
    seriesId,
    originalLocal: '2026-03-05T10:30',
  });
  expect(ruleFrom).toBe('FREQ=DAILY;COUNT=3');
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-05T10:30')),
    scope: 'following',
    facts: facts({ rule: ruleFrom, startsLocal: '2026-03-05T14:00' }),
  });
  expect(await c.lines('2026-03-01', '2026-03-12')).toEqual([
    `03-02 10:30 ${rounds}`,
    `03-03 10:30 ${rounds}`,
    `03-04 10:30 ${rounds}`,
    `03-05 14:00 ${rounds}`,
    `03-06 14:00 ${rounds}`,
    `03-07 14:00 ${rounds}`,
  ]);
});

test('dragged: only this one, this and following, all', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds();
  const drag = async (series: string, date: string, from: string, to: string, scope: never) =>
    c.call(lee, 'appointments.move', {
      ...(await c.seen(series, `${date}T${from}`)),
      scope,
      startsLocal: `${date}T${to}`,
      minutes: 45,
      wholeDays: 0,
    });
  await drag(seriesId, '2026-03-09', '10:30', '11:00', 'this' as never);
  const next = await drag(seriesId, '2026-03-11', '10:30', '14:00', 'following' as never);
  expect(await c.lines(...week)).toEqual([
    `03-09 11:00 → ${rounds}`,
    `03-10 10:30 ${rounds}`,
    `03-11 14:00 ${rounds}`,
    `03-12 14:00 ${rounds}`,
    `03-13 14:00 ${rounds}`,
  ]);
  await drag(next.seriesId, '2026-03-12', '14:00', '15:00', 'all' as never);
  expect((await c.lines(...week)).slice(1)).toEqual([
    `03-10 10:30 ${rounds}`,
    `03-11 15:00 ${rounds}`,
    `03-12 15:00 ${rounds}`,
    `03-13 15:00 ${rounds}`,
  ]);
});

test.each(['all', 'following'] as const)(
  'a date that was moved alone, then dragged with %s, is where it was dropped',
  async (scope) => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const seriesId = await withExceptions(c);
    const moved = await c.call(lee, 'appointments.move', {
      ...(await c.seen(seriesId, '2026-03-12T10:30')),
      scope,
      startsLocal: '2026-03-12T14:00',
      minutes: 60,
      wholeDays: 0,
    });
    expect((await c.lines(...week)).slice(3)).toEqual([
      `03-12 14:00 ${rounds}`,
      `03-13 14:00 × ${rounds}`,
    ]);
    await c.call(lee, 'appointments.undo', { seriesId: moved.seriesId, steps: moved.undo });
    expect(await c.lines(...week)).toEqual(asMade);
  },
);

test('a series of several weekdays cannot follow to another day; a weekly one does', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds();
  const drag = {
    scope: 'all' as const,
    startsLocal: '2026-03-13T10:30',
    minutes: 45,
    wholeDays: 0,
  };
  const refused = await c.refusal(lee, 'appointments.move', {
    ...(await c.seen(seriesId, '2026-03-12T10:30')),
    ...drag,
  });
  expect(refused).toMatchObject({ code: 'refused', key: 'ruleCannotFollow' });
  const weekly = await c.rounds({ title: 'Huddle', rule: 'FREQ=WEEKLY;BYDAY=TH' });
  await c.call(lee, 'appointments.move', {
    ...(await c.seen(weekly.seriesId, '2026-03-12T10:30')),
    ...drag,
  });
  expect((await c.lines('2026-03-01', '2026-03-31')).filter((line) => /Huddle/.test(line))).toEqual(
    ['03-06 10:30 Huddle', '03-13 10:30 Huddle', '03-20 10:30 Huddle', '03-27 10:30 Huddle'],
  );
});

test('cancelled: only this one, the rest, the whole; each can be taken back', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds();
  const cancel = async (scope: 'this' | 'following' | 'all') =>
    c.call(lee, 'appointments.cancel', {
      ...(await c.seen(seriesId, '2026-03-11T10:30')),
      scope,
      reason: 'Renovation',
    });
  const all = await c.lines(...week);
  const expectedLines = {
    this: [all[0], all[1], `03-11 10:30 × ${rounds}`, all[3], all[4]],
    following: [all[0], all[1]],
    all: [],
  };
  for (const scope of ['this', 'following', 'all'] as const) {
    const { undo } = await cancel(scope);
    expect(await c.lines(...week)).toEqual(expectedLines[scope]);
    await c.call(lee, 'appointments.undo', { seriesId, steps: undo });
    expect(await c.lines(...week)).toEqual(all);
  }
});

test('a moved date that is cancelled is told as cancelled where it stood', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds();
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-13T10:30')),
    scope: 'this',
    facts: c.only({ startsLocal: '2026-03-16T15:00' }),
  });
  await c.call(lee, 'appointments.cancel', {
    ...(await c.seen(seriesId, '2026-03-13T10:30')),
    scope: 'this',
    reason: null,
  });
  expect(await c.lines('2026-03-16', '2026-03-16')).toEqual([
    `03-16 10:30 ${rounds}`,
    `03-16 15:00 × → ${rounds}`,
  ]);
  expect(await c.lines('2026-03-13', '2026-03-13')).toEqual([]);
});

test('a cancelled date that is changed stands again', async () => {
  const c = await calendarClinic();
  const seriesId = await withExceptions(c);
  await c.call(c.people.lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-13T10:30')),
    scope: 'this',
    facts: c.only({ startsLocal: '2026-03-13T12:00' }),
  });
  expect((await c.lines(...week))[4]).toBe(`03-13 12:00 → ${rounds}`);
});

test('a change of a date the rule lost never pushes aside what stands, nor itself comes twice', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds();
  const change = async (at: string, rule: string, startsLocal: string) =>
    c.call(lee, 'appointments.change', {
      ...(await c.seen(seriesId, at)),
      scope: 'all',
      facts: facts({ rule, startsLocal }),
    });
  await c.call(lee, 'appointments.cancel', {
    ...(await c.seen(seriesId, '2026-03-13T10:30')),
    scope: 'this',
    reason: null,
  });
  // Tuesdays only: Friday's cancellation has no date any more.
  await change('2026-03-10T10:30', 'FREQ=WEEKLY;BYDAY=TU', '2026-03-03T10:30');
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-10T10:30')),
    scope: 'this',
    facts: c.only({ startsLocal: '2026-03-10T16:00' }),
  });
  // On Fridays, Tuesday's moved one belongs where Friday's was cancelled.
  const { undo } = await change('2026-03-10T10:30', 'FREQ=WEEKLY;BYDAY=FR', '2026-03-06T10:30');
  expect(await c.lines('2026-03-02', '2026-03-22')).toEqual([
    `03-06 10:30 ${rounds}`,
    `03-10 16:00 → ${rounds}`,
    `03-20 10:30 ${rounds}`,
  ]);
  await c.call(lee, 'appointments.undo', { seriesId, steps: undo });
  expect(await c.lines('2026-03-02', '2026-03-22')).toEqual([
    `03-03 10:30 ${rounds}`,
    `03-10 16:00 → ${rounds}`,
    `03-17 10:30 ${rounds}`,
  ]);
  // Every weekday again: both come back.
  await change('2026-03-17T10:30', weekdayRule, '2026-03-02T10:30');
  expect((await c.lines(...week)).filter((line) => /[→×]/.test(line))).toEqual([
    `03-10 16:00 → ${rounds}`,
    `03-13 10:30 × ${rounds}`,
  ]);
});

test('one that no longer repeats stands as it is, whatever was changed on its first date', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds();
  await c.call(lee, 'appointments.cancel', {
    ...(await c.seen(seriesId, '2026-03-02T10:30')),
    scope: 'this',
    reason: null,
  });
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-03T10:30')),
    scope: 'all',
    facts: facts(),
  });
  expect(await c.lines('2026-03-01', '2026-03-31')).toEqual([`03-02 10:30 ${rounds}`]);
  const got = await c.call(lee, 'appointments.get', {
    seriesId,
    originalLocal: '2026-03-02T10:30',
  });
  expect(got.occurrence).toMatchObject({ cancelled: false, hasBefore: false });
  const [only] = await c.occurrences('2026-03-01', '2026-03-31');
  const { originalLocal, rowVersion, exceptionVersion } = only!;
  await c.call(lee, 'appointments.cancel', {
    ...{ seriesId, originalLocal, rowVersion, exceptionVersion },
    scope: 'all',
    reason: null,
  });
  expect(await c.lines('2026-03-01', '2026-03-31')).toEqual([]);
});

test('who saw an older version is told of the newer, and nothing is written', async () => {
  const c = await calendarClinic();
  const { lee, dana } = c.people;
  const { seriesId } = await c.rounds({ participants: [expected(dana)] });
  const old = await c.seen(seriesId, '2026-03-11T10:30');
  await c.call(lee, 'appointments.change', {
    ...old,
    scope: 'all',
    facts: facts({ rule: weekdayRule, title: 'Rounds of 5 West' }),
  });
  const revisions = await c.store.knex('revision');
  const move = { ...old, startsLocal: '2026-03-11T12:00', minutes: 45, wholeDays: 0 };
  for (const scope of ['this', 'following', 'all'] as const) {
    const refused = await c.refusal(lee, 'appointments.move', { ...move, scope });
    expect(refused).toMatchObject({
      code: 'conflict',
      current: { title: 'Rounds of 5 West', rowVersion: 2 },
    });
    const cancelled = await c.refusal(lee, 'appointments.cancel', { ...old, scope, reason: null });
    expect(cancelled.code).toBe('conflict');
  }
  // Somebody changed just this date.
  const seen = await c.seen(seriesId, '2026-03-11T10:30');
  await c.call(lee, 'appointments.move', { ...seen, ...move, rowVersion: 2, scope: 'this' });
  const refused = await c.refusal(lee, 'appointments.cancel', {
    ...seen,
    scope: 'this',
    reason: null,
  });
  expect(refused).toMatchObject({ code: 'conflict', current: { occurrence: { moved: true } } });
  expect(await c.store.knex('revision')).toEqual(revisions);
});

test('what was changed again since is not taken back, not even in part', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const seriesId = await withExceptions(c);
  const { undo } = await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-10T10:30')),
    scope: 'all',
    facts: facts({ rule: weekdayRule, startsLocal: '2026-03-02T09:00' }),
  });
  expect(undo).toHaveLength(3);
  await c.call(lee, 'appointments.cancel', {
    ...(await c.seen(seriesId, '2026-03-12T09:00')),
    scope: 'this',
    reason: null,
  });
  const before = await c.lines(...week);
  const refused = await c.refusal(lee, 'appointments.undo', { seriesId, steps: undo });
  expect(refused).toMatchObject({ code: 'refused', key: 'undoMovedOn' });
  expect(await c.lines(...week)).toEqual(before);
});

test.each(['all', 'following'] as const)('a change of %s is taken back whole', async (scope) => {
  const c = await calendarClinic();
  const { lee, robin, dana } = c.people;
  const seriesId = await withExceptions(c, { participants: [expected(robin)] });
  const state = async () => ({
    week: await c.lines('2026-03-02', '2026-04-05'),
    people: (
      await c.call(lee, 'appointments.get', { seriesId, originalLocal: '2026-03-11T10:30' })
    ).participants.map(({ name }) => name),
  });
  const before = await state();
  const changed = await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-11T10:30')),
    scope,
    facts: facts({
      title: 'Afternoon rounds',
      rule: 'FREQ=WEEKLY;BYDAY=TH,FR',
      startsLocal: scope === 'all' ? '2026-03-05T14:00' : '2026-03-12T14:00',
      participants: [expected(dana)],
    }),
  });
  expect((await c.lines('2026-03-12', '2026-03-13')).map((line) => line.slice(6))).toEqual([
    '11:30 → Afternoon rounds',
    '14:00 × Afternoon rounds',
  ]);
  await c.call(lee, 'appointments.undo', { seriesId: changed.seriesId, steps: changed.undo });
  expect(await state()).toEqual(before);
});

test('what was made can be taken back; it stays in the record, entered in error', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId, undo } = await c.rounds({ participants: [expected(c.people.robin)] });
  await c.call(lee, 'appointments.undo', { seriesId, steps: undo });
  expect(await c.lines(...week)).toEqual([]);
  expect(await c.store.knex('appointment_series').first()).toMatchObject({
    status: 'entered-in-error',
    enteredInErrorBy: lee.id,
    enteredInErrorReason: 'undone',
  });
});

test('each write leaves its audit entry with ids and fields, and the former rows', async () => {
  const c = await calendarClinic();
  const { lee } = c.people;
  const { seriesId } = await c.rounds({ title: 'Rounds about Ruth Hazelmere' });
  await c.call(lee, 'appointments.change', {
    ...(await c.seen(seriesId, '2026-03-11T10:30')),
    scope: 'all',
    facts: facts({ rule: weekdayRule, title: 'Rounds' }),
  });
  const entries = (await c.audit()).filter(({ action }) => /create|change/.test(String(action)));
  expect(entries).toMatchObject([
    { action: 'appointments.create', userId: lee.id, recordId: seriesId, versionAfter: 1 },
    {
      action: 'appointments.change',
      recordType: 'appointment_series',
      recordId: seriesId,
      versionBefore: 1,
      versionAfter: 2,
    },
  ]);
  const detail = JSON.parse(String(entries[1]!['detail'])) as Record<string, unknown>;
  expect(detail).toMatchObject({ scope: 'all', occurrence: '2026-03-11T10:30' });
  expect(JSON.stringify(await c.audit())).not.toContain('Hazelmere');
  const [revision] = await c.store.knex('revision').where({ rowId: seriesId });
  expect(JSON.parse((revision as { before: string }).before)).toMatchObject({
    title: 'Rounds about Ruth Hazelmere',
  });
});
