import { expect, test } from 'vitest';
import { testStore } from '../support/store';

test('a list sorted by a column that may be missing is sorted by it, the missing ones last', async () => {
  const store = await testStore();
  await store.knex.schema.createTable('thing', (t) => {
    t.specificType('name', 'TEXT');
    t.specificType('at', 'TEXT');
  });
  await store.knex('thing').insert([
    { name: 'missing', at: null },
    { name: 'old', at: '2025' },
    { name: 'new', at: '2026' },
  ]);
  const names = async (order: 'asc' | 'desc') =>
    (await store.knex('thing').orderBy([{ column: 'at', order, nulls: 'last' }])).map(
      ({ name }: { name: string }) => name,
    );
  expect(await names('desc')).toEqual(['new', 'old', 'missing']);
  expect(await names('asc')).toEqual(['old', 'new', 'missing']);
});
