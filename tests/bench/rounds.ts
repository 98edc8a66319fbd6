/** Interleaved measuring: what is measured and its floor take turns, so that both meet the same machine. */

/** The middle of some values. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** Milliseconds that some work takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** One thing to be measured: answers with milliseconds, or with the work to be timed. */
export type Measure = () => Promise<number> | number;

/**
 * Runs every measure once a round, in turn, and answers with the median of each. The first
 * `warmUp` rounds do not count; the order turns with each round, so that none always follows the same.
 */
export const interleaved = async <Name extends string>(
  measures: Readonly<Record<Name, Measure>>,
  { rounds, warmUp = 1 }: { rounds: number; warmUp?: number },
): Promise<Record<Name, number>> => {
  const names = Object.keys(measures) as Name[];
  const seen = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds + warmUp; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await measures[name]();
      if (round >= warmUp) seen.get(name)?.push(value);
    }
  return Object.fromEntries(names.map((name) => [name, median(seen.get(name) ?? [])])) as Record<
    Name,
    number
  >;
};

/** The time of one of many equal pieces of work, in milliseconds: what is too short to be timed alone. */
export const eachOf =
  (times: number, work: (n: number) => unknown): Measure =>
  async () => {
    const began = performance.now();
    for (let n = 0; n < times; n += 1) await work(n);
    return (performance.now() - began) / times;
  };
