/** Runs stories of tests/e2e on the real application. */
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot, resultsFolder } from './project.mjs';
import { withPrivateRun } from './private-run.mjs';
import { ExpectedError } from './say.mjs';

/**
 * Stories at once, each on a display of its own (playwright.config.ts counts them). One waits for
 * what its window shows about half of the time, so that two use two cores; more would only wait for
 * another.
 */
const displays = Math.min(2, availableParallelism());

const stories = join(projectRoot, 'tests', 'e2e');

/** Playwright's file filter (a regular expression on the path) for the stories of a name. */
const filterFor = (name) => {
  const files = readdirSync(stories).filter((file) => file.endsWith('.spec.ts'));
  const found = files.filter((file) => file.startsWith(name));
  if (found.length > 0) return found.map((file) => `tests/e2e/${file.replaceAll('.', '\\.')}$`);
  const known = files.map((file) => file.replace(/\.spec\.ts$/, '')).join(', ');
  throw new ExpectedError(`No story is named ${name}. There are: ${known || 'none yet'}.`);
};

/**
 * Runs the stories whose file begins with `name` (all without one) and answers Playwright's exit
 * code. Screens end in test-results/screens/NAME/, the JSON report in test-results/e2e-NAME.json.
 */
export const runStories = (setUpAnswer, name, args = [], options = {}) => {
  const title = name ?? 'all';
  const filters = name ? filterFor(name) : [];
  rmSync(join(resultsFolder, 'screens', title), { recursive: true, force: true });
  return withPrivateRun({ ...setUpAnswer, displays }, [], (run) =>
    run.node(['node_modules/@playwright/test/cli.js', 'test', ...filters, ...args], {
      env: {
        ...options.env,
        LIAISON_SCREENS_DIR: join(run.results, 'screens', title),
        PLAYWRIGHT_JSON_OUTPUT_FILE: join(run.results, `e2e-${title}.json`),
      },
    }),
  );
};
