/**
 * What only one engine can do, or each does in its own way: one function a thing, with a version
 * for either. Repositories build on Knex and on these, and ask for the engine nowhere else.
 */
import type { Knex } from 'knex';

export type Engine = 'sqlcipher' | 'postgres';

/** The engine behind a connection or transaction. */
export const engineOf = (db: Knex | Knex.Transaction): Engine =>
  db.client.config.client === 'pg' ? 'postgres' : 'sqlcipher';

/** The version of something for the engine behind a connection. */
export const versionFor = <T>(db: Knex | Knex.Transaction, versions: Record<Engine, T>): T =>
  versions[engineOf(db)];

type Table = (trx: Knex.Transaction, table: string) => Promise<void>;

const sqlcipherAppendOnly: Table = async (trx, table) => {
  for (const verb of ['UPDATE', 'DELETE'])
    await trx.raw(
      `CREATE TRIGGER "${table}_refuses_${verb.toLowerCase()}" BEFORE ${verb} ON "${table}"
       BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    );
};

const postgresAppendOnly: Table = async (trx, table) => {
  await trx.raw(
    `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
     BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql`,
  );
  await trx.raw(
    `CREATE TRIGGER "${table}_refuses_change" BEFORE UPDATE OR DELETE ON "${table}"
     FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  );
  await trx.raw(
    `CREATE TRIGGER "${table}_refuses_truncate" BEFORE TRUNCATE ON "${table}"
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  );
};

/** Makes the engine itself refuse UPDATE, DELETE and TRUNCATE on a table, whoever asks. */
export const makeAppendOnly: Table = (trx, table) =>
  versionFor(trx, { sqlcipher: sqlcipherAppendOnly, postgres: postgresAppendOnly })(trx, table);

/** Rows that an update or delete changed: SQLCipher's driver answers with an object. */
export const affected = (result: unknown): number =>
  typeof result === 'number' ? result : ((result as { changes?: number }).changes ?? 0);
