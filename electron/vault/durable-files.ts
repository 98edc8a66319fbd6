/**
 * Writes that are whole or not there after a power cut: temporary file, fsync, rename, fsync of the
 * folder. The steps are a port, so that tests can fail each of them.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The steps a durable change is made of. */
export interface FileSteps {
  /** Writes a new file and forces it to disk; refuses to overwrite. */
  writeSynced: (path: string, data: string | Buffer) => Promise<void>;
  /** Copies to a new file and forces it to disk; refuses to overwrite. */
  copySynced: (from: string, to: string) => Promise<void>;
  /** Forces a file that another writer made to disk. */
  syncFile: (path: string) => Promise<void>;
  /** Replaces `to` in one step. */
  rename: (from: string, to: string) => Promise<void>;
  /** Forces a folder's names to disk; Windows does so with the rename itself. */
  syncFolder: (folder: string) => Promise<void>;
  /** Removes a file or folder; one that is not there is no error. */
  remove: (path: string) => Promise<void>;
  makeFolder: (folder: string) => Promise<void>;
}

/** A virus scanner holds a fresh file open for a moment: what to try again, how often, in ms. */
const busyCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);
const busyWaitsMs = [20, 60, 150, 400];

const patiently = async (step: () => Promise<void>): Promise<void> => {
  for (const waitMs of busyWaitsMs)
    try {
      return await step();
    } catch (error) {
      if (process.platform !== 'win32' || !busyCodes.has(codeOf(error) ?? '')) throw error;
      await wait(waitMs);
    }
  return step();
};

/** The system's code of a file error (`ENOENT`, `ENOSPC`, …), or undefined. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

/** The steps on the real disk. */
export const diskSteps: FileSteps = {
  writeSynced: async (path, data) => {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  copySynced: async (from, to) => {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    await syncFile(to);
  },
  syncFile,
  rename: (from, to) => patiently(() => rename(from, to)),
  syncFolder: async (folder) => {
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  remove: (path) => patiently(() => rm(path, { recursive: true, force: true })),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
};

/** Replaces a file's content in one step; on failure the former content stands. */
export const writeAtomically = async (
  path: string,
  data: string | Buffer,
  steps: FileSteps = diskSteps,
): Promise<void> => {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.part`);
  try {
    await steps.writeSynced(temporary, data);
    await steps.rename(temporary, path);
  } catch (error) {
    await steps.remove(temporary).catch(() => undefined);
    throw error;
  }
  await steps.syncFolder(dirname(path));
};

/** Text of a file, or null where there is none. */
export const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};
