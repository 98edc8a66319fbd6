import { expect, test } from 'vitest';
import { businessDayFrom, federalHolidays } from '../../../electron/demonstration/federal-holidays';

test('the federal holidays of 2026 are those the Office of Personnel Management lists', () => {
  expect(federalHolidays(2026).map(({ on }) => on)).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ]);
});

test('a holiday on a Sunday is kept on Monday, one on a Saturday on Friday', () => {
  const days = (year: number) => new Map(federalHolidays(year).map(({ name, on }) => [name, on]));
  expect(days(2027).get('Independence Day')).toBe('2027-07-05');
  expect(days(2027).get('Juneteenth')).toBe('2027-06-18');
  expect(days(2028).get("New Year's Day")).toBe('2027-12-31');
});

test('the business day from a Saturday before a holiday is the Tuesday', () => {
  expect(businessDayFrom('2026-05-23', new Set(['2026-05-25']))).toBe('2026-05-26');
  expect(businessDayFrom('2026-05-22', new Set(['2026-05-25']))).toBe('2026-05-22');
});
