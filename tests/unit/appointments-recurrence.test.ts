import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandSeries, type Exception } from '../../shared/appointments/expand';
import { formatRule, parseRule, untilOf } from '../../shared/appointments/rule';
import {
  firstStart,
  instantsOf,
  isStartOf,
  lastStart,
  settle,
  startsOnDates,
  type SeriesTime,
} from '../../shared/appointments/series-time';
import { epochOfLocal, instantOfMinute, localOfEpoch } from '../../shared/appointments/zone-line';
import {
  epochOf,
  instantOfEpoch,
  instantOfLocal,
  localOf,
  plusDays,
  weekdayOf,
} from '../../shared/time';

const zone = 'America/New_York';
const series = (startsLocal: string, rule: string | null, more: Partial<SeriesTime> = {}) => ({
  startsLocal,
  zone,
  minutes: 45,
  wholeDays: 0,
  rule,
  ...more,
});
const dates = (locals: readonly string[]): string[] => locals.map((local) => local.slice(5, 10));

describe('rules', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=MONTHLY;BYDAY=2TU'],
    ['FREQ=MONTHLY;BYDAY=-1FR'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU'],
    ['FREQ=DAILY;COUNT=10'],
    ['FREQ=DAILY;UNTIL=20260330T133000Z'],
    ['FREQ=MONTHLY;BYMONTHDAY=31'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
  ])('%s is read and written back as it was', (text) => {
    const rule = parseRule(text);
    expect(typeof rule === 'string' ? rule : formatRule(rule)).toBe(text);
  });

  test.each([
    ['FREQ=SECONDLY', 'tooOften'],
    ['FREQ=HOURLY;INTERVAL=2', 'tooOften'],
    ['FREQ=DAILY;BYHOUR=9,17', 'tooOften'],
    ['FREQ=DAILY;COUNT=1001', 'tooLong'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260330T133000Z', 'unreadable'],
    ['FREQ=DAILY;UNTIL=20260330T093000', 'unreadable'],
    ['FREQ=WEEKLY;BYDAY=2TU', 'unreadable'],
    ['FREQ=WEEKLY;BYDAY=XX', 'unreadable'],
    ['FREQ=DAILY;FREQ=DAILY', 'unreadable'],
    ['FREQ=YEARLY;BYWEEKNO=5', 'unsupported'],
    ['every day', 'unreadable'],
    ['', 'unreadable'],
  ])('%s is refused as %s', (text, problem) => {
    expect(parseRule(text)).toBe(problem);
  });
});

describe('occurrences', () => {
  test('09:00 stays 09:00 when the clocks change', () => {
    const rounds = series('2026-03-06T09:00', 'FREQ=DAILY');
    const found = expandSeries(rounds, [], {
      from: '2026-03-06T05:00:00.000Z',
      to: '2026-03-10T04:00:00.000Z',
    });
    expect(found.map(({ from }) => instantOfEpoch(from))).toEqual([
      '2026-03-06T14:00:00.000Z',
      '2026-03-07T14:00:00.000Z',
      '2026-03-08T13:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
    ]);
  });

  test('a recurring 02:30 is left out on the night the hour is missing', () => {
    expect(
      dates(startsOnDates(series('2026-03-06T02:30', 'FREQ=DAILY'), '2026-03-06', '2026-03-10')),
    ).toEqual(['03-06', '03-07', '03-09', '03-10']);
  });

  test('what is left out does not count', () => {
    expect(lastStart(series('2026-03-07T02:30', 'FREQ=DAILY;COUNT=3'))).toBe('2026-03-10T02:30');
  });

  test('a single 02:30 in the missing hour moves on with the offset before it', () => {
    expect(instantsOf('2026-03-08T02:30', series('2026-03-08T02:30', null)).startsAt).toBe(
      '2026-03-08T07:30:00.000Z',
    );
    expect(localOf('2026-03-08T07:30:00.000Z', zone)).toBe('2026-03-08T03:30');
  });

  test('in the repeated hour the first is meant', () => {
    const night = series('2026-10-31T01:30', 'FREQ=DAILY');
    const [, second] = expandSeries(night, [], {
      from: '2026-10-31T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    });
    expect(instantOfEpoch(second!.from)).toBe('2026-11-01T05:30:00.000Z');
  });

  test('the 31st skips shorter months', () => {
    expect(
      dates(
        startsOnDates(
          series('2026-01-31T09:00', 'FREQ=MONTHLY;BYMONTHDAY=31'),
          '2026-01-01',
          '2026-12-31',
        ),
      ),
    ).toEqual(['01-31', '03-31', '05-31', '07-31', '08-31', '10-31', '12-31']);
  });

  test.each([
    ['MO', ['08-05', '08-10', '08-19', '08-24']],
    ['SU', ['08-05', '08-17', '08-19', '08-31']],
  ])('every other week depends on the first day of the week (%s)', (weekStart, expected) => {
    // RFC 5545, 3.3.10, the example of WKST.
    const rule = `FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${weekStart}`;
    const found = startsOnDates(series('1997-08-05T09:00', rule), '1997-08-01', '1997-09-30');
    expect(dates(found)).toEqual(expected);
  });

  test('a whole day is a nominal day, of 23 or 25 hours too; 24 hours are 24 hours', () => {
    const hours = (more: Partial<SeriesTime>, local: string): number => {
      const { startsAt, endsAt } = instantsOf(local, series(local, null, more));
      return (epochOf(endsAt) - epochOf(startsAt)) / 3_600_000;
    };
    expect(hours({ minutes: 0, wholeDays: 1 }, '2026-03-08T00:00')).toBe(23);
    expect(hours({ minutes: 0, wholeDays: 1 }, '2026-11-01T00:00')).toBe(25);
    expect(hours({ minutes: 1440 }, '2026-03-08T00:00')).toBe(24);
  });

  test('a date without time never passes through a zone', () => {
    // In Santiago midnight of 2026-09-06 does not exist.
    const days = series('2026-09-05T00:00', 'FREQ=DAILY', {
      zone: 'America/Santiago',
      minutes: 0,
      wholeDays: 1,
    });
    expect(dates(startsOnDates(days, '2026-09-05', '2026-09-07'))).toEqual([
      '09-05',
      '09-06',
      '09-07',
    ]);
  });

  test('what began before the window and still goes on is in it', () => {
    const night = series('2026-03-10T23:00', 'FREQ=DAILY', { minutes: 180 });
    const found = expandSeries(night, [], {
      from: instantOfLocal('2026-03-12T00:00', zone),
      to: instantOfLocal('2026-03-12T12:00', zone),
    });
    expect(found.map(({ startsLocal }) => startsLocal)).toEqual(['2026-03-11T23:00']);
  });

  test('a window far from the start costs no walk through all the years', () => {
    const rounds = series('1980-01-01T09:00', 'FREQ=DAILY');
    const before = performance.now();
    expect(startsOnDates(rounds, '2026-03-01', '2026-03-31')).toHaveLength(31);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('exceptions', () => {
  const rounds = series('2026-03-02T10:30', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR');
  const week = {
    from: instantOfLocal('2026-03-16T00:00', zone),
    to: instantOfLocal('2026-03-21T00:00', zone),
  };
  const exception = (originalLocal: string, more: Partial<Exception> = {}): Exception => ({
    originalLocal,
    cancelled: false,
    startsLocal: null,
    minutes: null,
    ...more,
  });

  test('a moved occurrence keeps its original start and leaves no second one behind', () => {
    const moved = exception('2026-03-19T10:30', { startsLocal: '2026-03-19T11:30' });
    const found = expandSeries(rounds, [moved], week);
    expect(found.map(({ startsLocal }) => startsLocal.slice(8))).toEqual([
      '16T10:30',
      '17T10:30',
      '18T10:30',
      '19T11:30',
      '20T10:30',
    ]);
    expect(found[3]).toMatchObject({ originalLocal: '2026-03-19T10:30', moved: true });
  });

  test('one moved out of the window is gone from it, one moved in is in it', () => {
    const out = exception('2026-03-19T10:30', { startsLocal: '2026-03-23T10:30' });
    const into = exception('2026-03-25T10:30', { startsLocal: '2026-03-18T15:00' });
    const found = expandSeries(rounds, [out, into], week);
    expect(found.map(({ originalLocal }) => originalLocal.slice(8, 10))).toEqual([
      '16',
      '17',
      '18',
      '25',
      '20',
    ]);
  });

  test('a cancelled one is told as cancelled', () => {
    const found = expandSeries(rounds, [exception('2026-03-18T10:30', { cancelled: true })], week);
    expect(
      found.filter(({ cancelled }) => cancelled).map(({ originalLocal }) => originalLocal),
    ).toEqual(['2026-03-18T10:30']);
  });

  test('an exception of a day the rule no longer has shows nothing', () => {
    const saturday = exception('2026-03-21T10:30', { startsLocal: '2026-03-18T08:00' });
    expect(expandSeries(rounds, [saturday], week)).toHaveLength(5);
  });
});

describe('start and rule agree', () => {
  test('the first occurrence is the start', () => {
    expect(settle(series('2026-03-04T09:00', 'FREQ=WEEKLY;BYDAY=TU'))?.startsLocal).toBe(
      '2026-03-10T09:00',
    );
  });

  test('a series that would start in the missing hour starts with the next', () => {
    expect(firstStart(series('2026-03-08T02:30', 'FREQ=WEEKLY'))).toBe('2026-03-15T02:30');
    expect(firstStart(series('2026-03-08T02:30', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU'))).toBe(
      '2026-03-22T02:30',
    );
  });

  test('the end is the last local start, in UTC and inclusive', () => {
    const rounds = series('2026-03-02T10:30', 'FREQ=DAILY;UNTIL=20260310T035900Z');
    expect(settle(rounds)).toMatchObject({
      endsLocal: '2026-03-09T10:30',
      rule: 'FREQ=DAILY;UNTIL=20260309T143000Z',
    });
  });

  test('whole days end on a date', () => {
    const away = series('2026-03-02T00:00', 'FREQ=WEEKLY;UNTIL=20260320', {
      minutes: 0,
      wholeDays: 1,
    });
    expect(settle(away)).toMatchObject({
      endsLocal: '2026-03-16T00:00',
      rule: 'FREQ=WEEKLY;UNTIL=20260316',
    });
  });

  test.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=3'],
    ['FREQ=DAILY;UNTIL=20260101T120000Z'],
  ])('a rule without any date is told: %s', (rule) => {
    expect(settle(series('2026-03-02T10:30', rule))).toBeNull();
  });
});

// ---- Properties -----------------------------------------------------------------------------------

const zones = [
  'America/New_York',
  'America/Phoenix',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'UTC',
];
const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const localArbitrary = fc
  .record({ day: fc.integer({ min: 0, max: 900 }), minute: fc.integer({ min: 0, max: 287 }) })
  .map(({ day, minute }) => {
    const m = minute * 5;
    const pad = (n: number): string => String(n).padStart(2, '0');
    return `${plusDays('2025-01-01', day)}T${pad(Math.floor(m / 60))}:${pad(m % 60)}`;
  });

const ruleArbitrary = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map((n) => `FREQ=DAILY;INTERVAL=${n}`),
  fc
    .record({ n: fc.integer({ min: 1, max: 3 }), days: fc.subarray(dayNames, { minLength: 1 }) })
    .map(({ n, days }) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.join(',')}`),
  fc.integer({ min: 1, max: 31 }).map((n) => `FREQ=MONTHLY;BYMONTHDAY=${n}`),
  fc
    .record({ nth: fc.constantFrom(1, 2, 3, 4, -1), day: fc.constantFrom(...dayNames) })
    .map(({ nth, day }) => `FREQ=MONTHLY;BYDAY=${nth}${day}`),
);

/** The same rules by looking at every day: slow, plain, and written apart from the library. */
const dayByDay = (
  { startsLocal, rule, zone: at }: SeriesTime,
  from: string,
  to: string,
): string[] => {
  const parts = Object.fromEntries(rule!.split(';').map((part) => part.split('='))) as Record<
    string,
    string
  >;
  const interval = Number(parts['INTERVAL'] ?? 1);
  const start = startsLocal.slice(0, 10);
  const monday = (date: string): string => plusDays(date, 1 - weekdayOf(date));
  const days = (a: string, b: string): number =>
    Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
  const fits = (date: string): boolean => {
    const name = dayNames[weekdayOf(date) - 1]!;
    const dom = Number(date.slice(8));
    if (parts['FREQ'] === 'DAILY') return days(start, date) % interval === 0;
    if (parts['FREQ'] === 'WEEKLY')
      return (
        parts['BYDAY']!.split(',').includes(name) &&
        (days(monday(start), monday(date)) / 7) % interval === 0
      );
    if (parts['BYMONTHDAY']) return dom === Number(parts['BYMONTHDAY']);
    const nth = Number(parts['BYDAY']!.slice(0, -2));
    if (!parts['BYDAY']!.endsWith(name)) return false;
    return nth > 0
      ? Math.ceil(dom / 7) === nth
      : plusDays(date, 7).slice(5, 7) !== date.slice(5, 7);
  };
  const found: string[] = [];
  for (let date = start; date <= to; date = plusDays(date, 1)) {
    const local = `${date}${startsLocal.slice(10)}`;
    if (date >= from && fits(date) && localOf(instantOfLocal(local, at), at) === local)
      found.push(local);
  }
  return found;
};

test('occurrences are those found by looking at every day', () => {
  fc.assert(
    fc.property(
      localArbitrary,
      ruleArbitrary,
      fc.constantFrom(...zones),
      fc.nat(400),
      (start, rule, at, later) => {
        const settled = settle(series(start, rule, { zone: at }));
        if (settled === null) return;
        const from = plusDays(settled.startsLocal.slice(0, 10), later);
        const to = plusDays(from, 45);
        expect(startsOnDates(settled, from, to)).toEqual(dayByDay(settled, from, to));
      },
    ),
    { numRuns: 300 },
  );
});

test('settling twice is settling once, and its start is an occurrence', () => {
  fc.assert(
    fc.property(
      localArbitrary,
      ruleArbitrary,
      fc.constantFrom(...zones),
      fc.nat(200),
      (start, rule, at, length) => {
        const until = untilOf(`${plusDays(start.slice(0, 10), length)}T23:59`, at, false);
        const settled = settle(series(start, `${rule};UNTIL=${until}`, { zone: at }));
        if (settled === null) return;
        expect(settle(settled)).toEqual(settled);
        expect(isStartOf(settled, settled.startsLocal)).toBe(true);
        expect(isStartOf(settled, settled.endsLocal!)).toBe(true);
        expect(lastStart(settled)).toBe(settled.endsLocal);
      },
    ),
    { numRuns: 200 },
  );
});

test('instants of many events are written as any other, in and out of whole minutes', () => {
  const most = Date.UTC(2200, 0);
  fc.assert(
    fc.property(fc.integer({ min: -most, max: most }), fc.boolean(), (ms, whole) => {
      const at = whole ? ms - (ms % 60_000) : ms;
      expect(instantOfMinute(at)).toBe(new Date(at).toISOString());
    }),
    { numRuns: 2000 },
  );
});

test('the fast way between wall time and UTC is the exact one', () => {
  fc.assert(
    fc.property(localArbitrary, fc.constantFrom(...zones), (local, at) => {
      const exact = instantOfLocal(local, at);
      expect(instantOfEpoch(epochOfLocal(local, at))).toBe(exact);
      expect(localOfEpoch(epochOf(exact), at)).toBe(localOf(exact, at));
    }),
    { numRuns: 2000 },
  );
});
