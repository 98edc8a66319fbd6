/** Does a typed value fit what its goal is measured by? The same answer on the screen and in main. */
import { numberIn } from './measure';
import type { GoalContent } from './version';

/** What a goal is measured by. */
export type Measure = Pick<GoalContent, 'measureKind' | 'unit' | 'scaleLow' | 'scaleHigh'>;

/** Levels of goal attainment scaling; 0 is the expected outcome (Kiresuk and Sherman 1968). */
export const attainmentLevels = ['-2', '-1', '0', '+1', '+2'] as const;
export type AttainmentLevel = (typeof attainmentLevels)[number];

/** The field that holds a level's words. */
export const levelFields = {
  '-2': 'levelMinus2',
  '-1': 'levelMinus1',
  '0': 'level0',
  '+1': 'levelPlus1',
  '+2': 'levelPlus2',
} as const satisfies Record<AttainmentLevel, keyof GoalContent>;

export const yesNoValues = ['yes', 'no'] as const;

export type ValueProblem =
  | { code: 'notNumber' }
  | { code: 'wrongUnit'; unit: string }
  | { code: 'outOfRange'; low: number; high: number }
  | { code: 'notYesNo' }
  | { code: 'notLevel' };

/** A number with what follows it: `≥ 60 ft, Mar 9` → 60 and `ft`; a remark after a comma is free. */
const unitIn = (value: string): string =>
  (/^\s*[<>≤≥~=]*\s*-?[\d,]*\d(?:\.\d+)?\s*([^,]*)/.exec(value)?.[1] ?? '').trim();

const sameUnit = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** What is wrong with a value of this measure; null where it fits, or where nothing is laid down. */
export const valueProblem = (measure: Measure, value: string | null): ValueProblem | null => {
  if (value === null) return null;
  switch (measure.measureKind) {
    case null:
      return null;
    case 'yes-no':
      return (yesNoValues as readonly string[]).includes(value) ? null : { code: 'notYesNo' };
    case 'attainment':
      return (attainmentLevels as readonly string[]).includes(value) ? null : { code: 'notLevel' };
    case 'number':
    case 'scale': {
      const number = numberIn(value);
      if (number === null) return { code: 'notNumber' };
      const unit = unitIn(value);
      if (measure.unit !== null && unit !== '' && !sameUnit(unit, measure.unit))
        return { code: 'wrongUnit', unit: measure.unit };
      const { scaleLow: low, scaleHigh: high } = measure;
      if (measure.measureKind === 'scale' && low !== null && high !== null)
        if (number < low || number > high) return { code: 'outOfRange', low, high };
      return null;
    }
  }
};

/** A value with its unit, as people read it: `60` of feet → `60 ft`; a code stays a code. */
export const withUnit = (measure: Measure, value: string): string =>
  measure.unit !== null &&
  (measure.measureKind === 'number' || measure.measureKind === 'scale') &&
  numberIn(value) !== null &&
  unitIn(value) === ''
    ? value.replace(/^(\s*[<>≤≥~=]*\s*-?[\d,]*\d(?:\.\d+)?)/, `$1 ${measure.unit}`)
    : value;
