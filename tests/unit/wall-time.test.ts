import { expect, test } from 'vitest';
import {
  instantOfWallTime,
  wallTimeOf,
  wallTimeOfText,
  textOfWallTime,
  wallTimeProblem,
} from '../../shared/wall-time';

const zone = 'America/New_York';

test('a time in the spring gap is refused', () => {
  expect(wallTimeProblem({ date: '2026-03-08', time: '02:30', which: null }, zone)).toBe('gap');
});

test('in the repeated hour it is asked which, and both are different instants', () => {
  const wall = { date: '2026-11-01', time: '01:30' };
  expect(wallTimeProblem({ ...wall, which: null }, zone)).toBe('which');
  expect(instantOfWallTime({ ...wall, which: 'first' }, zone)).toBe('2026-11-01T05:30:00.000Z');
  expect(instantOfWallTime({ ...wall, which: 'second' }, zone)).toBe('2026-11-01T06:30:00.000Z');
});

test.each(['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z', '2026-03-12T13:42:00.000Z'])(
  '%s is shown as typed and read back as itself',
  (instant) => {
    expect(instantOfWallTime(wallTimeOf(instant, zone), zone)).toBe(instant);
  },
);

test('a half typed moment is missing something', () => {
  expect(wallTimeProblem({ date: '2026-03-12', time: '', which: null }, zone)).toBe('missing');
});

test('a moment stands in a form as one text and comes back as it was typed', () => {
  const typed = { date: '2026-11-01', time: '01:30', which: 'second' as const };
  expect(wallTimeOfText(textOfWallTime(typed))).toEqual(typed);
  expect(wallTimeOfText('')).toEqual({ date: '', time: '', which: null });
  expect(wallTimeOfText('2026-03-12|09:30|')).toEqual({
    date: '2026-03-12',
    time: '09:30',
    which: null,
  });
});
