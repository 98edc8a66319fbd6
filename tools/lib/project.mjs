/** Where things lie: the project, its Node, its cache. Everything else asks here. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** The Node 24 that `npm ci` brings; everything but set-up itself runs on it. */
export const projectNode = join(
  projectRoot,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** What is fetched once and kept between clones. */
export const cacheFolder = () =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'liaison');

/** Where runs leave what they made: screens, reports, pictures. */
export const resultsFolder = join(projectRoot, 'test-results');

/** True where Chromium refuses its sandbox to us because we are root. */
export const isRoot = () => process.getuid?.() === 0;
