import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, isDate, plusDays } from '../../shared/time';
import { readDate, writeDate, type Language } from '../../shared/typed-date';
import { readTime } from '../../shared/typed-time';

// A Thursday.
const today = '2026-03-12';
const read = (text: string, language: Language, past = false): string | null =>
  readDate(text, { today, language, past });

describe('a date as it is typed', () => {
  it.each([
    ['14', 'en', '2026-03-14'],
    ['12', 'en', '2026-03-12'],
    ['11', 'en', '2026-04-11'],
    ['31', 'en', '2026-03-31'],
    ['3/14', 'en', '2026-03-14'],
    ['14/3', 'es', '2026-03-14'],
    ['14/3', 'en', '2026-03-14'],
    ['3/14', 'es', '2026-03-14'],
    ['3/4', 'en', '2026-03-04'],
    ['3/4', 'es', '2026-04-03'],
    ['12/30', 'en', '2025-12-30'],
    ['14mar', 'en', '2026-03-14'],
    ['mar14', 'en', '2026-03-14'],
    ['Mar 14, 2027', 'en', '2027-03-14'],
    ['14 de marzo de 2027', 'es', '2027-03-14'],
    ['March 3rd', 'en', '2026-03-03'],
    ['2 ene', 'es', '2026-01-02'],
    ['14.3.26', 'es', '2026-03-14'],
    ['3/14/41', 'en', '2041-03-14'],
    ['3/14/52', 'en', '1952-03-14'],
    ['2026-03-14', 'es', '2026-03-14'],
    ['20260314', 'en', '2026-03-14'],
    ['03142026', 'en', '2026-03-14'],
    ['14032026', 'es', '2026-03-14'],
    ['+2', 'en', '2026-03-14'],
    ['-1', 'en', '2026-03-11'],
    ['today', 'en', '2026-03-12'],
    ['hoy', 'es', '2026-03-12'],
    ['mañana', 'es', '2026-03-13'],
    ['Yesterday', 'en', '2026-03-11'],
    ['fri', 'en', '2026-03-13'],
    ['thu', 'en', '2026-03-19'],
    ['vie', 'es', '2026-03-13'],
    ['sáb', 'es', '2026-03-14'],
    ['mar', 'es', '2026-03-17'],
    ['2/29', 'en', '2028-02-29'],
  ] as const)('%s in %s is %s', (text, language, date) => {
    expect(read(text, language)).toBe(date);
  });

  it.each([
    ['14', '2026-02-14'],
    ['12', '2026-03-12'],
    ['3/14', '2025-03-14'],
    ['12/30', '2025-12-30'],
    ['thu', '2026-03-05'],
    ['fri', '2026-03-06'],
  ] as const)('where only what has been is asked for, %s is %s', (text, date) => {
    expect(read(text, 'en', true)).toBe(date);
  });

  it.each([
    '',
    '0',
    '32',
    '13/13',
    '2/30',
    '2/30/2026',
    'm',
    'marx 3',
    '3/14/026',
    '0/5',
    '1//2',
    'x',
  ])('%s is not guessed', (text) => {
    expect(read(text, 'en')).toBeNull();
    expect(read(text, 'es')).toBeNull();
  });

  const languages = fc.constantFrom<Language>('en', 'es');
  const dates = fc.integer({ min: 0, max: 120_000 }).map((n) => plusDays('1860-01-01', n));

  it('what a field shows is read back as the same date, in either language', () => {
    fc.assert(
      fc.property(dates, dates, languages, fc.boolean(), (date, now, language, past) => {
        const reading = { today: now, language, past };
        expect(readDate(writeDate(date, language), reading)).toBe(date);
        expect(readDate(date, reading)).toBe(date);
        expect(readDate(writeDate(date, language).replaceAll('/', ''), reading)).toBe(date);
      }),
    );
  });

  it('a date without a year is within half a year, or in the past where that is asked', () => {
    fc.assert(
      fc.property(dates, dates, languages, (date, now, language) => {
        fc.pre(!date.endsWith('02-29'));
        const short = writeDate(date, language).slice(0, 5);
        const near = readDate(short, { today: now, language });
        expect(near?.slice(5)).toBe(date.slice(5));
        expect(Math.abs(daysBetween(now, near!))).toBeLessThanOrEqual(183);
        const behind = readDate(short, { today: now, language, past: true });
        expect(behind! <= now && daysBetween(behind!, now) < 366).toBe(true);
      }),
    );
  });

  it('a day alone is the next one, or the last one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), dates, languages, (day, now, language) => {
        const next = readDate(String(day), { today: now, language });
        expect(Number(next!.slice(8))).toBe(day);
        expect(next! >= now && daysBetween(now, next!) <= 61).toBe(true);
        const last = readDate(String(day), { today: now, language, past: true });
        expect(last! <= now && daysBetween(last!, now) <= 61).toBe(true);
      }),
    );
  });

  it('whatever is typed, the answer is a real date or none', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9/. +\-a-z]{0,12}$/),
      fc.stringMatching(/^\d{1,2}[-/. ]?(ene|mar|may|dec|sept)[a-z]{0,4} ?\d{0,4}$/),
    );
    fc.assert(
      fc.property(typed, languages, fc.boolean(), (text, language, past) => {
        const date = read(text, language, past);
        expect(date === null || isDate(date)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a time as it is typed', () => {
  it.each([
    ['9', '09:00'],
    ['14', '14:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:30', '09:30'],
    ['14.05', '14:05'],
    ['9h30', '09:30'],
    ['9 30', '09:30'],
    ['2p', '14:00'],
    ['2:30 PM', '14:30'],
    ['2:30 p. m.', '14:30'],
    ['12 a.m.', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['Mediodía', '12:00'],
    ['now', '13:42'],
    ['ahora', '13:42'],
    ['14:30 h', '14:30'],
  ])('%s is %s', (text, time) => {
    expect(readTime(text, '13:42')).toBe(time);
  });

  it.each(['', '24', '25:00', '9:60', '13 pm', '0 am', '9:3', '12345', 'x'])(
    '%s is not guessed',
    (text) => {
      expect(readTime(text, '13:42')).toBeNull();
    },
  );

  it('every minute of the day is read in each way of writing it', () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const [hour, rest] = [Math.floor(minute / 60), String(minute % 60).padStart(2, '0')];
      const time = `${String(hour).padStart(2, '0')}:${rest}`;
      const half = `${hour % 12 === 0 ? 12 : hour % 12}:${rest} ${hour < 12 ? 'a' : 'p'}m`;
      for (const text of [time, `${hour}${rest}`, `${hour}.${rest}`, half])
        expect(readTime(text, '00:00')).toBe(time);
    }
  });
});
