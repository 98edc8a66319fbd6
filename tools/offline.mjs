/**
 * npm run offline [-- NAME]: a story (the first day, unless another is named) in a network namespace
 * that has nothing but its own loopback, over which only the test drives the window. Whatever the
 * application needed of a network would be missing here. Linux.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, projectRoot } from './lib/project.mjs';
import { runCommand, succeeds } from './lib/run-command.mjs';
import { endWith, ExpectedError, say } from './lib/say.mjs';

const step = 'offline';
const inside = 'LIAISON_OFFLINE';

/** Names of the network devices there are. */
const devices = () =>
  readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .map((line) => /^\s*(\S+):/.exec(line)?.[1])
    .filter(Boolean);

/** Root needs no user namespace for it, and keeps the user that Chromium's sandbox wants. */
const enter = () =>
  runCommand(
    'unshare',
    [
      isRoot() ? '-n' : '-rn',
      process.execPath,
      join(projectRoot, 'tools', 'offline.mjs'),
      ...process.argv.slice(2),
    ],
    { env: { ...process.env, [inside]: '1' }, stdio: ['ignore', 'inherit', 'inherit'] },
  );

const run = () => {
  if (!succeeds('ip', ['link', 'set', 'lo', 'up']))
    throw new ExpectedError('The loopback cannot be raised (Debian: apt-get install iproute2).');
  const found = devices();
  if (found.join() !== 'lo') throw new ExpectedError(`There is a network here: ${found.join()}.`);
  say(step, 'no network but the loopback of this namespace');
  const [name = 'foundation-first-day', ...rest] = process.argv.slice(2);
  return runCommand(process.execPath, [join(projectRoot, 'tools', 'e2e.mjs'), name, ...rest], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
};

const main = async () => {
  if (process.platform !== 'linux')
    throw new ExpectedError('Network namespaces are a thing of Linux.');
  return process.env[inside] === '1' ? run() : enter();
};

process.exitCode = await main().catch(endWith);
