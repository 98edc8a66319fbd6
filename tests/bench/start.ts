/** From the start of the program to a lock screen that can be typed into, over an empty window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyWindow, liaison, untilPainted } from './electrons';
import { against, type Figure } from './figures';
import { copyHospital, type BenchHospital } from './hospitals';
import { interleaved } from './rounds';

const goal = 1.25;

export const measureStart = async (hospital: BenchHospital, rounds: number): Promise<Figure> => {
  const { profile } = copyHospital(hospital, 'start');
  const emptyProfile = mkdtempSync(join(tmpdir(), 'liaison-empty-'));
  try {
    const ms = await interleaved(
      {
        liaison: () =>
          untilPainted({
            what: liaison,
            selector: 'input[type=password]',
            env: { LIAISON_PROFILE: profile },
          }),
        empty: () =>
          untilPainted({
            what: emptyWindow,
            selector: 'h1',
            env: { BENCH_PROFILE: emptyProfile },
          }),
      },
      { rounds },
    );
    return against('start to the lock screen, over an empty window', ms.liaison, ms.empty, goal);
  } finally {
    rmSync(emptyProfile, { recursive: true, force: true });
  }
};
