import { expect, test } from 'vitest';
import { valueProblem, withUnit, type Measure } from '../../shared/careplans/measure-check';

const measure = (more: Partial<Measure>): Measure => ({
  ...{ measureKind: null, unit: null, scaleLow: null, scaleHigh: null },
  ...more,
});
const feet = measure({ measureKind: 'number', unit: 'ft' });
const pain = measure({ measureKind: 'scale', scaleLow: 0, scaleHigh: 10 });
const yesNo = measure({ measureKind: 'yes-no' });
const attainment = measure({ measureKind: 'attainment' });

test.each([
  [feet, '60', null],
  [feet, '60 ft', null],
  [feet, '60 FT', null],
  [feet, '10 ft, Mar 9', null],
  [feet, '≥ 1,500 ft', null],
  [feet, '-3.5 ft', null],
  [feet, null, null],
  [feet, '60 m', { code: 'wrongUnit', unit: 'ft' }],
  [feet, '60 ft per day', { code: 'wrongUnit', unit: 'ft' }],
  [feet, 'far', { code: 'notNumber' }],
  [feet, '120/80', { code: 'notNumber' }],
  [measure({ measureKind: 'number' }), '60 anything', null],
  [pain, '0', null],
  [pain, '10', null],
  [pain, '11', { code: 'outOfRange', low: 0, high: 10 }],
  [pain, '-1', { code: 'outOfRange', low: 0, high: 10 }],
  [pain, 'bad', { code: 'notNumber' }],
  [measure({ measureKind: 'scale' }), '11', null],
  [yesNo, 'yes', null],
  [yesNo, 'no', null],
  [yesNo, 'perhaps', { code: 'notYesNo' }],
  [attainment, '-2', null],
  [attainment, '0', null],
  [attainment, '+2', null],
  [attainment, '3', { code: 'notLevel' }],
  [attainment, '2', { code: 'notLevel' }],
  [measure({}), '120/80 or so', null],
])('%o takes %s: %o', (of, value, problem) => {
  expect(valueProblem(of, value)).toEqual(problem);
});

test.each([
  [feet, '60', '60 ft'],
  [feet, '60 ft', '60 ft'],
  [feet, '≥ 60', '≥ 60 ft'],
  [feet, '10, Mar 9', '10 ft, Mar 9'],
  [pain, '4', '4'],
  [yesNo, 'yes', 'yes'],
])('%o shows %s as %s', (of, value, shown) => {
  expect(withUnit(of, value)).toBe(shown);
});
