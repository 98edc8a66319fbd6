import { expect, test } from 'vitest';
import type { Store } from '../../../db/connection';
import { migrations } from '../../../db/migrations';
import { appliedMigrations, migrate, pendingMigrations } from '../../../db/schema';
import { describeEachEngine } from '../../support/engines/each-engine';
import { fillTables, type Values } from '../../support/engines/filled';
import { structureOf, type Structure, type TableStructure } from '../../support/engines/structure';
import { testNow } from '../../support/now';

const ids = migrations.map(({ id }) => id);
const structures = new Map<string, Structure>();

const rowsOf = async (store: Store, table: string): Promise<Record<string, unknown>[]> =>
  (await store.knex(table)).map((row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        value instanceof Uint8Array ? Buffer.from(value) : value,
      ]),
    ),
  );

test('migrations are numbered from 0001 without a gap', () => {
  expect(ids.map((id) => Number(id.slice(0, 4)))).toEqual(ids.map((_, i) => i + 1));
});

describeEachEngine('migrations', ({ engine, bareStore }) => {
  test('an empty store gets every migration in order, and a second time changes nothing', async () => {
    const store = await bareStore();
    expect(await appliedMigrations(store)).toEqual([]);
    expect(await pendingMigrations(store)).toEqual({ pending: ids, newer: [] });
    await migrate(store, testNow);
    expect(await appliedMigrations(store)).toEqual(ids);
    const structure = await structureOf(store.knex);
    structures.set(engine, structure);
    await migrate(store, '2027-01-01T00:00:00.000Z');
    expect(await structureOf(store.knex)).toEqual(structure);
    expect(await store.knex('schema_version').distinct().pluck('appliedAt')).toEqual([testNow]);
  });

  test('a store of each former version, a row in each of its tables, is brought up and loses nothing', async () => {
    const store = await bareStore();
    let rows: Record<string, Values> = {};
    for (const [at, { id }] of migrations.entries()) {
      await migrate(store, testNow, migrations.slice(0, at + 1));
      for (const [table, row] of Object.entries(rows))
        expect(await rowsOf(store, table), `${table} after ${id}`).toMatchObject([row]);
      rows = await fillTables(store.knex, rows);
    }
    expect(await appliedMigrations(store)).toEqual(ids);
    expect(await structureOf(store.knex)).toEqual(structures.get(engine));
    expect(Object.keys(rows).length).toBeGreaterThan(40);
  });

  test.each([1, ids.length - 1])(
    'a store with the first %i migrations gets the others at once',
    async (count) => {
      const store = await bareStore();
      await migrate(store, testNow, migrations.slice(0, count));
      const rows = await fillTables(store.knex);
      await migrate(store, testNow);
      for (const [table, row] of Object.entries(rows))
        expect(await rowsOf(store, table)).toMatchObject([row]);
      expect(await structureOf(store.knex)).toEqual(structures.get(engine));
    },
  );

  test('a store of a newer program is refused, and nothing in it is changed', async () => {
    const store = await bareStore();
    const later = { id: '9999-later', up: async () => undefined };
    await migrate(store, testNow, [...migrations, later]);
    await expect(migrate(store, testNow)).rejects.toMatchObject({
      detail: { code: 'refused', key: 'newerSchema' },
    });
    expect(await appliedMigrations(store)).toEqual([...ids, later.id]);
  });

  test('a migration that fails half-way leaves nothing of itself', async () => {
    const store = await bareStore();
    const failing = {
      id: '0002-failing',
      up: async (trx: Parameters<(typeof migrations)[0]['up']>[0]) => {
        await trx.schema.createTable('half', (t) => void t.specificType('id', 'TEXT'));
        throw new Error('half-way');
      },
    };
    await expect(migrate(store, testNow, [migrations[0]!, failing])).rejects.toThrow('half-way');
    expect(await appliedMigrations(store)).toEqual([ids[0]]);
    expect(await store.knex.schema.hasTable('half')).toBe(false);
  });
});

test('both engines end with the same tables, columns, keys, references, checks and indexes', () => {
  const { sqlcipher, postgres } = Object.fromEntries(structures);
  expect(Object.keys(sqlcipher!).length).toBeGreaterThan(40);
  expect(postgres).toEqual(sqlcipher);
  const found = Object.values(postgres!);
  const many = (of: (table: TableStructure) => number): number =>
    found.reduce((sum, table) => sum + of(table), 0);
  expect(many(({ codes }) => Object.keys(codes).length)).toBeGreaterThan(25);
  expect(many(({ references }) => Object.keys(references).length)).toBeGreaterThan(70);
  expect(many(({ indexes }) => indexes.length)).toBeGreaterThan(80);
});
