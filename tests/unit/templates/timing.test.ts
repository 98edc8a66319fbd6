import { describe, expect, test } from 'vitest';
import { templates } from '../../../electron/clinical/templates';
import {
  datesOf,
  dueDateOf,
  readTiming,
  type Anchors,
} from '../../../shared/careplans/templates/timing';

/** Friday, March 6, 2026, 22:30 in New York, two nights before the clocks go forward. */
const anchors: Anchors = {
  activatedAt: '2026-03-07T03:30:00.000Z',
  dischargeOn: '2026-03-13',
  zone: 'America/New_York',
  holidays: new Set(['2026-03-16']),
};

test.each([
  ['A', '2026-03-06'],
  ['A+1d', '2026-03-07'],
  ['A+3d', '2026-03-09'],
  ['A+24h', '2026-03-07'],
  // 22:30 and 49 hours over the night that has 23: half past midnight, two days on.
  ['A+49h', '2026-03-09'],
  ['D', '2026-03-13'],
  ['D-1d', '2026-03-12'],
  ['D-2d', '2026-03-11'],
  ['D+1d', '2026-03-14'],
  ['D+14d', '2026-03-27'],
  // The 13th is a Friday and the Monday a holiday.
  ['D+2bd', '2026-03-18'],
  ['D+84d', '2026-06-05'],
  ['D+7d, 30d', '2026-04-12'],
  ['D+14d or end date', '2026-03-27'],
])('%s is due on %s', (text, date) => {
  expect(dueDateOf(text, anchors)).toBe(date);
});

test('two readings have two dates', () => {
  expect(datesOf(readTiming('D+7d, 30d')!, anchors)).toEqual(['2026-03-20', '2026-04-12']);
});

test.each(['D', 'D-1d', 'D+2bd', 'D+7d, 30d', 'D+14d or end date'])(
  '%s is not dated while the discharge is unknown',
  (text) => {
    expect(dueDateOf(text, { ...anchors, dischargeOn: null })).toBeNull();
  },
);

test('from activation it is dated all the same', () => {
  expect(dueDateOf('A+3d', { ...anchors, dischargeOn: null })).toBe('2026-03-09');
});

test('a day before leaving that has passed is due on the day of applying', () => {
  expect(dueDateOf('D-1d', { ...anchors, dischargeOn: '2026-03-06' })).toBe('2026-03-06');
});

describe('what is no time', () => {
  test.each([
    '',
    'B+1d',
    'D+d',
    'A+3',
    'A 3d',
    'D-2bd',
    'D-5h',
    'D+7d, soon',
    'D+7d,',
    'at leaving',
  ])('%j', (text) => {
    expect(readTiming(text)).toBeNull();
    expect(dueDateOf(text, anchors)).toBeNull();
  });
});

test('every time of every template can be counted', () => {
  const times = templates.offers.flatMap(({ problems }) =>
    problems.flatMap(({ problem }) => [
      ...problem.goals.map(({ by }) => by),
      ...problem.interventions.map(({ due }) => due),
    ]),
  );
  expect(times.length).toBeGreaterThan(380);
  for (const text of times) expect(dueDateOf(text, anchors)).toMatch(/^2026-/);
});
