/** npm start: set-up, build, and the application's window. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { showDemo } from './lib/demonstration.mjs';
import { projectNode, projectRoot, resultsFolder } from './lib/project.mjs';
import { runCommand } from './lib/run-command.mjs';
import { endWith, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';
import { sandboxWorks } from './setup/unprivileged-user.mjs';

const hasScreen = () =>
  process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;

/** Opens the window as the person who called, whose files and screen it uses. */
const open = async (runtime) => {
  await build();
  const sandbox = sandboxWorks({}) ? [] : ['--no-sandbox'];
  if (sandbox.length > 0) say('start', 'without Chromium’s sandbox, which cannot work here');
  const cli = join(projectRoot, 'node_modules', 'electron', 'cli.js');
  return runCommand(projectNode, [cli, '.', ...sandbox, ...process.argv.slice(2)], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder },
  });
};

const main = async () => {
  const ready = await setUp();
  if (hasScreen()) return open(ready.runtime);
  say('start', 'there is no screen here (DISPLAY is not set): showing the demonstration instead');
  return showDemo(ready, join(resultsFolder, 'demo'));
};

process.exitCode = await main().catch(endWith);
