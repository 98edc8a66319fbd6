import { expect, test } from 'vitest';
import { testStore } from '../support/store';

/** What Knex would send for a query, and what it would bind. */
const sent = async (
  query: (knex: Awaited<ReturnType<typeof testStore>>['knex']) => {
    toSQL: () => { sql: string; bindings: readonly unknown[] };
  },
) => {
  const { sql, bindings } = query((await testStore()).knex).toSQL();
  return { sql, bindings };
};

test('limits and flags are written out: bound ones would be prepared anew at each execution', async () => {
  expect(await sent((knex) => knex('task').where({ open: 1 }).limit(20).offset(40))).toEqual({
    sql: 'select * from `task` where `open` = 1 limit 20 offset ?',
    bindings: [40],
  });
  expect(await sent((knex) => knex('task').where({ id: 'a' }).first('id'))).toEqual({
    sql: 'select `id` from `task` where `id` = ? limit 1',
    bindings: ['a'],
  });
});

test('every other value is bound', async () => {
  const { sql, bindings } = await sent((knex) =>
    knex('task').where('rowVersion', 2).where('title', '1').where('kind', '1 or 1=1'),
  );
  expect(sql).not.toMatch(/1/);
  expect(bindings).toEqual([2, '1', '1 or 1=1']);
});
