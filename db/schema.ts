/** Applies migrations, each in a transaction of its own, and refuses a file newer than the program. */
import { AppError } from '../shared/errors';
import { columnsFor, engineOf } from './columns';
import type { Store } from './connection';
import { migrations } from './migrations';

/** Ids of the migrations a store has, in order; empty for a new file. */
export const appliedMigrations = async (store: Store): Promise<string[]> => {
  if (!(await store.knex.schema.hasTable('schema_version'))) return [];
  const rows = await store.knex('schema_version').select('id').orderBy('id');
  return rows.map((row: { id: string }) => row.id);
};

/** What `migrate` would do; `newer` names migrations of a later program. */
export const pendingMigrations = async (
  store: Store,
): Promise<{ pending: string[]; newer: string[] }> => {
  const applied = await appliedMigrations(store);
  const known = migrations.map((migration) => migration.id);
  return {
    pending: known.filter((id) => !applied.includes(id)),
    newer: applied.filter((id) => !known.includes(id)),
  };
};

/** Brings the schema up to this program's. Throws `refused` for a file made by a newer one. */
export const migrate = async (store: Store, at: string): Promise<void> => {
  const { pending, newer } = await pendingMigrations(store);
  if (newer.length > 0)
    throw new AppError(
      'refused',
      'This record was made by a newer version of Liaison. Install that version to open it; nothing was changed.',
      { key: 'newerSchema' },
    );
  const engine = engineOf(store.knex);
  const columns = columnsFor(engine);
  if (!(await store.knex.schema.hasTable('schema_version')))
    await store.knex.schema.createTable('schema_version', (t) => {
      columns.text(t, 'id').primary();
      columns.text(t, 'appliedAt').notNullable();
    });
  for (const migration of migrations.filter(({ id }) => pending.includes(id)))
    await store.transaction(async (trx) => {
      await migration.up(trx, columns, engine);
      await trx('schema_version').insert({ id: migration.id, appliedAt: at });
    });
};
