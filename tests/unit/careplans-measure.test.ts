import { expect, test } from 'vitest';
import { numberIn, placedLine, progressLine } from '../../shared/careplans/measure';

test.each([
  ['60 ft', 60],
  ['16', 16],
  ['≥ 5 of 7', 5],
  ['<= 3', 3],
  ['12, Mar 8', 12],
  ['1,200 mL', 1200],
  ['-2.5 kg', -2.5],
  ['100–180', 100],
  ['120/80', null],
  ['Transferred', null],
  ['', null],
  [null, null],
])('%s is read as %s', (text, expected) => {
  expect(numberIn(text)).toBe(expected);
});

test('a line needs two numbers', () => {
  const point = (value: string | null) => ({ value });
  expect(progressLine({ target: '150 ft', progress: [point('10 ft')] })).toBeNull();
  expect(
    progressLine({ target: '150 ft', progress: [point('10 ft'), point(null), point('25 ft')] }),
  ).toEqual({ values: [10, 25], target: 150 });
});

test('the highest number stands at the top and the lowest at the bottom of the box', () => {
  expect(placedLine({ values: [10, 60], target: 110 }, 100, 20)).toEqual({
    points: [
      { x: 0, y: 20 },
      { x: 100, y: 10 },
    ],
    targetY: 0,
  });
});

test('a flat line is drawn, not divided by zero', () => {
  expect(placedLine({ values: [3, 3], target: 3 }, 100, 20).points[0]).toEqual({ x: 0, y: 20 });
});
