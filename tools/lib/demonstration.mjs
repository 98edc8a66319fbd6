/** The demonstration: the real application led through a day, and what came of it. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runEntryPrivately } from './private-run.mjs';
import { resultsFolder } from './project.mjs';
import { say } from './say.mjs';

/** Runs it and puts what it made into a folder; answers its exit code. */
export const showDemo = async (setUpAnswer, out) => {
  const folder = resolve(out);
  const made = join(resultsFolder, 'demo-run');
  rmSync(made, { recursive: true, force: true });
  const code = await runEntryPrivately(setUpAnswer, 'tests/demo/demo.ts', (run) => [
    '--out',
    join(run.results, 'demo-run'),
  ]);
  if (existsSync(made)) {
    mkdirSync(folder, { recursive: true });
    cpSync(made, folder, { recursive: true, force: true });
    rmSync(made, { recursive: true, force: true });
    say('demo', `it is in ${folder}`);
  }
  return code;
};
