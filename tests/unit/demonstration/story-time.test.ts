import { expect, test } from 'vitest';
import { anchorDay, storyTime } from '../../../electron/demonstration/story-time';
import { inWords } from '../../../electron/demonstration/world';

const zone = 'America/New_York';
const fact = (day: number, time: string, kind: string) => ({ day, time, kind });

test('at the anchor every fact stands as it is told, the Saturday decision too', () => {
  expect(storyTime(anchorDay, zone).tell([fact(2, '14:00', 'decision')])).toEqual([
    '2026-03-14T14:00',
  ]);
});

test('on another today an answer that falls on a Saturday waits for Monday, at its wall time', () => {
  // Friday, March 13: yesterday's story day +1 is a Saturday.
  const time = storyTime('2026-03-13', zone);
  expect(time.tell([fact(1, '11:15', 'answer')])).toEqual(['2026-03-16T11:15']);
});

test('a holiday is no business day either', () => {
  const time = storyTime('2026-05-22', zone);
  expect(time.tell([fact(3, '10:45', 'round')])).toEqual(['2026-05-26T10:45']);
});

test('what needs no office keeps its day, weekend or not', () => {
  const time = storyTime('2026-03-15', zone);
  expect(time.tell([fact(0, '09:20', 'ready'), fact(-1, '08:00', 'contact')].reverse())).toEqual([
    '2026-03-14T08:00',
    '2026-03-15T09:20',
  ]);
});

test('what follows a moved fact never comes before it', () => {
  // Sunday: the round moves to Monday 10:50, and takes along what follows it.
  const time = storyTime('2026-03-15', zone);
  expect(
    time.tell([
      fact(0, '10:50', 'round'),
      fact(0, '09:20', 'ready'),
      fact(0, '14:24', 'referral'),
      fact(1, '11:00', 'contact'),
      fact(2, '08:00', 'contact'),
    ]),
  ).toEqual([
    '2026-03-16T10:50',
    '2026-03-16T10:55',
    '2026-03-16T14:24',
    '2026-03-16T14:29',
    '2026-03-17T08:00',
  ]);
});

test('wall times stay across the change of the clocks', () => {
  const time = storyTime(anchorDay, zone);
  expect(time.instant({ day: -4, time: '01:10' })).toBe('2026-03-08T06:10:00.000Z');
  expect(time.instant({ day: -4, time: '14:00' })).toBe('2026-03-08T18:00:00.000Z');
  expect(time.instant({ day: -5, time: '14:00' })).toBe('2026-03-07T19:00:00.000Z');
});

test('dates in texts are told against today', () => {
  const time = storyTime('2026-03-13', zone);
  expect(inWords(time, 'Bed from {date:1}, hearing {bd:1}, {md:0}, {wd:0}.')).toBe(
    'Bed from Sat, Mar 14, hearing Mon, Mar 16, Mar 13, Fri.',
  );
});
