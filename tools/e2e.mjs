/** npm run e2e -- [NAME] [Playwright's options]: the stories of that name on the real application. */
import { runStories } from './lib/playwright.mjs';
import { endWith } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const [first, ...rest] = process.argv.slice(2);
const named = first !== undefined && !first.startsWith('-');

const main = async () =>
  runStories(await setUp(), named ? first : undefined, named || !first ? rest : [first, ...rest]);

process.exitCode = await main().catch(endWith);
