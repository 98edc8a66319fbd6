/**
 * Vitest's global set-up of the tests that need both engines: one throw-away PostgreSQL a run, and
 * in it a migrated database that each test's own is copied from. A machine on which it does not
 * start fails the run: a skipped engine would look like a tested one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../../db/connection';
import type { Engine } from '../../../db/dialect';
import { migrate } from '../../../db/schema';
import { testNow } from '../now';
import { onceARun } from './once-a-run';
import { structureOf, type Structure } from './structure';

/** The database with every migration and no row. */
const migratedTemplate = 'migrated';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; template: string; structure: Structure };
    /** The engine of stores that a test does not choose itself; without it SQLCipher. */
    engine: Engine | undefined;
  }
}

/** The server's address; it lives until its stdin is closed, by us or by our end. */
const startServer = async () => {
  const keeper = spawn(process.execPath, ['tools/lib/throwaway-postgres.mjs'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl+C in a terminal goes to us alone; the keeper then ends by itself, after its server.
    detached: true,
  });
  const ended = once(keeper, 'exit');
  const lines = createInterface(keeper.stdout)[Symbol.asyncIterator]();
  const line = await Promise.race([
    lines.next().then(({ value }) => value),
    ended.then(() => null),
  ]);
  if (typeof line !== 'string')
    throw new Error('PostgreSQL did not start, so the tests of db/ cannot run; see above.');
  return {
    url: (JSON.parse(line) as { url: string }).url,
    stop: async () => {
      keeper.stdin.end();
      await ended;
    },
  };
};

const databaseUrl = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};

const make = async () => {
  const { url, stop } = await startServer();
  const server = await openStore({ engine: 'postgres', url });
  await server.knex.raw('create database ?? template template0', [migratedTemplate]);
  await server.close();
  const template = await openStore({
    engine: 'postgres',
    url: databaseUrl(url, migratedTemplate),
  });
  await migrate(template, testNow);
  const structure = await structureOf(template.knex);
  await template.close();
  return { made: { url, template: migratedTemplate, structure }, end: stop };
};

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { made, release } = await onceARun('postgres', make);
  project.provide('postgres', made);
  return release;
};
