/** Chance from a printed seed: the same seed, the same choices. */

export interface Chance {
  /** A whole number from 0 up to but not including `below`. */
  int: (below: number) => number;
  pick: <T>(values: readonly T[]) => T;
}

/** Mulberry32 by Tommy Ettinger (public domain). */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { int, pick: (values) => values[int(values.length)]! };
};
