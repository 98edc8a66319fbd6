/**
 * Empty stores of either engine for tests: a file of its own on SQLCipher, a database that goes
 * from test to test on PostgreSQL. What it costs to make one is paid once a run.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openStore, type Store, type StoreLocation } from '../../../db/connection';
import type { Engine } from '../../../db/dialect';
import { whenDone } from '../when-done';
import { watchOrders } from './order-check';

const sqlcipherLocation = async (migrated: boolean): Promise<StoreLocation> => {
  const folder = await mkdtemp(join(tmpdir(), 'liaison-test-'));
  whenDone(() => rm(folder, { recursive: true, force: true }));
  const filename = join(folder, 'record.db');
  const template = inject('migrated');
  if (migrated) await copyFile(template.filename, filename);
  return { engine: 'sqlcipher', filename, key: Buffer.from(template.key, 'hex') };
};

/** The connection that makes this process's databases. They go with the server. */
let server: Promise<Store> | undefined;

/** A database that tests use one after another: emptying one is far cheaper than making it. */
interface Reused {
  url: string;
  busy: boolean;
}

const reused: Record<'migrated' | 'bare', Reused[]> = { migrated: [], bare: [] };

/** Takes all rows, past the triggers that refuse it, or all tables. */
const emptying = {
  migrated: `do $$
    declare name text;
    begin
      set local session_replication_role = replica;
      for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_version'
      loop execute format('delete from %I', name); end loop;
    end $$`,
  bare: `do $$
    begin
      drop schema public cascade;
      create schema public;
    end $$`,
};

const makeDatabase = async (kind: 'migrated' | 'bare'): Promise<Reused> => {
  const { url, template: source } = inject('postgres');
  server ??= openStore({ engine: 'postgres', url });
  const { knex } = await server;
  const name = `${kind}_${process.pid}_${reused[kind].length}`;
  await knex.raw('create database ?? template ??', [
    name,
    kind === 'migrated' ? source : 'template0',
  ]);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const database = { url: address.href, busy: true };
  reused[kind].push(database);
  return database;
};

const postgresLocation = async (migrated: boolean): Promise<StoreLocation> => {
  const kind = migrated ? 'migrated' : 'bare';
  const free = reused[kind].find(({ busy }) => !busy);
  const database = free ?? (await makeDatabase(kind));
  database.busy = true;
  if (free) {
    const store = await openStore({ engine: 'postgres', url: free.url });
    await store.knex.raw(emptying[kind]).finally(() => store.close());
  }
  whenDone(() => void (database.busy = false));
  return { engine: 'postgres', url: database.url };
};

/** Where an empty store is, migrated or without a table; it is gone when the test ends. */
export const emptyStore: Record<Engine, (migrated: boolean) => Promise<StoreLocation>> = {
  sqlcipher: sqlcipherLocation,
  postgres: postgresLocation,
};

/** Opens a store for as long as the test runs; a query whose order is not stated fails the test. */
export const openedStore = async (location: StoreLocation, migrated = true): Promise<Store> => {
  const store = await openStore(location);
  whenDone(() => store.close());
  if (migrated) {
    const { structure } = inject(location.engine === 'postgres' ? 'postgres' : 'migrated');
    whenDone(watchOrders(store.knex, structure));
  }
  return store;
};
