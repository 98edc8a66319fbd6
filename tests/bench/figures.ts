/** The figures of a run: how they are kept, judged, shown and written. */
import { pbkdf2 } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/**
 * One line of test-results/bench.json. Where there is a floor, the goal is the largest ratio of value
 * to floor; where there is none, the goal is the largest value.
 */
export interface Figure {
  name: string;
  unit: 'ms' | '×' | 'MiB';
  value: number;
  floor: number | null;
  ratio: number | null;
  goal: number;
  met: boolean;
}

const digits = 4;
const rounded = (value: number): number => Number(value.toPrecision(digits));

/** A figure against its floor, measured in the same run. */
export const against = (
  name: string,
  value: number,
  floor: number,
  goal: number,
  unit: Figure['unit'] = 'ms',
): Figure => {
  const ratio = rounded(value / floor);
  return {
    ...{ name, unit, value: rounded(value), floor: rounded(floor), ratio, goal },
    met: ratio <= goal,
  };
};

/** A figure that a person would feel, whatever the machine. */
export const atMost = (
  name: string,
  value: number,
  goal: number,
  unit: Figure['unit'] = 'ms',
): Figure => ({
  ...{ name, unit, value: rounded(value), floor: null, ratio: null, goal },
  met: rounded(value) <= goal,
});

/** The machine that the figures are of; more is added by those who know it. */
export const machine = (): Record<string, string | number> => ({
  system: `${platform()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryMiB: Math.round(totalmem() / 1024 / 1024),
  node: process.versions.node,
  /** Programs that wanted a core in the minute before: above `cores`, absolute times mean little. */
  loadBefore: rounded(loadavg()[0] ?? 0),
});

/** What a fixed piece of arithmetic takes on a machine of 2024 that does nothing else. */
const usualPieceMs = 25;

/** How many times slower than that the machine is now: other programs, or an older processor. */
export const slownessNow = async (): Promise<number> => {
  const derive = promisify(pbkdf2);
  const rounds = 3;
  const began = performance.now();
  for (let n = 0; n < rounds; n += 1) await derive('bench', 'bench', 100_000, 32, 'sha256');
  return rounded(Math.max(1, (performance.now() - began) / rounds / usualPieceMs));
};

const shown = (value: number | null): string => (value === null ? '' : String(value));

/** The figures as a table for a screen. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ name, unit, value, floor, ratio, goal, met }) => [
    name,
    `${shown(value)} ${unit}`,
    floor === null ? '' : `${shown(floor)} ${unit}`,
    ratio === null ? '' : `${shown(ratio)} ×`,
    floor === null ? `≤ ${shown(goal)} ${unit}` : `≤ ${shown(goal)} ×`,
    met ? 'met' : 'MISSED',
  ]);
  const all = [['figure', 'value', 'floor', 'ratio', 'goal', ''], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  const missed = figures.filter(({ met }) => !met).length;
  return [
    ...all.map(line),
    '',
    missed === 0
      ? `All ${figures.length} figures meet their goal.`
      : `${missed} of ${figures.length} figures miss their goal.`,
    '',
  ].join('\n');
};

/** Writes the figures as JSON; answers the path. */
export const writeFigures = (
  path: string,
  figures: readonly Figure[],
  facts: Readonly<Record<string, string | number>>,
): string => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ figures, machine: facts }, null, 2)}\n`);
  return path;
};
