/** npm run canary: marked text in every field, then the whole profile searched for it. */
import { runStories } from './lib/playwright.mjs';
import { endWith } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const main = async () => runStories(await setUp(), 'canary', process.argv.slice(2));

process.exitCode = await main().catch(endWith);
