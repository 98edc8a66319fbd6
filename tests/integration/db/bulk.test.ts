import { expect, test } from 'vitest';
import { insertRows, updateRow } from '../../../db/bulk';
import { describeEachEngine } from '../../support/engines/each-engine';
import { testNow } from '../../support/now';

const row = (id: string, name: string) => ({
  ...{ id, name, specialty: null, rowVersion: 1 },
  ...{ createdAt: testNow, createdBy: 'u-1', updatedAt: testNow, updatedBy: 'u-1' },
});

describeEachEngine('many rows at once', ({ store }) => {
  test('all rows are there, and the event loop has had its turns', async () => {
    const { transaction, knex } = await store();
    const rows = Array.from({ length: 230 }, (_, n) => row(`id-${n}`, `Unit ${n}`));
    let turns = 0;
    await transaction((trx) =>
      insertRows(trx, 'unit', rows, { breathe: async () => void (turns += 1) }),
    );
    expect(turns).toBeGreaterThan(1);
    expect((await knex('unit').orderBy('id').pluck('id')).length).toBe(230);
    expect(await knex('unit').where({ id: 'id-229' }).first()).toMatchObject(
      row('id-229', 'Unit 229'),
    );
  });

  test('no rows are no statement', async () => {
    const { transaction, knex } = await store();
    await transaction((trx) => insertRows(trx, 'unit', []));
    expect(await knex('unit').count({ n: '*' }).first()).toEqual({ n: 0 });
  });

  test('a row that stands refuses a second one, or takes its values where a key is named', async () => {
    const { transaction, knex } = await store();
    await transaction((trx) => insertRows(trx, 'unit', [row('a', 'West'), row('b', 'East')]));
    await expect(
      transaction((trx) => insertRows(trx, 'unit', [row('c', 'South'), row('a', 'North')])),
    ).rejects.toThrow();
    expect(await knex('unit').orderBy('id').pluck('name')).toEqual(['West', 'East']);
    await transaction((trx) =>
      insertRows(trx, 'unit', [row('c', 'South'), row('a', 'North')], { key: ['id'] }),
    );
    expect(await knex('unit').orderBy('id').pluck('name')).toEqual(['North', 'East', 'South']);
  });

  test('only the row of that version changes, and only what is named', async () => {
    const { transaction, knex } = await store();
    await transaction((trx) => insertRows(trx, 'unit', [row('a', 'West'), row('b', 'East')]));
    await transaction(async (trx) => {
      await updateRow(trx, 'unit', { id: 'a', rowVersion: 1 }, { name: 'West A', rowVersion: 2 });
      await updateRow(trx, 'unit', { id: 'a', rowVersion: 1 }, { name: 'too late' });
    });
    expect(await knex('unit').orderBy('id').select('name', 'rowVersion', 'updatedBy')).toEqual([
      { name: 'West A', rowVersion: 2, updatedBy: 'u-1' },
      { name: 'East', rowVersion: 1, updatedBy: 'u-1' },
    ]);
  });
});
