/** npm run fuzz: a million calls that no window of ours would make, against the pipeline. */
import { join } from 'node:path';
import { projectNode, projectRoot } from './lib/project.mjs';
import { runCommand } from './lib/run-command.mjs';
import { endWith } from './lib/say.mjs';
import { setUpPackages } from './setup.mjs';

const runs = process.env.FUZZ_RUNS || '1000000';

const main = async () => {
  await setUpPackages();
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', 'tests/integration/fuzz.test.ts', '--testTimeout=0'];
  return runCommand(projectNode, [vitest, ...args, ...process.argv.slice(2)], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FUZZ_RUNS: runs },
  });
};

process.exitCode = await main().catch(endWith);
