/**
 * One run of the real application: its own copy of the project (so that others may go on editing
 * and building), its own home, settings and temp folders, its own display, and the unprivileged
 * user where we are root. All of it is gone at the end but the results.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { buildAnd } from '../build.mjs';
import { lockHash } from '../setup/packages.mjs';
import { isRoot, projectRoot, resultsFolder } from './project.mjs';
import { canRead, canRunNode, readableCopy } from './readable-copy.mjs';
import { bundle, bundleOf } from './run-ts.mjs';
import { startDisplay } from './virtual-display.mjs';

/** Left behind when the project is copied. */
const leftOut = new Set(['.git', 'node_modules', 'dist', 'test-results', 'coverage']);

/** Gives everything below a path to a user. */
const giveTo = ({ uid, gid }, path) => {
  if (uid === undefined) return;
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) giveTo({ uid, gid }, join(path, name));
};

/** Copies the project without its packages and results. */
export const copyProject = (app) =>
  cpSync(projectRoot, app, {
    recursive: true,
    filter: (source) => dirname(source) !== projectRoot || !leftOut.has(basename(source)),
  });

/** node_modules for the run: the project's own where it can be read, else a copy. */
const linkPackages = async (app, ids) => {
  const packages = join(projectRoot, 'node_modules');
  const probes = ['package.json', 'electron/package.json', 'vite/package.json'];
  const readable =
    canRunNode(ids) &&
    canRead(ids, [
      join(projectRoot, probes[0]),
      ...probes.slice(1).map((file) => join(packages, file)),
    ]);
  const target = readable
    ? packages
    : await readableCopy(packages, `node_modules-${lockHash().slice(0, 16)}`);
  symlinkSync(target, join(app, 'node_modules'), 'junction');
};

/** The runtime's folder as the user can read it. */
const readableRuntime = async (runtime, ids) => {
  const probe = join(runtime.folder, process.platform === 'linux' ? 'electron' : 'version');
  if (canRead(ids, [probe])) return runtime.folder;
  const { mtimeMs } = statSync(probe);
  const place = createHash('sha256')
    .update(`${runtime.folder} ${mtimeMs}`)
    .digest('hex')
    .slice(0, 8);
  return readableCopy(runtime.folder, `electron-${runtime.version}-${place}`);
};

/** Our environment without what ties it to our own session or to the npm that started us. */
const inherited = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_/i.test(name) &&
        !['INIT_CWD', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'WAYLAND_DISPLAY'].includes(name) &&
        !['DBUS_SESSION_BUS_ADDRESS', 'XAUTHORITY', 'DISPLAY'].includes(name),
    ),
  );

/** A home, its XDG folders and a temp folder below `base`, as environment variables. */
const privateFolders = (base) => {
  const names = {
    HOME: 'home',
    XDG_CONFIG_HOME: 'config',
    XDG_CACHE_HOME: 'cache',
    XDG_DATA_HOME: 'data',
    XDG_RUNTIME_DIR: 'runtime',
    TMPDIR: 'tmp',
  };
  const folders = Object.entries(names).map(([variable, name]) => [variable, join(base, name)]);
  for (const [, folder] of folders) mkdirSync(folder);
  return Object.fromEntries(folders);
};

/** Where the unprivileged user can enter, whatever root's own temp folder is. */
const tempFolder = () => (isRoot() ? '/tmp' : tmpdir());

/** Takes what the run made; a link in it is not followed, as its maker is not trusted with ours. */
const collectResults = (results) => {
  mkdirSync(resultsFolder, { recursive: true });
  cpSync(results, resultsFolder, {
    recursive: true,
    force: true,
    filter: (source) => !lstatSync(source).isSymbolicLink(),
  });
};

/** Starts a program as the run's user in a process group of its own; answers its exit code. */
const start = (run, command, args, options) =>
  new Promise((done, failed) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
      ...run.ids,
      cwd: run.app,
      env: { ...run.env, ...options.env },
    });
    run.children.add(child);
    child.on('error', failed);
    child.on('exit', (code) => done(code ?? 1));
  });

/** Whether a process (by its id) belongs to the run: each of them has its environment. */
const belongsTo = (run, pid) => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`LIAISON_RUN=${run.base}\0`);
  } catch {
    // It ended meanwhile, or is somebody else's.
    return false;
  }
};

/** Every process of the run: Playwright gives the application a process group of its own. */
const processesOf = (run) =>
  process.platform === 'linux'
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && belongsTo(run, name))
    : [...run.children].map((child) => child.pid);

/** Ends what the run started and has not ended by itself. */
const endProcesses = (run) => {
  for (const pid of processesOf(run)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
};

/** Fills the run's folder; answers what else a program of the run needs to know. */
const fill = async (base, { runtime, user }, entries) => {
  const app = join(base, 'app');
  const results = join(base, 'results');
  await buildAnd(async () => {
    for (const entry of entries) await bundle(entry);
    copyProject(app);
  });
  await linkPackages(app, user.ids);
  mkdirSync(results);
  const folders = privateFolders(base);
  giveTo(user.ids, base);
  const node = join(app, 'node_modules', 'node', 'bin');
  const env = {
    ...inherited(),
    ...folders,
    PATH: [node, join(app, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    ELECTRON_OVERRIDE_DIST_PATH: await readableRuntime(runtime, user.ids),
    LIAISON_RUN: base,
    LIAISON_RESULTS_DIR: results,
    LIAISON_CHROMIUM_SANDBOX: user.sandbox ? '1' : '0',
  };
  return { base, app, results, env, ids: user.ids, children: new Set() };
};

/**
 * Shows its windows on displays of its own, one for each application at a time: windows that share
 * one take each other's focus. Other systems have no such thing and need none.
 */
const addDisplays = async (run, count, stops) => {
  if (process.platform !== 'linux') return;
  const displays = [];
  for (let n = 0; n < count; n += 1) {
    const { display, stop } = await startDisplay(run.ids);
    displays.push(display);
    stops.push(stop);
  }
  Object.assign(run.env, {
    DISPLAY: displays[0],
    LIAISON_DISPLAYS: displays.join(' '),
    LIAISON_VIRTUAL_DISPLAY: '1',
  });
};

/** Ends a run: its processes, then what it made to where it belongs, then its folder. */
const finish = (run, stops) => {
  endProcesses(run);
  collectResults(run.results);
  for (const stop of stops) stop();
};

/**
 * Builds, bundles `entries`, prepares a run and hands it to `use`: `{app, results, env,
 * node(args, options)}`, where `node` runs the project's Node in the copy and answers its exit
 * code. What is left in `results` ends in test-results/. `setUpAnswer.displays`: how many
 * applications it shows at once, unless one.
 */
export const withPrivateRun = async (setUpAnswer, entries, use) => {
  const base = mkdtempSync(join(tempFolder(), 'liaison-run-'));
  const remove = () => rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  let end = remove;
  const interrupted = () => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const run = await fill(base, setUpAnswer, entries);
    const stops = [];
    end = () => {
      finish(run, stops);
      remove();
    };
    await addDisplays(run, setUpAnswer.displays ?? 1, stops);
    const node = join(run.app, 'node_modules', 'node', 'bin', 'node');
    return await use({ ...run, node: (args, options = {}) => start(run, node, args, options) });
  } finally {
    process.removeListener('SIGINT', interrupted).removeListener('SIGTERM', interrupted);
    end();
  }
};

/** Runs a TypeScript entry in a run of its own, with the arguments made from the run. */
export const runEntryPrivately = (setUpAnswer, entry, argsFor, options = {}) =>
  withPrivateRun(setUpAnswer, [entry], (run) =>
    run.node(['--enable-source-maps', bundleOf(entry), ...argsFor(run)], options),
  );
