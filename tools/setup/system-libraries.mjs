/** Step 2: the Debian packages that Electron, a display of our own and the PDF tests need. */
import { isRoot } from '../lib/project.mjs';
import { answerOf, runCommand, succeeds } from '../lib/run-command.mjs';
import { say, secondsSince, warn } from '../lib/say.mjs';

const step = 'libraries';

/** Each with the name it bears since Debian 13 and Ubuntu 24.04, where that changed. */
const needed = [
  ['xvfb'],
  ['xauth'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['poppler-utils'],
];

const isInstalled = (name) =>
  answerOf('dpkg-query', ['-W', '-f=${Status}', name])?.endsWith(' installed') ?? false;

const missing = () => needed.filter((names) => !names.some(isInstalled));

/** The one of its names that this release of Debian knows. */
const installable = (names) =>
  names.findLast((name) => succeeds('apt-cache', ['show', '--no-all-versions', name])) ?? names[0];

const apt = (args) =>
  runCommand('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    step,
  });

const install = async (groups) => {
  await apt(['update']);
  return apt(['install', '-y', '--no-install-recommends', ...groups.map(installable)]);
};

/** Installs what is missing when it may; otherwise says the one command and goes on. */
export const provideSystemLibraries = async () => {
  if (process.platform !== 'linux') return;
  if (!succeeds('dpkg-query', ['--version']))
    return say(
      step,
      'not a Debian system: GTK 3, NSS, ALSA, GBM and Xvfb are expected to be there',
    );
  const start = performance.now();
  const groups = missing();
  if (groups.length === 0) return say(step, 'ready');
  const names = groups.map(([name]) => name).join(' ');
  if (isRoot()) {
    say(step, `installing ${names} (about half a minute)`);
    if ((await install(groups)) === 0) return say(step, `installed in ${secondsSince(start)}`);
  }
  warn(
    step,
    `missing: ${names}. Install by: sudo apt-get install ${groups.map(installable).join(' ')}`,
  );
};
