/**
 * Generated calls that no window of ours would make (security.md, IPC). 10,000 here; a million by
 * `npm run fuzz`, which takes `-- --seed N` and `-- --count N`.
 */
import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz/run';

const runs = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_312);
const isLong = runs > 10_000;

test(
  `${runs} generated calls as everybody: typed answers, no effect beyond the role, a whole chain`,
  { timeout: 0 },
  async () => {
    process.stderr.write(`fuzz: seed ${seed}\n`);
    const { wrong, answers, slowest } = await fuzz({
      runs,
      seed,
      progress: (done, found) =>
        void (isLong && process.stderr.write(`fuzz: ${done} of ${runs}, ${found} wrong\n`)),
      found: (what) => void process.stderr.write(`fuzz: WRONG ${what}\n`),
    });
    process.stderr.write(`fuzz: ${JSON.stringify({ answers, slowest })}\n`);
    expect(wrong).toEqual([]);
    // Inputs that are all refused would prove nothing.
    expect(answers['ok'] ?? 0).toBeGreaterThan(runs / 20);
  },
);
