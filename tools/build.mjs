/** npm run build: main, preload and renderer into out/, when a source is newer than what is there. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { oneAtATime } from './lib/one-at-a-time.mjs';
import { projectNode, projectRoot } from './lib/project.mjs';
import { runCommand } from './lib/run-command.mjs';
import { endWith, ExpectedError, say, secondsSince } from './lib/say.mjs';
import { setUpPackages } from './setup.mjs';
import { oldestElectron } from './setup/electron-runtime.mjs';

const step = 'build';
const stampFile = join(projectRoot, 'out', '.stamp');

/** What the build reads; resources are read at run time, but some are imported. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'db',
  'resources',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
].map((name) => join(projectRoot, name));

/** Every file at or below a path, in a fixed order. */
const filesBelow = (path) => {
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesBelow(join(path, entry.name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
};

/** What a build is made from. */
export const sourceHash = () => {
  const hash = createHash('sha256').update(oldestElectron);
  for (const file of sources.flatMap(filesBelow))
    hash.update(relative(projectRoot, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const isBuilt = (hash) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;

/** Builds what lies in a folder (the project, or a copy of it) into its out/; throws when it fails. */
export const buildFolder = async (folder) => {
  const start = performance.now();
  const cli = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const code = await runCommand(projectNode, [cli, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    env: { ...process.env, ELECTRON_MAJOR_VER: oldestElectron.split('.')[0] },
    step,
  });
  if (code !== 0) throw new ExpectedError('The build failed; see above.');
  say(step, `done in ${secondsSince(start)}`);
};

/** Builds when needed, inside the lock of that name. */
const buildNow = async () => {
  const hash = sourceHash();
  if (isBuilt(hash)) return say(step, 'up to date');
  rmSync(stampFile, { force: true });
  await buildFolder(projectRoot);
  writeFileSync(stampFile, hash);
};

/**
 * Builds when needed, then runs `use` (copying out/, packing it) before anyone may build again.
 */
export const buildAnd = (use) =>
  oneAtATime('build', async () => {
    await buildNow();
    return use();
  });

/** Builds when needed. */
export const build = () => buildAnd(() => {});

const main = async () => {
  await setUpPackages();
  await build();
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main().catch(endWith);
