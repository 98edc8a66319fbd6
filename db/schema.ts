/** Applies migrations, each in a transaction of its own, and refuses a file newer than the program. */
import { AppError } from '../shared/errors';
import { columnsFor } from './columns';
import type { Store } from './connection';
import { engineOf } from './dialect';
import { migrations, type Migration } from './migrations';

/** Ids of the migrations a store has, in order; empty for a new file. */
export const appliedMigrations = async (store: Store): Promise<string[]> => {
  if (!(await store.knex.schema.hasTable('schema_version'))) return [];
  const rows = await store.knex('schema_version').select('id').orderBy('id');
  return rows.map((row: { id: string }) => row.id);
};

/** What `migrate` would do; `newer` names migrations of a later program. */
export const pendingMigrations = async (
  store: Store,
  known: readonly Migration[] = migrations,
): Promise<{ pending: string[]; newer: string[] }> => {
  const applied = await appliedMigrations(store);
  const ids = known.map(({ id }) => id);
  return {
    pending: ids.filter((id) => !applied.includes(id)),
    newer: applied.filter((id) => !ids.includes(id)),
  };
};

/**
 * Brings the schema up to this program's. Throws `refused` for a file made by a newer one. `known`
 * stands for the migrations of another program: an older one, whose files a test then brings up.
 */
export const migrate = async (
  store: Store,
  at: string,
  known: readonly Migration[] = migrations,
): Promise<void> => {
  const { pending, newer } = await pendingMigrations(store, known);
  if (newer.length > 0)
    throw new AppError(
      'refused',
      'This record was made by a newer version of Liaison. Install that version to open it; nothing was changed.',
      { key: 'newerSchema' },
    );
  if (!(await store.knex.schema.hasTable('schema_version')))
    await store.knex.schema.createTable('schema_version', (t) => {
      const columns = columnsFor(engineOf(store.knex));
      columns.text(t, 'id').primary();
      columns.text(t, 'appliedAt').notNullable();
    });
  for (const migration of known.filter(({ id }) => pending.includes(id)))
    await applyMigration(store, migration, at);
};

/** One migration and the note that it is done, in one transaction. */
const applyMigration = (store: Store, { id, up }: Migration, at: string): Promise<void> =>
  store.transaction(async (trx) => {
    await up(trx, columnsFor(engineOf(trx)));
    await trx('schema_version').insert({ id, appliedAt: at });
  });
