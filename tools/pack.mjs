/**
 * npm run pack:dir [-- --test]: the application as it would be installed, unpacked in
 * dist/<system>-unpacked. `--test` packs one that may be driven by tests and says TEST BUILD.
 */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder } from './build.mjs';
import { projectNode, projectRoot } from './lib/project.mjs';
import { copyProject } from './lib/private-run.mjs';
import { runCommand } from './lib/run-command.mjs';
import { endWith, ExpectedError, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';

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
const packCopy = async (work, runtime, test) => {
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
  const target = join(output, name);
  rmSync(target, { recursive: true, force: true });
  cpSync(made, target, { recursive: true, verbatimSymlinks: true });
  return target;
};

const main = async () => {
  const { runtime } = await setUp();
  const work = mkdtempSync(join(tmpdir(), 'liaison-pack-'));
  try {
    const target = await packCopy(work, runtime, process.argv.includes('--test'));
    say(step, `it is in ${target}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

await main().catch(endWith);
