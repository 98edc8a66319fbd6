import { expect, test } from 'vitest';
import { goalAttention, planAttention, type AttendedGoal } from '../../shared/careplans/attention';
import { progressChart } from '../../shared/careplans/chart';

const zone = 'America/New_York';
const box = { width: 100, height: 50 };
const at = (day: number, value: string | null) => ({
  at: `2026-03-${String(day).padStart(2, '0')}T16:00:00.000Z`,
  value,
});

test('points, baseline, target and due line stand on one scale', () => {
  const chart = progressChart(
    {
      baseline: '10 ft',
      target: '110 ft',
      dueOn: '2026-03-14',
      progress: [at(9, '10 ft'), at(10, null), at(11, '60 ft')],
    },
    box,
    zone,
  )!;
  expect(chart.points.map(({ value, y }) => [value, y])).toEqual([
    [10, 50],
    [60, 25],
  ]);
  expect(chart.baseline).toEqual({ value: 10, y: 50 });
  expect(chart.target).toEqual({ value: 110, y: 0 });
  // The date begins at 00:00 of March 14 in the hospital: 04:00 UTC.
  expect(chart.due).toEqual({ x: 100, on: '2026-03-14' });
  expect(chart.points[0]!.x).toBe(0);
  expect(chart.points[1]!.x).toBeCloseTo((48 / 108) * 100, 6);
});

test.each([
  ['no number at all', { progress: [at(9, 'better')], baseline: null, target: null }, null],
  ['one point alone', { progress: [at(9, '5')], baseline: null, target: null }, [[0, 25]]],
  [
    'a date that had passed before the first point',
    { progress: [at(9, '5'), at(10, '5')], baseline: null, target: null, dueOn: '2026-03-08' },
    'inside',
  ],
])('%s', (_what, goal, expected) => {
  const chart = progressChart({ dueOn: null, ...goal }, box, zone);
  if (expected === null) expect(chart).toBeNull();
  else if (expected === 'inside') {
    expect(chart!.due!.x).toBe(0);
    expect(chart!.points.map(({ x }) => x >= 0 && x <= 100)).toEqual([true, true]);
  } else expect(chart!.points.map(({ x, y }) => [x, y])).toEqual(expected);
});

const goal = (more: Partial<AttendedGoal>): AttendedGoal => ({
  ...{ lifecycleStatus: 'active', achievementStatus: 'in-progress', dueOn: null },
  lastProgressAt: null,
  ...more,
});
const signed = '2026-03-07T20:00:00.000Z';
const today = '2026-03-12';

test.each<[string, Partial<AttendedGoal>, number | null, number | null]>([
  ['signed five days ago, nothing since', {}, null, 5],
  ['recorded two days ago', { lastProgressAt: '2026-03-10T15:00:00.000Z' }, null, null],
  ['recorded three days ago', { lastProgressAt: '2026-03-09T15:00:00.000Z' }, null, 3],
  // 02:30 UTC of the 10th is still the 9th in the hospital.
  ['recorded late in the evening', { lastProgressAt: '2026-03-10T02:30:00.000Z' }, null, 3],
  [
    'recorded before the plan was in force',
    { lastProgressAt: '2026-03-01T15:00:00.000Z' },
    null,
    5,
  ],
  ['due today', { dueOn: '2026-03-12' }, null, 5],
  ['due yesterday', { dueOn: '2026-03-11' }, 1, 5],
  ['reached', { dueOn: '2026-03-01', achievementStatus: 'achieved' }, null, null],
  ['given up', { dueOn: '2026-03-01', lifecycleStatus: 'cancelled' }, null, null],
  ['on hold', { dueOn: '2026-03-01', lifecycleStatus: 'on-hold' }, null, null],
])('a goal %s', (_what, more, pastDueDays, quietDays) => {
  expect(goalAttention(goal(more), signed, today, zone)).toEqual({ pastDueDays, quietDays });
});

test('a plan counts its goals, one of them in both', () => {
  const goals = [
    goal({ dueOn: '2026-03-11' }),
    goal({ lastProgressAt: '2026-03-12T12:00:00.000Z' }),
  ];
  expect(planAttention(goals, signed, today, zone)).toEqual({ pastDue: 1, quiet: 1 });
});
