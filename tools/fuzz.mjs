/**
 * npm run fuzz [-- --seed N --count N]: a million calls that no window of ours would make, against
 * the pipeline. Without a seed each run takes another; it prints it, and the same one asks the same.
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectNode, projectRoot } from './lib/project.mjs';
import { runCommand } from './lib/run-command.mjs';
import { endWith, ExpectedError } from './lib/say.mjs';
import { setUpPackages } from './setup.mjs';

const wholeNumber = (name, text) => {
  if (!/^\d{1,9}$/.test(text)) throw new ExpectedError(`--${name} takes a whole number.`);
  return text;
};

const main = async () => {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, count: { type: 'string' } },
  });
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(1, 1_000_000_000)));
  const runs = wholeNumber('count', values.count ?? process.env.FUZZ_RUNS ?? '1000000');
  await setUpPackages();
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  return runCommand(projectNode, [vitest, 'run', 'tests/integration/fuzz.test.ts'], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed },
  });
};

process.exitCode = await main().catch(endWith);
