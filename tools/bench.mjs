/** npm run bench: the figures of docs and budgets, measured on the real application, as JSON. */
import { runEntryPrivately } from './lib/private-run.mjs';
import { endWith } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const main = async () =>
  runEntryPrivately(await setUp(), 'tests/bench/run.ts', () => process.argv.slice(2));

process.exitCode = await main().catch(endWith);
