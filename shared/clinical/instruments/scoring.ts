/**
 * Scores from answers by the terms of an instrument. Every term is reckoned as a range, least to
 * most, over what is still open: a total exists only when nothing that it needs is open, and the
 * range says meanwhile between which bands it will fall. Nothing is prorated: none of the shipped
 * publications allows it.
 */
import type { Answers, ItemState } from './answers';
import type { Band, Instrument, Item, Score, Term } from './definition';

/** What a term can come to. */
export interface Reach {
  least: number;
  most: number;
  /** Items that are needed and give no number, in the order of the term. */
  missing: string[];
}

/** Why an item gives no number: how it stands, or `unscored` for an answer without points. */
export type MissingReason = Exclude<ItemState, 'answered'> | 'unscored';

export interface ScoreResult {
  id: string;
  /** The total; null while an item that it needs gives no number. */
  value: number | null;
  /** Stands instead of a total where the publication says so (BIMS 99). */
  code: string | null;
  band: string | null;
  /** The total is no less and no more than this, whatever is still answered. */
  least: number;
  most: number;
  /** Bands that are still possible. */
  possibleBands: string[];
  /** Items with a number, of all that the score needs. */
  answered: number;
  of: number;
  missing: { item: string; reason: MissingReason }[];
}

const add = (reaches: Reach[]): Reach => ({
  least: reaches.reduce((sum, { least }) => sum + least, 0),
  most: reaches.reduce((sum, { most }) => sum + most, 0),
  missing: [...new Set(reaches.flatMap(({ missing }) => missing))],
});

/** Points of the highest step that a value reaches. */
export const stepOf = (steps: readonly [number, number][], value: number): number => {
  const reached = steps.findLast(([from]) => value >= from);
  if (!reached) throw new RangeError('The value lies below the first step.');
  return reached[1];
};

const pointsOf = (item: Item, code: string): number | undefined =>
  item.options?.find((option) => option.code === code)?.points;

/** Codes that count: of each group only the one with most points. */
const counted = (item: Item, codes: readonly string[], onlyWorse: readonly string[][]): string[] =>
  codes.filter((code) => {
    const group = onlyWorse.find((one) => one.includes(code));
    if (!group) return true;
    const rivals = codes.filter((other) => group.includes(other));
    const worst = Math.max(...rivals.map((other) => pointsOf(item, other) ?? 0));
    return rivals.find((other) => (pointsOf(item, other) ?? 0) === worst) === code;
  });

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What an item can still give while it is open. */
const openReach = (item: Item, onlyWorse: readonly string[][]): Reach => {
  const missing = [item.id];
  if (item.kind === 'integer' || item.kind === 'decimal' || item.kind === 'link')
    return { least: item.min ?? 0, most: item.max ?? 0, missing };
  const options = (item.options ?? []).filter(({ points }) => points !== undefined);
  const points = options.map((option) => option.points ?? 0);
  if (item.kind !== 'many')
    return { least: Math.min(...points), most: Math.max(...points), missing };
  const worst = counted(
    item,
    options.map(({ code }) => code),
    onlyWorse,
  ).map((code) => pointsOf(item, code) ?? 0);
  return {
    least: sum(worst.filter((n) => n < 0)),
    most: sum(worst.filter((n) => n > 0)),
    missing,
  };
};

const exactly = (value: number): Reach => ({ least: value, most: value, missing: [] });

/** How answers are asked for while a score is reckoned. */
export interface ScoredAnswers {
  answers: Answers;
  state: (item: string) => ItemState;
}

const reachOfItem = (
  item: Item,
  { answers, state }: ScoredAnswers,
  onlyWorse: readonly string[][],
): Reach => {
  const value = state(item.id) === 'answered' ? answers[item.id]?.value : null;
  if (!value) return openReach(item, onlyWorse);
  if ('number' in value) return exactly(value.number);
  if ('link' in value) return exactly(value.link.number);
  if (!('codes' in value)) return openReach(item, onlyWorse);
  const points = counted(item, value.codes, onlyWorse).map((code) => pointsOf(item, code));
  return points.includes(undefined)
    ? openReach(item, onlyWorse)
    : exactly(sum(points.map((n) => n ?? 0)));
};

/** The range of a term over what is answered. */
export const reachOf = (instrument: Instrument, term: Term, given: ScoredAnswers): Reach => {
  if ('item' in term) {
    const item = instrument.items.find(({ id }) => id === term.item);
    if (!item) throw new Error(`There is no item ${term.item}.`);
    return reachOfItem(item, given, term.onlyWorse ?? []);
  }
  if ('score' in term) {
    const score = instrument.scores.find(({ id }) => id === term.score);
    if (!score) throw new Error(`There is no score ${term.score}.`);
    return reachOf(instrument, score.term, given);
  }
  if ('sum' in term) return add(term.sum.map((part) => reachOf(instrument, part, given)));
  const of = reachOf(instrument, term.of, given);
  if ('atMost' in term)
    return {
      ...of,
      least: Math.min(term.atMost, of.least),
      most: Math.min(term.atMost, of.most),
    };
  const met = [
    stepOf(term.steps, of.least),
    ...term.steps.filter(([from]) => from > of.least && from <= of.most).map(([, n]) => n),
  ];
  return { ...of, least: Math.min(...met), most: Math.max(...met) };
};

/** Items that a term needs, in its order. */
export const itemsOf = (instrument: Instrument, term: Term): string[] => {
  if ('item' in term) return [term.item];
  if ('score' in term) {
    const score = instrument.scores.find(({ id }) => id === term.score);
    return score ? itemsOf(instrument, score.term) : [];
  }
  const parts = 'sum' in term ? term.sum : [term.of];
  return [...new Set(parts.flatMap((part) => itemsOf(instrument, part)))];
};

/** The band of a value. */
export const bandOf = (bands: readonly Band[], value: number): Band | null =>
  bands.find(({ from, to }) => value >= from && value <= to) ?? null;

/** A score of a response; `code` and `bands` are decided by whoever can judge conditions. */
export const scoreResult = (
  instrument: Instrument,
  score: Score,
  given: ScoredAnswers,
  code: string | null,
  bands: readonly Band[],
): ScoreResult => {
  const { least, most, missing } = reachOf(instrument, score.term, given);
  const needed = itemsOf(instrument, score.term);
  const value = missing.length === 0 && code === null ? least : null;
  return {
    id: score.id,
    value,
    code,
    band: value === null ? null : (bandOf(bands, value)?.id ?? null),
    least,
    most,
    possibleBands:
      code === null
        ? bands.filter(({ from, to }) => to >= least && from <= most).map(({ id }) => id)
        : [],
    answered: needed.length - missing.length,
    of: needed.length,
    missing: missing.map((item) => {
      const state = given.state(item);
      return { item, reason: state === 'answered' ? 'unscored' : state };
    }),
  };
};
