/**
 * npm test: set-up, static checks, unit and integration tests, and the stories on the real
 * application. Every step runs even when one before it failed, so that one run shows all. The last
 * line of stdout is `N passed, N failed`; each static check counts as one test.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, projectRoot, resultsFolder } from './lib/project.mjs';
import { runStories } from './lib/playwright.mjs';
import { runAside, runCommand } from './lib/run-command.mjs';
import { runTs } from './lib/run-ts.mjs';
import { say, secondsSince } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const bin = (...parts) => join(projectRoot, 'node_modules', ...parts);
const own = (args) => runCommand(projectNode, args, { cwd: projectRoot });

/** The static checks: name and how to run them; the longest first, as two run at once. */
const checks = [
  [
    'import rules',
    [
      bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'electron',
      'renderer',
      'shared',
      'db',
      'tests',
    ],
  ],
  [
    'format',
    [
      bin('prettier', 'bin', 'prettier.cjs'),
      '--check',
      // By content, in node_modules/.cache: a second run reads what has changed.
      '--cache',
      '--cache-strategy',
      'content',
      '--log-level',
      'warn',
      '.',
    ],
  ],
  ['types', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']],
  ['source rules', [join(projectRoot, 'tools', 'source-rules.mjs')]],
  ['lint', [bin('oxlint', 'bin', 'oxlint'), '--deny-warnings', '.']],
];

const tally = { passed: 0, failed: 0 };

const count = (name, passed, failed) => {
  tally.passed += passed;
  tally.failed += failed;
  say('test', `${name}: ${passed} passed, ${failed} failed`);
};

/** Beside others, so that what it says comes in one piece, before its result. */
const runCheck = async (name, args) => {
  const { code, said } = await runAside(projectNode, args, { cwd: projectRoot });
  process.stderr.write(said);
  count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
};

/** Two steps at a time: each of them keeps about one core busy. */
const runBeside = async (steps) => {
  const rest = [...steps];
  const work = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await guarded(...next);
  };
  await Promise.all([work(), work()]);
};

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** No report, or none executed, is a failure: a runner that did not start must not look green. */
const countReport = (name, passed, failed, code) => {
  const none = passed + failed === 0;
  count(name, passed, failed + (none || (code !== 0 && failed === 0) ? 1 : 0));
};

const runUnitAndIntegration = async () => {
  const report = join(resultsFolder, 'vitest.json');
  rmSync(report, { force: true });
  const code = await own([
    bin('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const result = readReport(report);
  countReport(
    'unit and integration',
    result?.numPassedTests ?? 0,
    result?.numFailedTests ?? 0,
    code,
  );
};

const runAllStories = async (ready) => {
  const report = join(resultsFolder, 'e2e-all.json');
  rmSync(report, { force: true });
  const code = await runStories(ready, undefined, ['--grep-invert', '@long']);
  const stats = readReport(report)?.stats;
  countReport(
    'stories',
    stats?.expected ?? 0,
    (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    code,
  );
};

/** A few kills, that the long torture still runs and finds nothing. */
const runTortureSmoke = async () => {
  const code = await runTs('tests/torture/torture.ts', ['--rounds', '3']);
  count('torture', code === 0 ? 1 : 0, code === 0 ? 0 : 1);
};

/** The bench in small: that it still measures, not what. */
const runBenchSmoke = async () => {
  const code = await runTs('tests/bench/run.ts', ['--smoke']);
  count('bench', code === 0 ? 1 : 0, code === 0 ? 0 : 1);
};

/** What needs neither a display nor both cores. */
const small = [
  ['torture', runTortureSmoke],
  ['bench', runBenchSmoke],
  ...checks.map(([name, args]) => [name, () => runCheck(name, args)]),
];

/** A step that breaks is one failure, and the next one still runs. */
const guarded = async (name, step) => {
  const start = performance.now();
  try {
    await step();
  } catch (error) {
    process.stderr.write(`${error.expected ? error.message : error.stack}\n`);
    count(name, 0, 1);
  }
  say('test', `${name} took ${secondsSince(start)}`);
};

const runAll = async () => {
  const ready = await setUp();
  await guarded('static checks, torture and bench in small', () => runBeside(small));
  await guarded('unit and integration', runUnitAndIntegration);
  await guarded('stories', () => runAllStories(ready));
};

await guarded('all', runAll);
process.exitCode = tally.failed === 0 ? 0 : 1;
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`);
