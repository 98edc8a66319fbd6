/** Step 1: the npm packages of package-lock.json, and with them Node 24. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, projectRoot } from '../lib/project.mjs';
import { answerOf, npmCommand, runCommand } from '../lib/run-command.mjs';
import { ExpectedError, say, secondsSince } from '../lib/say.mjs';

const step = 'packages';
const lockFile = join(projectRoot, 'package-lock.json');
const stampFile = join(projectRoot, 'node_modules', '.liaison-setup');

/** The lock's fingerprint: what the stamp holds, and what a copy of node_modules is named after. */
export const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Whether npm's own record of what it installed says the same as the lock. */
const npmSaysInstalled = () => {
  const hidden = join(projectRoot, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed[path];
    return there ? there.integrity === entry.integrity : entry.optional === true;
  });
};

const isInstalled = () => {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash()) return true;
  return npmSaysInstalled();
};

/** `npm ci`; the second try takes what it can from npm's cache. */
const install = async () => {
  const [command, first] = npmCommand();
  for (const extra of [[], ['--prefer-offline']]) {
    // Without its warnings: that npm runs on an older Node than the packages ask for is intended.
    const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const args = [...first, 'ci', ...options, ...extra];
    if ((await runCommand(command, args, { cwd: projectRoot, step })) === 0) return;
    say(step, 'npm ci failed');
  }
  throw new ExpectedError('The packages could not be installed; npm says above why.');
};

/** Node 24 comes by an install script, which a strict npm may have skipped. */
const checkNode = () => {
  const version = answerOf(projectNode, ['-v'])?.trim() ?? 'none';
  if (!version.startsWith('v24.'))
    throw new ExpectedError(
      `Node 24 is needed in node_modules, found ${version}. Was its install script allowed to run?`,
    );
  return version;
};

/** Installs the packages unless those of this lock are there. */
export const providePackages = async () => {
  const start = performance.now();
  const ready = isInstalled();
  if (!ready) {
    say(step, 'installing from package-lock.json (about a minute)');
    await install();
  }
  const node = checkNode();
  writeFileSync(stampFile, lockHash());
  say(step, ready ? `ready, Node ${node}` : `installed in ${secondsSince(start)}, Node ${node}`);
};
