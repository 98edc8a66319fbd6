/**
 * Seeded chance: the same seed and name give the same numbers on every machine. Each thing that
 * is made draws from a stream of its own name, so that adding one never changes another.
 */

/** Four 32-bit words of a text (cyrb128, public domain): no cryptography, only a good spread. */
export const hashWords = (text: string): [number, number, number, number] => {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i += 1) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  const all = h1 ^ h2 ^ h3 ^ h4;
  return [all >>> 0, (h2 ^ all) >>> 0, (h3 ^ all) >>> 0, (h4 ^ all) >>> 0];
};

/** A stream of chance. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next: () => number;
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number;
  /** True with this probability. */
  is: (probability: number) => boolean;
  /** One of them, each as likely. */
  pick: <T>(of: readonly T[]) => T;
  /** One of them by its weight. */
  weighted: <T>(of: readonly { weight: number; value: T }[]) => T;
}

/** The stream of a seed and a name (sfc32). */
export const chanceOf = (seed: string, name: string): Chance => {
  let [a, b, c, d] = hashWords(`${seed}/${name}`);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  const pick = <T>(of: readonly T[]): T => {
    const one = of[Math.floor(next() * of.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    is: (probability) => next() < probability,
    pick,
    weighted: (of) => {
      let left = next() * of.reduce((sum, { weight }) => sum + weight, 0);
      for (const { weight, value } of of) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(of).value;
    },
  };
};
