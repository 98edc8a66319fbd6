import { describe, expect, test } from 'vitest';
import { calendarClinic, facts, line } from '../support/calendar';

describe('in New York, when the clocks go forward (2026-03-08)', () => {
  test('rounds at 10:30 stay at 10:30, an hour earlier on the UTC line', async () => {
    const c = await calendarClinic();
    await c.rounds({ rule: 'FREQ=DAILY' });
    const found = await c.occurrences('2026-03-07', '2026-03-09');
    expect(found.map(({ startLocal, startsAt }) => [startLocal.slice(5), startsAt])).toEqual([
      ['03-07T10:30', '2026-03-07T15:30:00.000Z'],
      ['03-08T10:30', '2026-03-08T14:30:00.000Z'],
      ['03-09T10:30', '2026-03-09T14:30:00.000Z'],
    ]);
  });

  test('a nightly 02:30 is left out, and cannot be opened or cancelled for that night', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const { seriesId } = await c.rounds({ startsLocal: '2026-03-02T02:30', rule: 'FREQ=DAILY' });
    expect((await c.lines('2026-03-07', '2026-03-09')).map((text) => text.slice(0, 11))).toEqual([
      '03-07 02:30',
      '03-09 02:30',
    ]);
    const gap = { seriesId, originalLocal: '2026-03-08T02:30' };
    expect((await c.refusal(lee, 'appointments.get', gap)).code).toBe('notFound');
    const cancel = { ...gap, rowVersion: 1, exceptionVersion: null, reason: null };
    for (const scope of ['this', 'following'] as const)
      expect((await c.refusal(lee, 'appointments.cancel', { ...cancel, scope })).code).toBe(
        'notFound',
      );
  });

  test('a single 02:30 is shown at 03:30, and is opened and moved from there', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    await c.meeting(lee, { title: 'Night call', startsLocal: '2026-03-08T02:30' });
    const [only] = await c.occurrences('2026-03-08', '2026-03-08');
    expect(only).toMatchObject({ startLocal: '2026-03-08T03:30', endLocal: '2026-03-08T04:15' });
    const { seriesId, originalLocal, rowVersion, exceptionVersion } = only!;
    await c.call(lee, 'appointments.move', {
      ...{ seriesId, originalLocal, rowVersion, exceptionVersion, scope: 'all' },
      ...{ startsLocal: '2026-03-08T04:00', minutes: 45, wholeDays: 0 },
    });
    expect(await c.lines('2026-03-08', '2026-03-08')).toEqual(['03-08 04:00 Night call']);
  });

  test('a night shift meeting from 23:00 to 03:00 lasts four hours', async () => {
    const c = await calendarClinic();
    await c.rounds({ startsLocal: '2026-03-07T23:00', minutes: 240, rule: null });
    const [only] = await c.occurrences('2026-03-08', '2026-03-08');
    expect(only).toMatchObject({
      startLocal: '2026-03-07T23:00',
      endLocal: '2026-03-08T04:00',
      startsAt: '2026-03-08T04:00:00.000Z',
      endsAt: '2026-03-08T08:00:00.000Z',
    });
  });
});

describe('in New York, when the clocks go back (2026-11-01)', () => {
  test('01:30 means the first of the two', async () => {
    const c = await calendarClinic();
    await c.rounds({ startsLocal: '2026-10-30T01:30', rule: 'FREQ=DAILY' });
    const found = await c.occurrences('2026-10-31', '2026-11-02');
    expect(found.map(({ startsAt }) => startsAt)).toEqual([
      '2026-10-31T05:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
  });

  test('a series that is parted across the change ends in UTC where it ends by the clock', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const { seriesId } = await c.rounds({ startsLocal: '2026-10-26T10:30', rule: 'FREQ=DAILY' });
    await c.call(lee, 'appointments.cancel', {
      ...(await c.seen(seriesId, '2026-11-02T10:30')),
      scope: 'following',
      reason: null,
    });
    const got = await c.call(lee, 'appointments.get', {
      seriesId,
      originalLocal: '2026-11-01T10:30',
    });
    expect(got).toMatchObject({
      rule: 'FREQ=DAILY;UNTIL=20261101T153000Z',
      endsLocal: '2026-11-01T10:30',
    });
    expect(await c.lines('2026-11-01', '2026-11-05')).toHaveLength(1);
  });
});

describe('whole days', () => {
  test('lie on their dates, whatever the clocks do', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const days = { minutes: 0, wholeDays: 2, title: 'Accreditation visit' };
    await c.meeting(lee, { ...days, startsLocal: '2026-03-07T00:00' });
    const [only, ...more] = await c.occurrences('2026-03-08', '2026-03-08');
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      startLocal: '2026-03-07T00:00',
      endLocal: '2026-03-09T00:00',
      startsAt: '2026-03-07T05:00:00.000Z',
      endsAt: '2026-03-09T04:00:00.000Z',
      wholeDays: 2,
    });
    expect(await c.occurrences('2026-03-09', '2026-03-09')).toEqual([]);
    const { days: month } = await c.call(lee, 'appointments.month', {
      whose: { kind: 'unit', unitId: c.west },
      from: '2026-03-06',
      to: '2026-03-09',
    });
    expect(month.map(({ counts }) => counts.meeting)).toEqual([0, 1, 1, 0]);
  });

  test('of a series are moved by date, and made into a time in the form only', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const { seriesId } = await c.meeting(lee, {
      title: 'Clinic day',
      startsLocal: '2026-03-02T00:00',
      minutes: 0,
      wholeDays: 1,
      rule: 'FREQ=WEEKLY;BYDAY=MO',
    });
    await c.call(lee, 'appointments.move', {
      ...(await c.seen(seriesId, '2026-03-09T00:00')),
      scope: 'this',
      startsLocal: '2026-03-10T00:00',
      minutes: 0,
      wholeDays: 1,
    });
    expect(await c.lines('2026-03-08', '2026-03-16')).toEqual([
      '03-10 00:00 → Clinic day',
      '03-16 00:00 Clinic day',
    ]);
    const refused = await c.refusal(lee, 'appointments.move', {
      ...(await c.seen(seriesId, '2026-03-16T00:00')),
      scope: 'all',
      startsLocal: '2026-03-16T09:00',
      minutes: 45,
      wholeDays: 0,
    });
    expect(refused).toMatchObject({ code: 'refused', key: 'wholeDaysInForm' });
    await c.call(lee, 'appointments.change', {
      ...(await c.seen(seriesId, '2026-03-16T00:00')),
      scope: 'following',
      facts: facts({
        title: 'Clinic',
        startsLocal: '2026-03-16T09:00',
        rule: 'FREQ=WEEKLY;BYDAY=MO',
      }),
    });
    expect(await c.lines('2026-03-16', '2026-03-24')).toEqual([
      '03-16 09:00 Clinic',
      '03-23 09:00 Clinic',
    ]);
  });

  test('a length is a time of day or whole days, never both or none', async () => {
    const c = await calendarClinic();
    const wrong = [
      { minutes: 0, wholeDays: 0 },
      { minutes: 45, wholeDays: 1 },
      { minutes: 0, wholeDays: 1, startsLocal: '2026-03-12T10:30' },
      { minutes: 1441 },
      { minutes: 0, wholeDays: 15, startsLocal: '2026-03-12T00:00' },
      { startsLocal: '2026-02-30T10:30' },
      { startsLocal: '2026-03-12T24:00' },
      { rule: 'FREQ=HOURLY' },
    ];
    for (const more of wrong)
      expect(
        (
          await c.refusal(c.people.lee, 'appointments.create', {
            kind: 'meeting',
            unitId: c.west,
            encounterId: null,
            facts: facts(more),
          })
        ).code,
      ).toBe('invalid');
  });
});

describe('windows', () => {
  test('the first and last minute of a window belong to it, the next midnight does not', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    for (const startsLocal of [
      '2026-03-11T23:59',
      '2026-03-12T00:00',
      '2026-03-12T23:59',
      '2026-03-13T00:00',
    ])
      await c.meeting(lee, { title: startsLocal.slice(8), startsLocal, minutes: 5 });
    // What began before and still goes on is told as well.
    expect((await c.occurrences('2026-03-12', '2026-03-12')).map(({ title }) => title)).toEqual([
      '11T23:59',
      '12T00:00',
      '12T23:59',
    ]);
    await c.meeting(lee, { title: 'until', startsLocal: '2026-03-11T23:00', minutes: 60 });
    expect(
      (await c.occurrences('2026-03-12', '2026-03-12')).map(({ title }) => title),
    ).not.toContain('until');
  });

  test('a date moved far from its series is found where it was moved, past its end too', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const { seriesId } = await c.rounds({ rule: 'FREQ=WEEKLY;COUNT=2' });
    await c.call(lee, 'appointments.change', {
      ...(await c.seen(seriesId, '2026-03-09T10:30')),
      scope: 'this',
      facts: c.only({ startsLocal: '2026-09-09T10:30' }),
    });
    expect(await c.lines('2026-09-07', '2026-09-13')).toEqual([
      '09-09 10:30 → Interdisciplinary rounds',
    ]);
    expect(await c.lines('2026-03-09', '2026-03-09')).toEqual([]);
  });

  test('a series in another zone is shown at the hospital’s wall time', async () => {
    const c = await calendarClinic();
    const { lee } = c.people;
    const { seriesId } = await c.rounds({ startsLocal: '2026-03-02T10:30', rule: 'FREQ=DAILY' });
    await c.store
      .knex('appointment_series')
      .where({ id: seriesId })
      .update({ zone: 'America/Los_Angeles' });
    const [only] = await c.occurrences('2026-03-12', '2026-03-12');
    expect(only).toMatchObject({
      startLocal: '2026-03-12T13:30',
      originalLocal: '2026-03-12T10:30',
    });
    await c.call(lee, 'appointments.move', {
      ...(await c.seen(seriesId, '2026-03-12T10:30')),
      scope: 'this',
      startsLocal: '2026-03-12T14:00',
      minutes: 45,
      wholeDays: 0,
    });
    expect((await c.occurrences('2026-03-12', '2026-03-12')).map(line)).toEqual([
      '03-12 14:00 → Interdisciplinary rounds',
    ]);
  });

  test('conflicts of the whole window are told, each once', async () => {
    const c = await calendarClinic();
    await c.rounds({ place: 'Room 520' });
    await c.rounds({ title: 'Huddle', place: 'Room 520', startsLocal: '2026-03-02T11:00' });
    const { conflicts } = await c.call(c.people.lee, 'appointments.month', {
      whose: { kind: 'unit', unitId: c.west },
      from: '2026-03-01',
      to: '2026-04-11',
    });
    expect(conflicts).toHaveLength(30);
    expect(new Set(conflicts.map(({ keys }) => keys.join())).size).toBe(30);
  });
});
