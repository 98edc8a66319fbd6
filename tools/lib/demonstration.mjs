/** The demonstration: the real application led through a day, and what came of it. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runEntryPrivately } from './private-run.mjs';
import { projectRoot, resultsFolder } from './project.mjs';
import { say } from './say.mjs';

/** Bundles and messages to try the import with, where they lie beside the project. */
const samples = join(projectRoot, '..', 'shared', 'data');

/** Lets anybody read what lies below a path, and its owner remove it. */
const open = (path) => {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder ? 0o755 : 0o644);
  if (isFolder) for (const name of readdirSync(path)) open(join(path, name));
};

/**
 * Puts the samples beside the run’s copy of the project, as they lie beside the project itself:
 * the run’s user may not be able to enter the folder they come from. Answers where, or null.
 */
export const bringSamples = (base, from = samples) => {
  if (!existsSync(from)) return null;
  const to = join(base, 'shared', 'data');
  cpSync(from, to, { recursive: true, dereference: true });
  for (const folder of [join(base, 'shared'), to]) open(folder);
  return to;
};

/** Runs it and puts what it made into a folder; answers its exit code. */
export const showDemo = async (setUpAnswer, out) => {
  const folder = resolve(out);
  const made = join(resultsFolder, 'demo-run');
  rmSync(made, { recursive: true, force: true });
  const code = await runEntryPrivately(setUpAnswer, 'tests/demo/demo.ts', (run) => {
    if (bringSamples(run.base) === null) say('demo', `without samples: ${samples} is not there`);
    return ['--out', join(run.results, 'demo-run')];
  });
  if (existsSync(made)) {
    mkdirSync(folder, { recursive: true });
    // Of an earlier run; this one says what it is in summary.json.
    rmSync(join(folder, 'failed.png'), { force: true });
    cpSync(made, folder, { recursive: true, force: true });
    rmSync(made, { recursive: true, force: true });
    say('demo', `it is in ${folder}`);
  }
  return code;
};
