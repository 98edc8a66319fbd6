/** How the engine would answer queries: for tests that every list is read by its indexes. */
import { TestRunner } from 'vitest';
import type { Store, Trx } from '../../db/connection';
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

/** Tables that hold few rows whatever the hospital's size and age: reading them whole costs nothing. */
const small =
  /^SCAN (hospital|unit|room|bed|user|credential|membership|setting|csv_mapping|migration)\b/;
/** What is read through is a list in memory: bound values, a subquery's few rows. */
const inMemory = /^SCAN (\(|CONSTANT ROW|subquery|open_task|json_each|\d)/i;

export interface ReadPlan {
  sql: string;
  /** Tables that are read through. */
  scans: string[];
  /** The order is made by sorting, not by an index. */
  sorts: boolean;
}

/** Every query that a read makes, with what of its plan grows with the record. */
export const plansOf = async (
  store: Pick<Store, 'knex'>,
  read: () => Promise<unknown>,
): Promise<ReadPlan[]> => {
  const asked: { sql: string; bindings: readonly unknown[] }[] = [];
  const listen = ({ sql, bindings }: { sql: string; bindings: readonly unknown[] }): void => {
    if (/^(select|with)/i.test(sql)) asked.push({ sql, bindings });
  };
  store.knex.on('query', listen);
  try {
    await read();
  } finally {
    store.knex.removeListener('query', listen);
  }
  const plans: ReadPlan[] = [];
  for (const { sql, bindings } of asked) {
    const rows = (await store.knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as string[])) as {
      detail: string;
    }[];
    const details = rows.map(({ detail }) => detail);
    plans.push({
      sql,
      scans: details.filter(
        (detail) => detail.startsWith('SCAN') && !small.test(detail) && !inMemory.test(detail),
      ),
      sorts: details.some((detail) => /USE TEMP B-TREE FOR .*ORDER BY/.test(detail)),
    });
  }
  return plans;
};
