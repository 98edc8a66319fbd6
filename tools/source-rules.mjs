/**
 * Rules on sources that no linter of ours has: no file above 600 lines, and no asking the machine
 * for the time outside of the one clock (architecture: Time). Exit code 1 and one line a finding.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './lib/project.mjs';

const mostLines = 600;
const sources = /\.(ts|tsx|mts|mjs|cjs|js|css|sql)$/;
/** Where the machine's time may be asked: the clock itself, tools, tests. */
const mayAskTime = /^(electron\/shell\/clock\.ts|electron\/shell\/test-hooks\.ts|tools\/|tests\/)/;
const asksTime = /\bDate\.now\(\)|\bnew Date\(\)/;

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

const findings = checked.flatMap((file) => {
  let text;
  try {
    text = readFileSync(join(projectRoot, file), 'utf8');
  } catch {
    return [];
  }
  const lines = text.split('\n');
  const found = [];
  if (lines.length - 1 > mostLines)
    found.push(`${file}: ${lines.length - 1} lines; split it at its second reason`);
  if (!mayAskTime.test(file))
    lines.forEach((line, i) => {
      if (asksTime.test(line.replace(/\/\/.*|^\s*\*.*/, '')))
        found.push(`${file}:${i + 1}: asks the machine for the time; take it from the clock`);
    });
  return found;
});

for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
