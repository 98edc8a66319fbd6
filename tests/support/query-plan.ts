/** How SQLite would answer queries: for tests that every list is read by its indexes. */
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
const smallTables =
  'hospital|unit|room|bed|user|author|signer|mistaken|manager|credential|membership|setting|csv_mapping';
const small = new RegExp(`^(SCAN|SEARCH) (${smallTables})\\b`);
/** What is read through is a list in memory (bound values, a subquery's few rows) or the active stays. */
const bounded =
  /^SCAN (\(|CONSTANT ROW|open_task|newest_risk|\w+ USING (COVERING )?INDEX encounter_active_)/;

export interface ReadPlan {
  sql: string;
  /** Tables that are read through. */
  scans: string[];
  /** The order of a table that grows is made by sorting, not by an index. */
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
    const grows = details.some((detail) => /^(SCAN|SEARCH) \w/.test(detail) && !small.test(detail));
    // Only rows of equal order are sorted where an index gives the rest ("LAST TERM OF").
    const sorts = grows && details.some((detail) => /USE TEMP B-TREE FOR ORDER BY/.test(detail));
    // A page that its index gives in order ends when it is full.
    const isPage = /\blimit \d+$/.test(sql) && !sorts;
    const scans = details.filter(
      (detail) =>
        detail.startsWith('SCAN') &&
        !small.test(detail) &&
        !bounded.test(detail) &&
        !(isPage && / USING (COVERING )?INDEX /.test(detail)),
    );
    // Nothing was asked for: such a condition is false before the first row is read.
    if (!/\b1 = 0\b/.test(sql)) plans.push({ sql, scans, sorts });
  }
  return plans;
};
