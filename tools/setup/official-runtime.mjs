/** Electron by its own download, which needs the internet. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, projectRoot } from '../lib/project.mjs';
import { runCommand, succeeds } from '../lib/run-command.mjs';
import { say } from '../lib/say.mjs';

const step = 'electron';
const electron = join(projectRoot, 'node_modules', 'electron');

/** How long the server may take to answer before the fallback is taken. */
const reachMs = 10_000;

/** The version that package.json names. */
export const officialVersion = () =>
  JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version;

/** Its folder when the download is there and whole, else null (the same test electron makes). */
export const installedOfficial = () => {
  const version = join(electron, 'dist', 'version');
  if (!existsSync(version) || !existsSync(join(electron, 'path.txt'))) return null;
  const found = readFileSync(version, 'utf8').trim().replace(/^v/, '');
  return found === officialVersion() ? join(electron, 'dist') : null;
};

/** Through the proxy of the environment, where there is one. */
const proxied = () => ({ ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_USE_PROXY: '1' });

const mirror = () =>
  process.env.npm_config_electron_mirror ||
  process.env.ELECTRON_MIRROR ||
  'https://github.com/electron/electron/releases/download/';

const isReachable = () => {
  const ask = `fetch(process.argv[1], { method: 'HEAD', signal: AbortSignal.timeout(${reachMs}) })
    .then(() => process.exit(0), () => process.exit(1))`;
  return succeeds(projectNode, ['-e', ask, mirror()], { env: proxied(), timeout: reachMs + 2_000 });
};

/** Downloads Electron where its server can be reached; answers its folder, or null. */
export const downloadOfficial = async () => {
  say(step, `trying the official download of ${officialVersion()} (10 s at most to answer)`);
  if (!isReachable()) {
    say(step, 'it cannot be reached from here');
    return null;
  }
  const code = await runCommand(projectNode, [join(electron, 'install.js')], {
    env: proxied(),
    step,
  });
  return code === 0 ? installedOfficial() : null;
};
