/** How the engine would answer a query: for tests that a list is read by its index. */
import type { Trx } from '../../db/connection';

interface Explainable {
  toSQL: () => { toNative: () => { sql: string; bindings: readonly unknown[] } };
}

/** The lines of SQLite's plan. */
export const queryPlan = async (trx: Trx, query: Explainable): Promise<string> => {
  const { sql, bindings } = query.toSQL().toNative();
  const rows = (await trx.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as never)) as {
    detail: string;
  }[];
  return rows.map(({ detail }) => detail).join('\n');
};
