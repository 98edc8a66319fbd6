import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  draggedTime,
  editAll,
  editFollowing,
  endBefore,
  ruleFrom,
  shiftedRule,
  type Rewritten,
} from '../../shared/appointments/edit';
import { untilOf } from '../../shared/appointments/rule';
import {
  isStartOf,
  settle,
  startsOnDates,
  type SeriesTime,
} from '../../shared/appointments/series-time';
import { plusDays } from '../../shared/time';

const zone = 'America/New_York';
const series = (
  startsLocal: string,
  rule: string | null,
  more: Partial<SeriesTime> = {},
): SeriesTime => ({
  startsLocal,
  zone,
  minutes: 45,
  wholeDays: 0,
  rule,
  ...more,
});
const weekdaysRule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
const rounds = series('2026-03-02T10:30', weekdaysRule);
const pairs = (rewritten: readonly Rewritten[]) => rewritten.map(({ from, to }) => [from, to]);

describe('all', () => {
  test('a new time rewrites the original starts of what was moved or cancelled', () => {
    const edited = editAll(rounds, ['2026-03-19T10:30', '2026-03-25T10:30'], {
      ...rounds,
      startsLocal: '2026-03-02T11:00',
    });
    expect(edited?.series).toMatchObject({
      startsLocal: '2026-03-02T11:00',
      rule: weekdaysRule,
      endsLocal: null,
    });
    expect(pairs(edited!.rewritten)).toEqual([
      ['2026-03-19T10:30', '2026-03-19T11:00'],
      ['2026-03-25T10:30', '2026-03-25T11:00'],
    ]);
  });

  test('a later start keeps what was changed on the dates that remain', () => {
    const edited = editAll(rounds, ['2026-03-04T10:30', '2026-03-19T10:30'], {
      ...rounds,
      startsLocal: '2026-03-09T10:30',
    });
    expect(pairs(edited!.rewritten)).toContainEqual(['2026-03-19T10:30', '2026-03-19T10:30']);
  });

  test('moved from Tuesdays to Wednesdays, the exceptions move along', () => {
    const tuesdays = series('2026-03-03T13:00', 'FREQ=WEEKLY;BYDAY=TU');
    const next = { ...tuesdays, startsLocal: '2026-03-04T13:00', rule: 'FREQ=WEEKLY;BYDAY=WE' };
    expect(pairs(editAll(tuesdays, ['2026-03-17T13:00'], next)!.rewritten)).toEqual([
      ['2026-03-17T13:00', '2026-03-18T13:00'],
    ]);
  });

  test('an exception whose day is gone is left behind', () => {
    const next = { ...rounds, startsLocal: '2026-03-03T10:30', rule: 'FREQ=WEEKLY;BYDAY=TU' };
    expect(
      pairs(editAll(rounds, ['2026-03-19T10:30', '2026-03-24T10:30'], next)!.rewritten),
    ).toEqual([['2026-03-24T10:30', '2026-03-24T10:30']]);
  });

  test('the last date stays the last when the time moves later', () => {
    const ending = settle({ ...rounds, rule: `${weekdaysRule};UNTIL=20260327T235900Z` })!;
    const edited = editAll(ending, [], { ...ending, startsLocal: '2026-03-02T16:00' });
    expect(edited?.series).toMatchObject({
      endsLocal: '2026-03-27T16:00',
      rule: 'FREQ=WEEKLY;UNTIL=20260327T200000Z;BYDAY=MO,TU,WE,TH,FR',
    });
  });

  test('another zone keeps wall time and last date, and rewrites UNTIL and exceptions', () => {
    const late = settle(
      series('2026-03-02T22:00', `FREQ=DAILY;UNTIL=${untilOf('2026-03-20T22:00', zone, false)}`),
    )!;
    const edited = editAll(late, ['2026-03-10T22:00'], { ...late, zone: 'Europe/Berlin' })!;
    expect(edited.series).toMatchObject({
      startsLocal: '2026-03-02T22:00',
      endsLocal: '2026-03-20T22:00',
      rule: 'FREQ=DAILY;UNTIL=20260320T210000Z',
    });
    expect(pairs(edited.rewritten)).toEqual([['2026-03-10T22:00', '2026-03-10T22:00']]);
  });

  test('a rule without any date is refused', () => {
    const never = { ...rounds, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' };
    expect(editAll(rounds, [], never)).toBeNull();
  });
});

describe('this and following', () => {
  test('the old series ends with the occurrence before, in UTC, and a new one begins', () => {
    const edited = editFollowing(
      rounds,
      ['2026-03-05T10:30', '2026-03-19T10:30', '2026-03-25T10:30'],
      '2026-03-16T10:30',
      {
        ...rounds,
        startsLocal: '2026-03-16T09:00',
      },
    )!;
    expect(edited.ended).toEqual({
      rule: 'FREQ=WEEKLY;UNTIL=20260313T143000Z;BYDAY=MO,TU,WE,TH,FR',
      endsLocal: '2026-03-13T10:30',
    });
    expect(edited.successor).toMatchObject({
      startsLocal: '2026-03-16T09:00',
      rule: weekdaysRule,
      endsLocal: null,
    });
    expect(pairs(edited.rewritten)).toEqual([
      ['2026-03-19T10:30', '2026-03-19T09:00'],
      ['2026-03-25T10:30', '2026-03-25T09:00'],
    ]);
  });

  test('UNTIL is right on both sides of a change of clocks', () => {
    const { ended } = editFollowing(rounds, [], '2026-03-09T10:30', {
      ...rounds,
      startsLocal: '2026-03-09T10:30',
    })!;
    // Friday March 6 is still standard time: 10:30 is 15:30 UTC.
    expect(ended.rule).toContain('UNTIL=20260306T153000Z');
  });

  test('of a counted series the rest is what is left', () => {
    const counted = series('2026-03-02T10:30', 'FREQ=DAILY;COUNT=10');
    expect(ruleFrom(counted, '2026-03-08T10:30')).toBe('FREQ=DAILY;COUNT=4');
    const edited = editFollowing(counted, [], '2026-03-08T10:30', {
      ...counted,
      startsLocal: '2026-03-08T10:30',
      rule: ruleFrom(counted, '2026-03-08T10:30'),
    })!;
    expect(edited.successor.endsLocal).toBe('2026-03-11T10:30');
  });

  test('ended before its first occurrence nothing is left', () => {
    expect(endBefore(rounds, '2026-03-02T10:30')).toBeNull();
    expect(endBefore(rounds, '2026-03-04T10:30')?.endsLocal).toBe('2026-03-03T10:30');
  });
});

describe('dragging', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=TU', 1, 'FREQ=WEEKLY;BYDAY=WE'],
    ['FREQ=WEEKLY;BYDAY=SU', 1, 'FREQ=WEEKLY;BYDAY=MO'],
    ['FREQ=WEEKLY;BYDAY=MO', -1, 'FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=WEEKLY', 3, 'FREQ=WEEKLY'],
    ['FREQ=DAILY', 1, 'FREQ=DAILY'],
    ['FREQ=MONTHLY;BYMONTHDAY=3', 1, 'FREQ=MONTHLY;BYMONTHDAY=4'],
    [weekdaysRule, 1, null],
    ['FREQ=MONTHLY;BYDAY=2TU', 1, null],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 1, null],
    [weekdaysRule, 0, weekdaysRule],
  ])('%s moved by %i days is %s', (rule, days, expected) => {
    expect(shiftedRule(rule, days, '2026-03-04T13:00')).toBe(expected);
  });

  test('the series follows its dragged occurrence, its last date too', () => {
    const tuesdays = settle(
      series('2026-03-03T13:00', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260331T235900Z'),
    )!;
    const dragged = draggedTime(tuesdays, tuesdays.startsLocal, {
      fromLocal: '2026-03-17T13:00',
      toLocal: '2026-03-18T14:15',
      minutes: 30,
    })!;
    expect(settle(dragged)).toMatchObject({
      startsLocal: '2026-03-04T14:15',
      endsLocal: '2026-04-01T14:15',
      minutes: 30,
    });
  });

  test('weekdays cannot follow to another day', () => {
    const drag = { fromLocal: '2026-03-12T10:30', toLocal: '2026-03-13T10:30', minutes: 45 };
    expect(draggedTime(rounds, rounds.startsLocal, drag)).toBeNull();
  });
});

// ---- Properties -----------------------------------------------------------------------------------

const ruleArbitrary = fc.constantFrom(
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  weekdaysRule,
  'FREQ=WEEKLY;BYDAY=TU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA',
  'FREQ=MONTHLY;BYDAY=2WE',
  'FREQ=DAILY;COUNT=40',
);
const timeArbitrary = fc.constantFrom('00:15', '01:30', '02:30', '10:30', '23:45');

const yearOf = (time: SeriesTime): string[] => startsOnDates(time, '2026-01-01', '2027-02-28');

test('split anywhere with unchanged times, both parts together are the series', () => {
  fc.assert(
    fc.property(ruleArbitrary, timeArbitrary, fc.nat(30), (rule, time, nth) => {
      const whole = settle(series(`2026-01-05T${time}`, rule))!;
      const all = yearOf(whole);
      const splitAt = all[1 + (nth % (all.length - 1))]!;
      const { ended, successor } = editFollowing(whole, [], splitAt, {
        ...whole,
        startsLocal: splitAt,
        rule: ruleFrom(whole, splitAt),
      })!;
      expect([...yearOf({ ...whole, ...ended }), ...yearOf(successor)]).toEqual(all);
    }),
    { numRuns: 50 },
  );
});

test('every exception is kept once, on an occurrence, or left behind', () => {
  fc.assert(
    fc.property(
      ruleArbitrary,
      ruleArbitrary,
      timeArbitrary,
      timeArbitrary,
      fc.integer({ min: -9, max: 9 }),
      (a, b, t, u, shift) => {
        const old = settle(series(`2026-01-05T${t}`, a))!;
        const originals = yearOf(old).filter((_local, i) => i % 4 === 1);
        const edited = editAll(old, originals, series(`${plusDays('2026-01-15', shift)}T${u}`, b))!;
        const targets = edited.rewritten.map(({ to }) => to);
        expect(new Set(targets).size).toBe(targets.length);
        for (const { from, to } of edited.rewritten) {
          expect(originals).toContain(from);
          expect(isStartOf(edited.series, to)).toBe(true);
        }
      },
    ),
    { numRuns: 25 },
  );
});
