/** How SQLite would answer a query: for tests that a list is read by its index. */
import { TestRunner } from 'vitest';
import type { Trx } from '../../db/connection';
import { engineOf } from '../../db/dialect';

interface Explainable {
  toSQL: () => { toNative: () => { sql: string; bindings: readonly unknown[] } };
}

/**
 * The lines of SQLite's plan. PostgreSQL chooses by what it counted in tables of real size, so over
 * a test's few rows there is nothing to assert: the test is left out there.
 */
export const queryPlan = async (trx: Trx, query: Explainable): Promise<string> => {
  if (engineOf(trx) === 'postgres')
    TestRunner.getCurrentTest()?.context.skip('plans are asserted on SQLCipher');
  const { sql, bindings } = query.toSQL().toNative();
  const rows = (await trx.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as never)) as {
    detail: string;
  }[];
  return rows.map(({ detail }) => detail).join('\n');
};
