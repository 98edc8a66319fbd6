import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Occurrence } from '../../shared/appointments/appointment';
import { overlapsOf, roomOf, type Taken } from '../../shared/appointments/conflicts';
import { isDailyRule, monthDays } from '../../shared/appointments/month';

describe('conflicts', () => {
  const taken = (key: string, from: number, to: number, resource = 'user:robin'): Taken => ({
    key,
    from,
    to,
    resource,
  });

  test('the same person at two places is a conflict for as long as both last', () => {
    expect(overlapsOf([taken('family', 600, 645), taken('rounds', 630, 675)])).toEqual([
      { keys: ['family', 'rounds'], resource: 'user:robin', from: 630, to: 645 },
    ]);
  });

  test('one after the other is none, nor are two people at the same time', () => {
    expect(overlapsOf([taken('a', 600, 630), taken('b', 630, 660)])).toEqual([]);
    expect(overlapsOf([taken('a', 600, 660), taken('b', 600, 660, 'user:dana')])).toEqual([]);
  });

  test.each([
    ['Room 520', 'room 520'],
    ['  room   520 ', 'room 520'],
    ['By phone', null],
    ['Teléfono', null],
    ['Video call', null],
    ['', null],
    ['Phoneton Annex', 'phoneton annex'],
    [null, null],
  ])('%s is the room %s', (place, room) => {
    expect(roomOf(place)).toBe(room);
  });

  test('exactly the pairs that overlap are found', () => {
    const span = fc.record({
      key: fc.integer({ min: 0, max: 8 }).map(String),
      from: fc.nat(60),
      length: fc.integer({ min: 1, max: 20 }),
      resource: fc.constantFrom('user:a', 'user:b', 'place:520'),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 10 }), (spans) => {
        const all = spans.map(({ length, ...one }) => ({ ...one, to: one.from + length }));
        let pairs = 0;
        all.forEach((a, i) =>
          all.slice(i + 1).forEach((b) => {
            if (a.resource === b.resource && a.key !== b.key && a.from < b.to && b.from < a.to)
              pairs += 1;
          }),
        );
        const found = overlapsOf(all);
        expect(found).toHaveLength(pairs);
        for (const { from, to } of found) expect(from).toBeLessThan(to);
      }),
    );
  });
});

describe('a month', () => {
  const occurrence = (startLocal: string, more: Partial<Occurrence> = {}): Occurrence => ({
    key: startLocal,
    seriesId: 's',
    originalLocal: startLocal,
    kind: 'meeting',
    recurring: false,
    startLocal,
    endLocal: `${startLocal.slice(0, 14)}59`,
    startsAt: '',
    endsAt: '',
    wholeDays: 0,
    masked: null,
    title: 'Family meeting',
    place: null,
    patient: null,
    travelBeforeMinutes: 0,
    travelAfterMinutes: 0,
    cancelled: false,
    moved: false,
    conflicted: false,
    mayWrite: true,
    rowVersion: 1,
    exceptionVersion: null,
    ...more,
  });
  const facts = (date: string) => ({
    date,
    edd: { expected: 0, notReady: 0, left: 0 },
    reviews: 0,
  });
  const isRound = ({ kind }: Occurrence): boolean => kind === 'round';

  test.each([
    ['FREQ=DAILY', true],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', true],
    ['FREQ=WEEKLY;BYDAY=SA,SU', true],
    ['FREQ=WEEKLY;BYDAY=TU,FR', false],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR', false],
    ['FREQ=DAILY;INTERVAL=2', false],
    [null, false],
  ])('is %s a daily round? %s', (rule, daily) => {
    expect(isDailyRule(rule)).toBe(daily);
  });

  test('a day carries at most six events, and counts them all', () => {
    const many = Array.from({ length: 9 }, (_none, i) => occurrence(`2026-03-13T1${i}:00`));
    const [day] = monthDays([facts('2026-03-13')], many, [], isRound);
    expect(day?.events).toHaveLength(6);
    expect(day?.counts).toEqual({ round: 0, meeting: 9, visit: 0 });
  });

  test('the daily round is a sign; moved, cancelled or in conflict it is written out', () => {
    const round = (date: string, more: Partial<Occurrence> = {}): Occurrence =>
      occurrence(`${date}T10:30`, { kind: 'round', title: 'Rounds', ...more });
    const days = monthDays(
      ['2026-03-16', '2026-03-19', '2026-03-25', '2026-03-26'].map(facts),
      [
        round('2026-03-16'),
        round('2026-03-19', { moved: true }),
        round('2026-03-25', { cancelled: true }),
        round('2026-03-26', { conflicted: true }),
      ],
      [],
      isRound,
    );
    expect(
      days.map((day) => [day.dailyRounds.length, day.events.length, day.counts.round]),
    ).toEqual([
      [1, 0, 1],
      [0, 1, 1],
      [0, 1, 0],
      [0, 1, 1],
    ]);
  });

  test('what takes whole days lies on each of them and ends before midnight', () => {
    const away = occurrence('2026-03-12T00:00', { endLocal: '2026-03-14T00:00', wholeDays: 2 });
    const days = monthDays(
      ['2026-03-12', '2026-03-13', '2026-03-14'].map(facts),
      [away],
      [],
      isRound,
    );
    expect(days.map(({ counts }) => counts.meeting)).toEqual([1, 1, 0]);
  });
});
