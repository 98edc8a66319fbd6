import type { Knex } from 'knex';
import type { Engine } from './dialect';

/** Makes the engine itself refuse UPDATE, DELETE and TRUNCATE on a table, whoever asks. */
export const makeAppendOnly = async (
  trx: Knex.Transaction,
  engine: Engine,
  table: string,
): Promise<void> => {
  if (engine === 'sqlcipher') {
    for (const verb of ['UPDATE', 'DELETE'])
      await trx.raw(
        `CREATE TRIGGER "${table}_refuses_${verb.toLowerCase()}" BEFORE ${verb} ON "${table}"
         BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      );
    return;
  }
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
