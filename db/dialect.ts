/**
 * What only one engine can do, or each does in its own way: one function a thing, with a version
 * for either. Repositories build on Knex and on these, and ask for the engine nowhere else.
 */
import type { Knex } from 'knex';

export type Engine = 'sqlcipher' | 'postgres';

/** The engine behind a connection or transaction. */
export const engineOf = (db: Knex | Knex.Transaction): Engine =>
  db.client.config.client === 'pg' ? 'postgres' : 'sqlcipher';
