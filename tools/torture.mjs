/** npm run torture: kills, flipped bytes and full disks against the real application. */
import { runEntryPrivately } from './lib/private-run.mjs';
import { endWith } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const main = async () =>
  runEntryPrivately(await setUp(), 'tests/torture/torture.ts', () => process.argv.slice(2));

process.exitCode = await main().catch(endWith);
