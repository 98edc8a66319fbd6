/**
 * Vitest's global set-up of the tests with stores of their own: one encrypted file with every
 * migration and no row, made once a run; each test's own is a copy of it.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../../db/connection';
import { migrate } from '../../../db/schema';
import { testNow } from '../now';
import { onceARun } from './once-a-run';
import { structureOf, type Structure } from './structure';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file, its raw key in hexadecimal, and what its tables are. */
    migrated: { filename: string; key: string; structure: Structure };
  }
}

const make = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liaison-test-'));
  const filename = join(folder, 'migrated.db');
  const key = randomBytes(32);
  const store = await openStore({ engine: 'sqlcipher', filename, key });
  await migrate(store, testNow);
  const structure = await structureOf(store.knex);
  await store.close();
  return {
    made: { filename, key: key.toString('hex'), structure },
    end: () => rm(folder, { recursive: true, force: true }),
  };
};

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { made, release } = await onceARun('migrated', make);
  project.provide('migrated', made);
  return release;
};
