/** npm run torture -- --rounds N: kills in random moments of writing, then the record is judged. */
import { runTs } from './lib/run-ts.mjs';
import { endWith } from './lib/say.mjs';
import { setUpPackages } from './setup.mjs';

const main = async () => {
  await setUpPackages();
  return runTs('tests/torture/torture.ts', process.argv.slice(2));
};

process.exitCode = await main().catch(endWith);
