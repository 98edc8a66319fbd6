/** Lets only one process at a time set up or build a project folder. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from './project.mjs';
import { say } from './say.mjs';

const pollMs = 200;

/** A lock file this young and still empty belongs to a process that is just writing its id. */
const graceMs = 5_000;

const folder = () => join(tmpdir(), `liaison-locks-${process.getuid?.() ?? 'user'}`);

const lockFile = (name) =>
  join(folder(), `${name}-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 16)}`);

/** Whether the process that took the lock is gone. */
const isAbandoned = (file) => {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!pid) return Date.now() - statSync(file).mtimeMs > graceMs;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
};

/** Takes the lock when it is free. */
const take = (file) => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(file)) rmSync(file, { force: true });
    return false;
  }
};

/** Runs `work` while no other process does the work of that name in this project folder. */
export const oneAtATime = async (name, work) => {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  const file = lockFile(name);
  for (let tries = 0; !take(file); tries += 1) {
    if (tries === 5) say(name, 'waiting for another process that does the same');
    await pause(pollMs);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
};
