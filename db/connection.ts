/** Opens the store that the settings name; the only place that knows which engine stands behind it. */
import knex, { type Knex } from 'knex';
import { SqlcipherClient } from './sqlcipher/dialect';
import { transact } from './sqlcipher/transaction';

export type Trx = Knex.Transaction;

export type StoreLocation =
  | { engine: 'sqlcipher'; filename: string; key: Buffer | null; readOnly?: boolean }
  | { engine: 'postgres'; url: string };

/** Type ids of PostgreSQL's bigint and numeric, which its driver gives as text unless told. */
const bigintType = 20;
const numericType = 1700;

/** An open store. Everything reads and writes through `transaction`. */
export interface Store {
  knex: Knex;
  /** Runs one unit of work; commits when it resolves, rolls back when it throws. */
  transaction: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** Opens a store with one connection (one writer: architecture.md, Processes and connections). */
export const openStore = async (location: StoreLocation): Promise<Store> => {
  const db =
    location.engine === 'sqlcipher'
      ? knex({
          client: SqlcipherClient as unknown as typeof Knex.Client,
          connection: { ...location },
          useNullAsDefault: true,
          pool: { min: 1, max: 1 },
        })
      : await openPostgres(location.url);
  // Fails here, with the engine's own error, when the key is wrong or the server away.
  await db.raw('select 1');
  return {
    knex: db,
    transaction: (work) =>
      location.engine === 'sqlcipher' ? transact(db, work) : db.transaction(work),
    close: () => db.destroy(),
  };
};

/** Its driver is loaded only where a hospital keeps its record there. */
const openPostgres = async (url: string): Promise<Knex> => {
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(bigintType, Number);
  pg.types.setTypeParser(numericType, Number);
  return knex({ client: 'pg', connection: url, pool: { min: 1, max: 4 } });
};
