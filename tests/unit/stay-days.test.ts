import { expect, test } from 'vitest';
import { columnOf, stayDays } from '../../renderer/features/encounters/stay-days';

test('a short stay begins at its admission', () => {
  const days = stayDays('2026-03-07', '2026-03-12', '2026-03-13', null);
  expect(days.from).toBe('2026-03-07');
  expect(days.beganBefore).toBe(false);
  expect(columnOf(days, '2026-03-13')).toBe(6);
});

test('a long stay shows its last days, today and the expected day', () => {
  const days = stayDays('2026-01-02', '2026-03-12', '2026-03-15', null);
  expect(days.beganBefore).toBe(true);
  expect(columnOf(days, '2026-03-12')).not.toBeNull();
  expect(columnOf(days, '2026-03-15')).not.toBeNull();
});

test('today is never out of sight, however far the expected day lies', () => {
  const days = stayDays('2026-01-02', '2026-03-12', '2026-06-30', null);
  expect(columnOf(days, '2026-03-12')).not.toBeNull();
  expect(columnOf(days, '2026-06-30')).toBeNull();
});

test('a stay that has ended shows the day it ended, not today', () => {
  const days = stayDays('2025-03-01', '2026-03-12', null, '2025-03-04');
  expect(columnOf(days, '2025-03-04')).toBe(3);
  expect(columnOf(days, '2026-03-12')).toBeNull();
});
