/**
 * Conditions of an instrument as data, in three values: an item that is open makes a condition
 * unknown, never false (instruments.md: a missing answer is never zero and never "no").
 */
import { z } from 'zod';

/** Bounds of a number; all that are named must hold. */
export interface Bounds {
  atLeast?: number;
  atMost?: number;
  above?: number;
  below?: number;
}

export type FlagState = 'raised' | 'clear' | 'open';

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  /** One of these options was chosen. */
  | { item: string; in: string[] }
  /** Answered, with none of these options. */
  | { item: string; notIn: string[] }
  /** Answered at all; false while it is open. */
  | { item: string; answered: true }
  /** A number, or the points of the chosen option. */
  | ({ item: string } & Bounds)
  | ({ score: string } & Bounds)
  | { score: string; band: string[] }
  | { flag: string; is: FlagState }
  /** A fact of the record (age, sex, LACE); `unknown` says what holds where it is not recorded. */
  | ({ fact: string; in?: string[]; unknown?: boolean } & Bounds)
  /** How many of these items were answered with one of these options. */
  | ({ count: string[]; in: string[] } & Bounds);

const unknownCondition = 'is no condition that the engine knows';
const id = z.string().min(1);
const ids = z.array(id).min(1);
const bounds = {
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  above: z.number().optional(),
  below: z.number().optional(),
};
const bounded = (value: { [Name in keyof Bounds]?: number | undefined }): boolean =>
  [value.atLeast, value.atMost, value.above, value.below].some((bound) => bound !== undefined);

const nested: z.ZodType<Condition> = z.lazy(() => conditionSchema);

/** A condition in an instrument's file; an unknown word in it refuses the file. */
export const conditionSchema: z.ZodType<Condition> = z.union(
  [
    z.strictObject({ all: z.array(nested).min(1) }),
    z.strictObject({ any: z.array(nested).min(1) }),
    z.strictObject({ not: nested }),
    z.strictObject({ item: id, in: ids }),
    z.strictObject({ item: id, notIn: ids }),
    z.strictObject({ item: id, answered: z.literal(true) }),
    z.strictObject({ item: id, ...bounds }).refine(bounded, { error: unknownCondition }),
    z.strictObject({ score: id, band: ids }),
    z.strictObject({ score: id, ...bounds }).refine(bounded, { error: unknownCondition }),
    z.strictObject({ flag: id, is: z.enum(['raised', 'clear', 'open']) }),
    z
      .strictObject({ fact: id, in: ids.optional(), unknown: z.boolean().optional(), ...bounds })
      .refine((value) => value.in !== undefined || bounded(value), { error: unknownCondition }),
    z.strictObject({ count: ids, in: ids, ...bounds }).refine(bounded, { error: unknownCondition }),
  ],
  { error: unknownCondition },
) as unknown as z.ZodType<Condition>;

/** true, false, or null: not known while something is open. */
export type Truth = boolean | null;

/** Does a number keep its bounds? */
export const within = (value: number, { atLeast, atMost, above, below }: Bounds): boolean =>
  (atLeast === undefined || value >= atLeast) &&
  (atMost === undefined || value <= atMost) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below);

/** The same for a value of which only the least and the most are known: unknown when both can be. */
export const rangeWithin = (least: number, most: number, bounds: Bounds): Truth => {
  const low = within(least, bounds);
  const high = within(most, bounds);
  if (low && high) return true;
  const { atLeast = -Infinity, atMost = Infinity, above = -Infinity, below = Infinity } = bounds;
  const missed = most < atLeast || most <= above || least > atMost || least >= below;
  return missed ? false : null;
};

/** What a condition is asked of. */
export interface Grounds {
  /** Codes chosen; null while the item is open, skipped or not confirmed; [] when it is not shown. */
  codes: (item: string) => readonly string[] | null;
  /** The number, or the points of what was chosen; null where there is none. */
  value: (item: string) => number | null;
  answered: (item: string) => boolean;
  /** Shown at all? An item that is not shown makes every condition on it false. */
  shown: (item: string) => Truth;
  score: (id: string) => { value: number | null; band: string | null };
  flag: (id: string) => FlagState;
  fact: (name: string) => string | number | null;
}

const and = (truths: Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(null) ? null : true;
const or = (truths: Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false;
const not = (truth: Truth): Truth => (truth === null ? null : !truth);

const ofItem = (condition: Extract<Condition, { item: string }>, grounds: Grounds): Truth => {
  const shown = grounds.shown(condition.item);
  if (shown === false) return false;
  if ('answered' in condition) return grounds.answered(condition.item);
  if (shown === null) return null;
  if ('in' in condition || 'notIn' in condition) {
    const codes = grounds.codes(condition.item);
    if (codes === null) return null;
    return 'in' in condition
      ? codes.some((code) => condition.in.includes(code))
      : !codes.some((code) => condition.notIn.includes(code));
  }
  const value = grounds.value(condition.item);
  return value === null ? null : within(value, condition);
};

/** Does the condition hold? null while what it needs is open. */
export const holds = (condition: Condition, grounds: Grounds): Truth => {
  if ('all' in condition) return and(condition.all.map((part) => holds(part, grounds)));
  if ('any' in condition) return or(condition.any.map((part) => holds(part, grounds)));
  if ('not' in condition) return not(holds(condition.not, grounds));
  if ('count' in condition) {
    const codes = condition.count
      .filter((item) => grounds.shown(item) !== false)
      .map((item) => grounds.codes(item));
    const least = codes.filter((chosen) => chosen?.some((code) => condition.in.includes(code)));
    const open = codes.filter((chosen) => chosen === null);
    return rangeWithin(least.length, least.length + open.length, condition);
  }
  if ('item' in condition) return ofItem(condition, grounds);
  if ('score' in condition) {
    const { value, band } = grounds.score(condition.score);
    if ('band' in condition) return band === null ? null : condition.band.includes(band);
    return value === null ? null : within(value, condition);
  }
  if ('flag' in condition) return grounds.flag(condition.flag) === condition.is;
  const fact = grounds.fact(condition.fact);
  if (fact === null) return condition.unknown ?? null;
  if (condition.in) return condition.in.includes(String(fact));
  return typeof fact === 'number' ? within(fact, condition) : null;
};

/** The parts that make a condition true: the ground a person is shown ("transport: yes"). */
export const groundsOf = (condition: Condition, grounds: Grounds): Condition[] => {
  if (holds(condition, grounds) !== true) return [];
  if ('all' in condition) return condition.all.flatMap((part) => groundsOf(part, grounds));
  if ('any' in condition) return condition.any.flatMap((part) => groundsOf(part, grounds));
  return [condition];
};

/** Everything a condition names, for the check of a file. */
export const namesIn = (
  condition: Condition,
): { items: string[]; scores: string[]; flags: string[]; facts: string[] } => {
  const parts =
    'all' in condition
      ? condition.all
      : 'any' in condition
        ? condition.any
        : 'not' in condition
          ? [condition.not]
          : [];
  const below = parts.map(namesIn);
  return {
    items: [
      ...('item' in condition ? [condition.item] : []),
      ...('count' in condition ? condition.count : []),
      ...below.flatMap(({ items }) => items),
    ],
    scores: [
      ...('score' in condition ? [condition.score] : []),
      ...below.flatMap(({ scores }) => scores),
    ],
    flags: [
      ...('flag' in condition ? [condition.flag] : []),
      ...below.flatMap(({ flags }) => flags),
    ],
    facts: [
      ...('fact' in condition ? [condition.fact] : []),
      ...below.flatMap(({ facts }) => facts),
    ],
  };
};
