/** npm run import:check -- FOLDER: what an import of these files would bring, as one JSON document. */
import { runTs } from './lib/run-ts.mjs';
import { endWith } from './lib/say.mjs';
import { setUpPackages } from './setup.mjs';

const main = async () => {
  await setUpPackages();
  return runTs('tools/entries/import-check.ts', process.argv.slice(2));
};

process.exitCode = await main().catch(endWith);
