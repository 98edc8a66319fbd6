/** npm run demo -- --out DIR: a day in the demonstration hospital, as pictures and papers in DIR. */
import { showDemo } from './lib/demonstration.mjs';
import { endWith, ExpectedError } from './lib/say.mjs';
import { setUp } from './setup.mjs';

/** DIR of `--out DIR` or `--out=DIR`. */
const outFolder = (args) => {
  const at = args.findIndex((arg) => arg === '--out' || arg.startsWith('--out='));
  const folder = at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1]);
  if (!folder) throw new ExpectedError('Usage: npm run demo -- --out DIR');
  return folder;
};

const main = async () => {
  const folder = outFolder(process.argv.slice(2));
  return showDemo(await setUp(), folder);
};

process.exitCode = await main().catch(endWith);
