/**
 * Transactions of the SQLCipher store. Knex makes a whole instance of itself for each, with every
 * method anew, which takes longer than a short transaction's own work; this one inherits them from
 * the store's instance and has of its own only the connection and whether it has ended.
 */
import type Database from '@signalapp/sqlcipher';
import type { Knex } from 'knex';

/** What of a Knex client this touches: the pool of one connection, and how a query is run. */
interface Client {
  acquireConnection: () => Promise<Database>;
  releaseConnection: (connection: Database) => Promise<void>;
  query: (connection: Database, query: unknown) => Promise<unknown>;
  queryBuilder: () => Knex.QueryBuilder;
}

/** The client of one transaction: always its connection, and nothing once it has ended. */
const clientOf = (client: Client, connection: Database, isCompleted: () => boolean): Client => {
  const refuseEnded = (): void => {
    if (isCompleted()) throw new Error('the transaction has ended');
  };
  return Object.assign(Object.create(client) as Client, {
    transacting: true,
    acquireConnection: async () => {
      refuseEnded();
      return connection;
    },
    releaseConnection: async () => undefined,
    query: async (_connection: Database, query: unknown) => {
      refuseEnded();
      return client.query(connection, query);
    },
  });
};

/** A Knex instance that speaks through a client; everything else is the store's. */
const instanceOf = (db: Knex, client: Client, own: object): Knex.Transaction => {
  const trx = (table: string, options?: object): Knex.QueryBuilder =>
    client.queryBuilder().table(table, options as never);
  const { context } = db as unknown as { context: object };
  Object.setPrototypeOf(trx, db);
  return Object.assign(trx, {
    ...own,
    context: Object.assign(Object.create(context) as object, { client, userParams: {} }),
    isTransaction: true,
  }) as unknown as Knex.Transaction;
};

/** Undoes what was begun; the engine may have done so itself, where the disk is full. */
const rollBack = (connection: Database): void => {
  try {
    connection.prepare('ROLLBACK').run();
  } catch (error) {
    if (!/no transaction is active/.test(String(error))) throw error;
  }
};

/** Runs one unit of work; commits when it resolves, rolls back when it throws. */
export const transact = async <T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> => {
  const client = db.client as Client;
  const connection = await client.acquireConnection();
  let completed = false;
  const isCompleted = (): boolean => completed;
  let settle: { resolve: () => void; reject: (error: unknown) => void };
  const executionPromise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  // Whoever waits for it has a reason to; nobody need.
  executionPromise.catch(() => undefined);
  try {
    connection.prepare('BEGIN').run();
    const own = { isCompleted, executionPromise };
    const value = await work(instanceOf(db, clientOf(client, connection, isCompleted), own));
    completed = true;
    connection.prepare('COMMIT').run();
    settle!.resolve();
    return value;
  } catch (error) {
    completed = true;
    settle!.reject(error);
    rollBack(connection);
    throw error;
  } finally {
    await client.releaseConnection(connection);
  }
};
