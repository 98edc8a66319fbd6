import { expect, test } from 'vitest';
import {
  endOf,
  takeBack,
  tellState,
  type Stretch,
} from '../../../electron/services/imports/timeline';

const t = (hour: number): string => `2026-03-10T${String(hour).padStart(2, '0')}:00:00.000Z`;
const told = (...words: [number, string][]): Stretch<string>[] =>
  words.reduce<Stretch<string>[]>(
    (list, [hour, key]) => tellState(list, { key, value: key }, t(hour), ''),
    [],
  );
const plain = (list: Stretch<string>[]): [number, string][] =>
  list.map(({ from, key }) => [Number(from.slice(11, 13)), key]);

test('each change opens a stretch, and the same word again opens none', () => {
  expect(plain(told([8, 'A'], [9, 'A'], [10, 'B'], [12, 'A']))).toEqual([
    [8, 'A'],
    [10, 'B'],
    [12, 'A'],
  ]);
});

test('words in another order make the same history', () => {
  const orders: [number, string][][] = [
    [
      [8, 'A'],
      [10, 'B'],
      [12, 'C'],
    ],
    [
      [12, 'C'],
      [8, 'A'],
      [10, 'B'],
    ],
    [
      [10, 'B'],
      [12, 'C'],
      [8, 'A'],
    ],
    [
      [12, 'C'],
      [10, 'B'],
      [8, 'A'],
    ],
  ];
  for (const order of orders)
    expect(plain(told(...order))).toEqual([
      [8, 'A'],
      [10, 'B'],
      [12, 'C'],
    ]);
});

test('an earlier word for the same state moves its beginning', () => {
  expect(plain(told([10, 'A'], [8, 'A']))).toEqual([[8, 'A']]);
});

test('a late word does not end what was confirmed after it', () => {
  const list = tellState(told([8, 'A']), { key: 'B', value: 'B' }, t(9), t(11));
  expect(plain(list)).toEqual([
    [8, 'A'],
    [9, 'B'],
    [11, 'A'],
  ]);
});

test('of two words for one instant the later told one holds', () => {
  expect(plain(told([8, 'A'], [8, 'B']))).toEqual([[8, 'B']]);
  expect(plain(told([8, 'A'], [10, 'B'], [10, 'A']))).toEqual([[8, 'A']]);
});

test('a transfer that is taken back leaves the patient where he was', () => {
  expect(takeBack(told([8, 'A'], [10, 'B']), t(11))).toMatchObject({
    kept: [{ key: 'A' }],
    removed: { key: 'B' },
  });
  expect(takeBack(told([8, 'A']), t(11))).toMatchObject({ kept: [{ key: 'A' }], removed: null });
});

test('a stretch ends with the next one, the last one with the stay', () => {
  const list = told([8, 'A'], [10, 'B']);
  expect([
    endOf(list, 0, null),
    endOf(list, 1, null),
    endOf(list, 1, t(12)),
    endOf(list, 1, t(9)),
  ]).toEqual([t(10), null, t(12), t(10)]);
});
