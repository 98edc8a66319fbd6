import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startsOfSet, type RecurrenceSet } from '../../shared/appointments/recurrence-set';
import { checkRules } from '../../shared/clinical/rules-check';
import { plusDays, weekdayOf } from '../../shared/time';

const zone = 'America/New_York';
const starts = (
  start: string,
  rule: string | null,
  window: [from: string | null, to: string | null],
  more: Partial<RecurrenceSet> = {},
): string[] =>
  startsOfSet(
    { start, rule, zone, exdates: [], rdates: [], ...more },
    { from: window[0], to: window[1] },
  );
const days = (found: readonly string[]): string => found.map((at) => at.slice(0, 10)).join(' ');

describe('the examples of RFC 5545, 3.8.5.3', () => {
  // Each began at 09:00 in New York; what is listed is what the standard lists.
  test.each<[start: string, rule: string, to: string, expected: string]>([
    [
      '1997-09-02',
      'FREQ=DAILY;COUNT=10',
      '1998-12-31',
      '1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09 1997-09-10 1997-09-11',
    ],
    [
      '1997-09-02',
      'FREQ=DAILY;INTERVAL=10;COUNT=5',
      '1998-12-31',
      '1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12',
    ],
    [
      '1997-09-02',
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
      '1997-11-15',
      '1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28 1997-11-11',
    ],
    [
      '1997-09-01',
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
      '1997-10-10',
      '1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 1997-10-03',
    ],
    [
      '1997-09-02',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
      '1998-12-31',
      '1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16',
    ],
    [
      '1997-09-05',
      'FREQ=MONTHLY;COUNT=4;BYDAY=1FR',
      '1998-12-31',
      '1997-09-05 1997-10-03 1997-11-07 1997-12-05',
    ],
    [
      '1997-09-07',
      'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
      '1998-12-31',
      '1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 1998-05-31',
    ],
    [
      '1997-09-22',
      'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
      '1998-12-31',
      '1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16',
    ],
    [
      '1997-09-28',
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      '1998-02-28',
      '1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26',
    ],
    [
      '1997-09-30',
      'FREQ=MONTHLY;COUNT=6;BYMONTHDAY=1,-1',
      '1998-12-31',
      '1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01',
    ],
    [
      '1997-06-10',
      'FREQ=YEARLY;COUNT=4;BYMONTH=6,7',
      '1999-12-31',
      '1997-06-10 1997-07-10 1998-06-10 1998-07-10',
    ],
    [
      '1997-01-01',
      'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
      '2007-12-31',
      '1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 2003-07-19 2006-01-01',
    ],
    ['1997-05-19', 'FREQ=YEARLY;BYDAY=20MO', '1999-12-31', '1997-05-19 1998-05-18 1999-05-17'],
    [
      '1997-05-12',
      'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
      '1999-12-31',
      '1997-05-12 1998-05-11 1999-05-17',
    ],
    [
      '1997-03-13',
      'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
      '1998-12-31',
      '1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12 1998-03-19 1998-03-26',
    ],
    [
      '1997-09-02',
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
      '2000-12-31',
      '1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13',
    ],
    [
      '1997-09-13',
      'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      '1998-03-31',
      '1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07 1998-03-07',
    ],
    [
      '1996-11-05',
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      '2005-12-31',
      '1996-11-05 2000-11-07 2004-11-02',
    ],
    [
      '1997-09-04',
      'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
      '1998-12-31',
      '1997-09-04 1997-10-07 1997-11-06',
    ],
    [
      '1997-09-29',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      '1998-03-31',
      '1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30',
    ],
    [
      '1997-08-05',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '1998-12-31',
      '1997-08-05 1997-08-17 1997-08-19 1997-08-31',
    ],
    [
      '2007-01-15',
      'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
      '2008-12-31',
      '2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30',
    ],
  ])('%s %s', (start, rule, to, expected) => {
    expect(days(starts(`${start}T09:00:00`, rule, [null, to]))).toBe(expected);
  });

  test('every three hours within a day, and several times a day', () => {
    expect(
      starts('1997-09-02T09:00', 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z', [null, null]),
    ).toEqual([
      '1997-09-02T09:00:00-04:00',
      '1997-09-02T12:00:00-04:00',
      '1997-09-02T15:00:00-04:00',
    ]);
    expect(
      starts('1997-09-02T09:00', 'FREQ=DAILY;BYHOUR=9,16;BYMINUTE=0,20;COUNT=5', [null, null]),
    ).toEqual([
      '1997-09-02T09:00:00-04:00',
      '1997-09-02T09:20:00-04:00',
      '1997-09-02T16:00:00-04:00',
      '1997-09-02T16:20:00-04:00',
      '1997-09-03T09:00:00-04:00',
    ]);
  });
});

describe('hard cases', () => {
  test.each<
    [name: string, start: string, rule: string, from: string, to: string, expected: string]
  >([
    [
      'February 29 comes in leap years only',
      '2024-02-29T09:00',
      'FREQ=YEARLY',
      '2024-01-01',
      '2033-01-01',
      '2024-02-29 2028-02-29 2032-02-29',
    ],
    [
      '1900 and 2100 are no leap years',
      '2096-02-29T09:00',
      'FREQ=YEARLY',
      '2096-01-01',
      '2105-01-01',
      '2096-02-29 2104-02-29',
    ],
    [
      'the last day of February',
      '2027-02-28T09:00',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      '2027-01-01',
      '2029-01-01',
      '2027-02-28 2028-02-29',
    ],
    [
      'a 31st skips shorter months',
      '2026-01-31T09:00',
      'FREQ=MONTHLY',
      '2026-01-01',
      '2026-08-31',
      '2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31',
    ],
    [
      'a fifth Friday skips months without it',
      '2026-01-30T09:00',
      'FREQ=MONTHLY;BYDAY=5FR',
      '2026-01-01',
      '2026-12-31',
      '2026-01-30 2026-05-29 2026-07-31 2026-10-30',
    ],
    [
      'no February has a 30th',
      '2026-01-31T09:00',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      '2026-01-01',
      '2036-12-31',
      '',
    ],
    [
      'a start beside its rule is none of its starts',
      '2026-03-04T09:00',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      '2026-03-01',
      '2026-04-02',
      '2026-03-17 2026-03-31',
    ],
    [
      'the first and last working day',
      '2026-03-01T09:00',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1',
      '2026-03-01',
      '2026-05-31',
      '2026-03-02 2026-03-31 2026-04-01 2026-04-30 2026-05-01 2026-05-29',
    ],
    [
      'a window far from the start',
      '1990-01-01T09:00',
      'FREQ=DAILY;INTERVAL=7',
      '2026-03-01',
      '2026-03-15',
      '2026-03-02 2026-03-09',
    ],
    [
      'COUNT is counted from the start, not from the window',
      '2026-03-02T09:00',
      'FREQ=DAILY;COUNT=5',
      '2026-03-05',
      '2026-12-31',
      '2026-03-05 2026-03-06',
    ],
  ])('%s', (_name, start, rule, from, to, expected) => {
    expect(days(starts(start, rule, [from, to]))).toBe(expected);
  });

  test.each([
    ['in UTC, to the second', 'UNTIL=20260310T130000Z', '2026-03-10'],
    ['in UTC, one second short', 'UNTIL=20260310T125959Z', '2026-03-09'],
    ['in local time', 'UNTIL=20260310T090000', '2026-03-10'],
    ['in local time, one second short', 'UNTIL=20260310T085959', '2026-03-09'],
    ['a date, all of it', 'UNTIL=20260310', '2026-03-10'],
  ])('UNTIL %s', (_name, until, last) => {
    const found = starts('2026-03-06T09:00', `FREQ=DAILY;${until}`, [null, null]);
    expect(found.at(-1)?.slice(0, 10)).toBe(last);
  });

  test('dates taken out count, and only where they name the very start', () => {
    expect(
      starts('2026-03-02T09:00', 'FREQ=DAILY;COUNT=4', [null, null], {
        exdates: ['2026-03-03T09:00:00', '20260304T090000', '2026-03-05T10:00'],
      }),
    ).toEqual(['2026-03-02T09:00:00-05:00', '2026-03-05T09:00:00-05:00']);
  });

  test('dates added come in order, once, and can be taken out again', () => {
    expect(
      starts('2026-03-02T09:00', 'FREQ=WEEKLY;COUNT=2', [null, null], {
        rdates: ['2026-03-09T09:00', '2026-03-04T15:30', '2026-03-01T09:00', '2026-03-05T09:00'],
        exdates: ['2026-03-05T09:00'],
      }),
    ).toEqual([
      '2026-03-01T09:00:00-05:00',
      '2026-03-02T09:00:00-05:00',
      '2026-03-04T15:30:00-05:00',
      '2026-03-09T09:00:00-04:00',
    ]);
  });

  test('without a rule it is the start alone', () => {
    expect(starts('2026-03-02T09:00', null, ['2026-03-01', '2026-03-31'])).toEqual([
      '2026-03-02T09:00:00-05:00',
    ]);
  });

  test('from and to are both included: dates all day, local times and instants to the second', () => {
    const daily = (from: string, to: string) =>
      days(starts('2026-03-01T09:00', 'FREQ=DAILY', [from, to]));
    expect(daily('2026-03-10', '2026-03-11')).toBe('2026-03-10 2026-03-11');
    expect(daily('2026-03-10T09:00', '2026-03-11T09:00')).toBe('2026-03-10 2026-03-11');
    expect(daily('2026-03-10T09:01', '2026-03-11T08:59')).toBe('');
    expect(daily('2026-03-10T13:00:00Z', '2026-03-11T12:59:59.000Z')).toBe('2026-03-10');
    expect(daily('2026-03-11', '2026-03-10')).toBe('');
  });

  test('whole days are dates and never pass through a zone', () => {
    // In Santiago midnight of 2026-09-06 does not exist.
    expect(
      starts('2026-09-05', 'FREQ=DAILY;UNTIL=20260907', [null, null], {
        zone: 'America/Santiago',
        exdates: ['2026-09-05'],
      }),
    ).toEqual(['2026-09-06', '2026-09-07']);
  });
});

describe('when the clocks change', () => {
  test('09:00 stays 09:00', () => {
    expect(starts('2026-03-07T09:00', 'FREQ=DAILY;COUNT=2', [null, null])).toEqual([
      '2026-03-07T09:00:00-05:00',
      '2026-03-08T09:00:00-04:00',
    ]);
  });

  test('a recurring 02:30 is left out in the gap and does not count', () => {
    expect(days(starts('2026-03-07T02:30', 'FREQ=DAILY;COUNT=3', [null, null]))).toBe(
      '2026-03-07 2026-03-09 2026-03-10',
    );
  });

  test('a series that would begin in the gap begins with the next, at its own time', () => {
    expect(starts('2026-03-08T02:30', 'FREQ=DAILY;COUNT=2', [null, null])).toEqual([
      '2026-03-09T02:30:00-04:00',
      '2026-03-10T02:30:00-04:00',
    ]);
  });

  test('a single start and an added date in the gap move on with the offset before it', () => {
    expect(starts('2026-03-08T02:30', null, [null, null])).toEqual(['2026-03-08T03:30:00-04:00']);
    expect(
      starts('2026-03-07T09:00', 'FREQ=DAILY;COUNT=1', [null, null], {
        rdates: ['2026-03-08T02:30'],
      }),
    ).toEqual(['2026-03-07T09:00:00-05:00', '2026-03-08T03:30:00-04:00']);
  });

  test('in the repeated hour the first is meant', () => {
    expect(starts('2026-10-31T01:30', 'FREQ=DAILY;COUNT=3', [null, null])).toEqual([
      '2026-10-31T01:30:00-04:00',
      '2026-11-01T01:30:00-04:00',
      '2026-11-02T01:30:00-05:00',
    ]);
  });

  test('a gap at midnight, and one of half an hour', () => {
    expect(
      starts('2026-09-05T00:00', 'FREQ=DAILY;COUNT=2', [null, null], { zone: 'America/Santiago' }),
    ).toEqual(['2026-09-05T00:00:00-04:00', '2026-09-07T00:00:00-03:00']);
    expect(
      starts('2026-10-03T02:15', 'FREQ=DAILY;COUNT=2', [null, null], {
        zone: 'Australia/Lord_Howe',
      }),
    ).toEqual(['2026-10-03T02:15:00+10:30', '2026-10-05T02:15:00+11:00']);
  });
});

describe('what is refused, in words', () => {
  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['no start', { rule: 'FREQ=DAILY', to: '2026-04-01' }, /^dtstart is missing/],
    [
      'a start that is no day',
      { dtstart: '2026-02-30T09:00', rule: 'FREQ=DAILY;COUNT=1' },
      /dtstart is no day or time that exists/,
    ],
    [
      'a start that is no time',
      { dtstart: 'tomorrow', rule: 'FREQ=DAILY;COUNT=1' },
      /dtstart is not a local time or date: tomorrow/,
    ],
    ['no end', { dtstart: '2026-03-02T09:00', rule: 'FREQ=DAILY' }, /rule has no end/],
    [
      'COUNT beside UNTIL',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=DAILY;COUNT=2;UNTIL=20260310' },
      /parts that do not go together/,
    ],
    ['COUNT=0', { dtstart: '2026-03-02T09:00', rule: 'FREQ=DAILY;COUNT=0' }, /cannot be read/],
    [
      'a numbered weekday of a week',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=WEEKLY;BYDAY=2TU', to: '2026-04-01' },
      /do not go together/,
    ],
    [
      'a position of nothing',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=DAILY;BYSETPOS=1', to: '2026-04-01' },
      /do not go together/,
    ],
    [
      'a week of the year by month',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=MONTHLY;BYWEEKNO=20;BYDAY=MO', to: '2026-04-01' },
      /BYWEEKNO/,
    ],
    [
      'hour 24',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=DAILY;BYHOUR=24', to: '2026-04-01' },
      /BYHOUR of the rule is out of its bounds/,
    ],
    [
      'a part nobody knows',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=DAILY;BYMOON=FULL', to: '2026-04-01' },
      /has a part that is not computed here/,
    ],
    [
      'a 53rd weekday',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=YEARLY;BYDAY=53MO', to: '2036-04-01' },
      /has a part that is not computed here/,
    ],
    [
      'a date taken out of a series with a time',
      {
        dtstart: '2026-03-02T09:00',
        rule: 'FREQ=DAILY',
        to: '2026-04-01',
        exdates: ['2026-03-03'],
      },
      /exdates\[0\] is a date, but the series has a time/,
    ],
    [
      'too many',
      { dtstart: '2026-03-02T09:00', rule: 'FREQ=MINUTELY', to: '2027-03-02' },
      /too many dates/,
    ],
  ];
  test.each(refused)('%s', (_name, input, words) => {
    const [row] = checkRules({ rule: 'rrule', zone, rows: [{ id: 1, input }] });
    expect(row).toMatchObject({ id: 1, error: expect.stringMatching(words) as string });
  });

  test('rows stand alone, each in its zone', () => {
    const input = {
      dtstart: '2026-03-27T09:00',
      rule: 'RRULE:FREQ=DAILY',
      from: '2026-03-28',
      to: '2026-03-29',
      note: 'unknown keys are ignored',
      exdates: null,
    };
    expect(
      checkRules({
        rule: 'rrule',
        zone,
        rows: [
          { id: 'us', input },
          { id: 'bad', zone: 'Nowhere/Land', input },
          { id: 'de', zone: 'Europe/Berlin', input },
        ],
      }),
    ).toEqual([
      { id: 'us', result: { starts: ['2026-03-28T09:00:00-04:00', '2026-03-29T09:00:00-04:00'] } },
      { id: 'bad', error: 'Nowhere/Land is no time zone' },
      { id: 'de', result: { starts: ['2026-03-28T09:00:00+01:00', '2026-03-29T09:00:00+02:00'] } },
    ]);
  });
});

// ---- Against every day of a window, looked at one by one --------------------------------------------

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const nonEmpty = <T>(items: readonly T[]) =>
  fc.subarray([...items], { minLength: 1, maxLength: 3 });

interface Parts {
  frequency: 'MONTHLY' | 'YEARLY';
  interval: number;
  months: number[];
  monthDays: number[];
  days: string[];
  positions: number[];
}

const partsArbitrary: fc.Arbitrary<Parts> = fc.record({
  frequency: fc.constantFrom<('MONTHLY' | 'YEARLY')[]>('MONTHLY', 'YEARLY'),
  interval: fc.integer({ min: 1, max: 3 }),
  months: fc.oneof(fc.constant<number[]>([]), nonEmpty([1, 2, 6, 12])),
  monthDays: fc.oneof(fc.constant<number[]>([]), nonEmpty([1, 13, 29, 31, -1, -30])),
  days: fc.oneof(
    fc.constant<string[]>([]),
    nonEmpty(names),
    nonEmpty(['1MO', '-1FR', '2TU', '5SU', '-5WE']),
  ),
  positions: fc.oneof(fc.constant<number[]>([]), nonEmpty([1, 2, -1, -2])),
});

const usable = ({ frequency, months, monthDays, days, positions }: Parts): boolean => {
  const numbered = days.some((day) => day.length > 2);
  if (positions.length > 0 && months.length + monthDays.length + days.length === 0) return false;
  return frequency === 'MONTHLY' || !(numbered && (months.length === 0 || monthDays.length > 0));
};

const textOf = ({ frequency, interval, months, monthDays, days: on, positions }: Parts): string =>
  [
    `FREQ=${frequency};INTERVAL=${interval}`,
    ...(months.length > 0 ? [`BYMONTH=${months.join(',')}`] : []),
    ...(monthDays.length > 0 ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ...(on.length > 0 ? [`BYDAY=${on.join(',')}`] : []),
    ...(positions.length > 0 ? [`BYSETPOS=${positions.join(',')}`] : []),
  ].join(';');

/** Which periods there are, which of their days fit, and which positions of those are meant. */
const lookedAt = (parts: Parts, start: string, to: string): string[] => {
  const { frequency, interval, positions } = parts;
  const bare = parts.monthDays.length + parts.days.length === 0;
  const monthDays = bare ? [Number(start.slice(8))] : parts.monthDays;
  const months =
    bare && frequency === 'YEARLY' && parts.months.length === 0
      ? [Number(start.slice(5, 7))]
      : parts.months;
  const fits = (date: string): boolean => {
    const day = Number(date.slice(8));
    const last = new Date(
      Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0),
    ).getUTCDate();
    if (months.length > 0 && !months.includes(Number(date.slice(5, 7)))) return false;
    if (monthDays.length > 0 && !monthDays.some((n) => (n > 0 ? n === day : last + 1 + n === day)))
      return false;
    if (parts.days.length === 0) return true;
    return parts.days.some((text) => {
      if (text.slice(-2) !== names[weekdayOf(date) - 1]) return false;
      const nth = Number(text.slice(0, -2) || 0);
      if (nth === 0) return true;
      return nth > 0 ? Math.ceil(day / 7) === nth : Math.ceil((last - day + 1) / 7) === -nth;
    });
  };
  const periodOf = (date: string): number =>
    frequency === 'YEARLY'
      ? Number(date.slice(0, 4))
      : Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const sets = new Map<number, string[]>();
  const first = `${start.slice(0, 4)}-01-01`;
  for (let date = first; date <= plusDays(to, 400); date = plusDays(date, 1)) {
    if ((periodOf(date) - periodOf(start)) % interval !== 0 || !fits(date)) continue;
    sets.set(periodOf(date), [...(sets.get(periodOf(date)) ?? []), date]);
  }
  return [...sets.values()]
    .flatMap((set) =>
      set.filter(
        (_date, i) =>
          positions.length === 0 || positions.some((n) => (n > 0 ? n - 1 : set.length + n) === i),
      ),
    )
    .filter((date) => date >= start && date <= to)
    .sort();
};

test('rules by month and year give what looking at every day gives', () => {
  fc.assert(
    fc.property(partsArbitrary.filter(usable), fc.nat(800), (parts, later) => {
      const start = plusDays('2024-01-01', later);
      const to = plusDays(start, 1200);
      expect(
        starts(`${start}T09:00`, textOf(parts), [null, to]).map((at) => at.slice(0, 10)),
      ).toEqual(lookedAt(parts, start, to));
    }),
    { numRuns: 150 },
  );
});
