/**
 * A clone in a folder that only root may enter cannot be used by the unprivileged user. Opening
 * that folder to everyone is not ours to do, so what is needed is copied to where it can be read.
 */
import {
  chmodSync,
  existsSync,
  utimesSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectNode } from './project.mjs';
import { runCommand, succeeds } from './run-command.mjs';
import { ExpectedError, say } from './say.mjs';

/** Root's own folder, so that nobody else can have prepared what lies in it. */
const copies = '/var/lib/liaison';
const keepDays = 7;

/** Whether a user can read all of these files. */
export const canRead = (ids, files) =>
  ids.uid === undefined ||
  succeeds('/bin/sh', ['-c', 'for f; do [ -r "$f" ] || exit 1; done', 'sh', ...files], {
    ...ids,
    cwd: '/',
  });

/** Whether a user can run this project's Node. */
export const canRunNode = (ids) =>
  ids.uid === undefined || succeeds(projectNode, ['-v'], { ...ids, cwd: '/' });

const removeOld = () => {
  const oldest = Date.now() - keepDays * 86_400_000;
  for (const name of readdirSync(copies)) {
    const path = join(copies, name);
    if (statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
  }
};

const copyInto = async (source, target) => {
  say('run', `copying ${source} to where the unprivileged user can read it`);
  const work = await mkdtemp(`${target}-making-`);
  const done =
    (await runCommand('cp', ['-a', '--reflink=auto', source, work])) === 0 &&
    (await runCommand('chmod', ['-R', 'a+rX', work])) === 0;
  if (!done) throw new ExpectedError(`${source} could not be copied.`);
  if (existsSync(target)) rmSync(work, { recursive: true, force: true });
  else renameSync(work, target);
};

/**
 * The copy of a folder, under a name that tells its content; made when there is none. It keeps its
 * own name within, since Node finds packages only in a folder named node_modules.
 */
export const readableCopy = async (source, name) => {
  mkdirSync(copies, { recursive: true, mode: 0o755 });
  chmodSync(copies, 0o755);
  removeOld();
  const target = join(copies, name);
  if (!existsSync(target)) await copyInto(source, target);
  const now = new Date();
  utimesSync(target, now, now);
  return join(target, basename(source));
};
