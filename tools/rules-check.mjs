/** npm run rules:check -- FILE: what the clinical rules say about the cases of a file, as one JSON document. */
import { runTs } from './lib/run-ts.mjs';
import { endWith } from './lib/say.mjs';
import { setUpPackages } from './setup.mjs';

const main = async () => {
  await setUpPackages();
  return runTs('tools/entries/rules-check.ts', process.argv.slice(2));
};

process.exitCode = await main().catch(endWith);
