/** npm run e2e -- [NAME] [Playwright's options]: the stories of that name on the real application. */
import { providePack } from './lib/pack-application.mjs';
import { runStories } from './lib/playwright.mjs';
import { canRead, readableCopy } from './lib/readable-copy.mjs';
import { endWith } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const [first, ...rest] = process.argv.slice(2);
const named = first !== undefined && !first.startsWith('-');

/** A pack's folder as the run's user can read it. */
const packFor = async ({ runtime, user }, options) => {
  const { folder, hash } = await providePack(runtime, options);
  if (canRead(user.ids, [`${folder}/liaison`, `${folder}/resources/app.asar`])) return folder;
  return readableCopy(folder, `packed-${hash.slice(0, 16)}`);
};

/** Are the packed stories among those asked for? */
const drivesPacks =
  process.platform === 'linux' &&
  (named ? 'packed'.startsWith(first) : !process.argv.includes('@long'));

/** What the packed stories drive, in their environment. */
const packs = async (ready) =>
  drivesPacks
    ? {
        LIAISON_PACKED_RELEASE: await packFor(ready, { test: false }),
        LIAISON_PACKED_TEST: await packFor(ready, { test: true }),
      }
    : {};

const main = async () => {
  const ready = await setUp();
  const args = named || !first ? rest : [first, ...rest];
  return runStories(ready, named ? first : undefined, args, { env: await packs(ready) });
};

process.exitCode = await main().catch(endWith);
