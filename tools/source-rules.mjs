/** Reads every source and says what breaks our own rules; exit code 1 and one line a finding. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './lib/project.mjs';
import { findingsIn } from './lib/source-findings.mjs';

const sources = /\.(ts|tsx|mts|mjs|cjs|js|css|sql)$/;

const files = () =>
  spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
    .stdout.split('\n')
    .filter((file) => sources.test(file));

const checked = files();
// A git that refuses to answer must not look like a project without faults.
if (checked.length === 0) throw new Error('git named no source file');

const textOf = (file) => {
  try {
    return readFileSync(join(projectRoot, file), 'utf8');
  } catch {
    return null;
  }
};

const findings = checked.flatMap((file) => {
  const text = textOf(file);
  return text === null ? [] : findingsIn(file, text);
});

for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
