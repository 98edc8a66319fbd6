/**
 * Packs the application as it would be installed, unpacked: a release in dist/<system>-unpacked, or
 * a build for tests in dist/test-build/<system>-unpacked, which may be driven and says TEST BUILD.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildFolder, sourceHash } from '../build.mjs';
import { copyProject } from './private-run.mjs';
import { projectNode, projectRoot } from './project.mjs';
import { runCommand } from './run-command.mjs';
import { ExpectedError, say } from './say.mjs';

const step = 'pack';
const output = join(projectRoot, 'dist');

const lockOf = (folder) => JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));

const changeDescription = (app, change) => {
  const file = join(app, 'package.json');
  const changed = change(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, `${JSON.stringify(changed, null, 2)}\n`);
};

/** Marks the copy before it is built, as the build takes the flag from package.json. */
const markTestBuild = (app) =>
  changeDescription(app, (description) => ({ ...description, testBuild: true }));

/**
 * Leaves in the copy what a user gets: electron-builder collects packages by the folder's own
 * node_modules, and neither follows a link nor needs what only developers use.
 */
const keepProductPackages = (app) => {
  rmSync(join(app, 'node_modules'));
  for (const [path, entry] of Object.entries(lockOf(projectRoot).packages)) {
    const source = join(projectRoot, path);
    // Nested ones come with their parent.
    const nested = path.split('node_modules/').length > 2;
    if (path === '' || nested || entry.dev || entry.devOptional || !existsSync(source)) continue;
    cpSync(source, join(app, path), { recursive: true });
  }
  changeDescription(app, ({ devDependencies: _left, ...description }) => description);
};

const runBuilder = async (app, runtime) => {
  const cli = join(projectRoot, 'node_modules', 'electron-builder', 'cli.js');
  const args = [
    cli,
    '--dir',
    '--projectDir',
    app,
    `-c.electronDist=${runtime.folder}`,
    `-c.electronVersion=${runtime.version}`,
  ];
  if ((await runCommand(projectNode, args, { cwd: app, step })) !== 0)
    throw new ExpectedError('Packing failed; see above.');
};

/** The folder that electron-builder made, which it names after the system. */
const unpackedFolder = (app) => {
  const name = readdirSync(join(app, 'dist')).find((entry) => /-unpacked$|^mac/.test(entry));
  if (!name) throw new ExpectedError('electron-builder made no folder.');
  return name;
};

const check = async (folder) => {
  if (process.platform !== 'linux') return;
  const script = join(projectRoot, 'tools', 'lib', 'check-packed.mjs');
  if ((await runCommand(projectNode, [script, folder, 'liaison'])) !== 0)
    throw new ExpectedError('What was packed is not what security asks for; see above.');
};

/** Packs from a copy of the project, so that the flag never reaches the working tree's build. */
const packCopy = async (work, runtime, test, into) => {
  const app = join(work, 'app');
  copyProject(app);
  rmSync(join(app, 'out'), { recursive: true, force: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(app, 'node_modules'), 'junction');
  if (test) markTestBuild(app);
  await buildFolder(app);
  keepProductPackages(app);
  await runBuilder(app, runtime);
  const name = unpackedFolder(app);
  const made = join(app, 'dist', name);
  rmSync(join(made, 'liaison-runtime.json'), { force: true });
  await check(made);
  const target = join(into, name);
  rmSync(target, { recursive: true, force: true });
  cpSync(made, target, { recursive: true, verbatimSymlinks: true });
  return target;
};

/** Bytes of all files at or below a path. */
const sizeOf = (path) => {
  const facts = lstatSync(path);
  if (!facts.isDirectory()) return facts.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
};

/** What an installation is larger than Electron alone, in MiB (performance.md: at most 40). */
const saySize = (target, runtime) => {
  const [whole, electron] = [target, runtime.folder].map((path) => sizeOf(path) / 2 ** 20);
  say(
    step,
    `installed ${whole.toFixed(1)} MiB, Electron alone ${electron.toFixed(1)} MiB: + ${(whole - electron).toFixed(1)} MiB (goal: 40 at most)`,
  );
};

/** What went into a pack: the sources, how it is packed, the runtime. */
const packHash = (runtime) =>
  createHash('sha256')
    .update(sourceHash())
    .update(readFileSync(join(projectRoot, 'electron-builder.yml')))
    .update(readFileSync(new URL(import.meta.url)))
    .update(`${runtime.version} ${runtime.folder}`)
    .digest('hex');

/** The folder of a pack of these sources; made when there is none. Answers `{folder, hash}`. */
export const providePack = async (runtime, { test }) => {
  const into = test ? join(output, 'test-build') : output;
  const stamp = join(into, 'packed.json');
  const hash = packHash(runtime);
  const known = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {};
  if (known.hash === hash && existsSync(known.folder)) {
    say(step, `${known.folder} is up to date`);
    saySize(known.folder, runtime);
    return known;
  }
  rmSync(stamp, { force: true });
  const work = mkdtempSync(join(tmpdir(), 'liaison-pack-'));
  try {
    const folder = await packCopy(work, runtime, test, into);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, JSON.stringify({ hash, folder }));
    say(step, `it is in ${folder}`);
    saySize(folder, runtime);
    return { folder, hash };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
