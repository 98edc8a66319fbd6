/**
 * npm run pack:dir [-- --test]: the application as it would be installed, unpacked in
 * dist/<system>-unpacked. `--test` packs one that may be driven by tests and says TEST BUILD, in
 * dist/test-build/.
 */
import { providePack } from './lib/pack-application.mjs';
import { endWith } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const main = async () => {
  const { runtime } = await setUp();
  await providePack(runtime, { test: process.argv.includes('--test') });
};

await main().catch(endWith);
