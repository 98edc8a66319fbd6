import { expect, test } from 'vitest';
import { insertRecord } from '../../../db/records';
import { keptQuery } from '../../../db/statements';
import { describeEachEngine } from '../../support/engines/each-engine';
import { testNow } from '../../support/now';

const actor = { userId: 'u-1', at: testNow };

describeEachEngine('kept queries', ({ store }) => {
  const withUnits = async () => {
    const opened = await store();
    await opened.transaction(async (trx) => {
      for (const [id, name, active] of [
        ['a', 'West', 1],
        ['b', 'East', 0],
        ['c', 'South', 1],
      ] as const)
        await insertRecord(trx, 'unit', { id, name, active }, actor);
    });
    return opened;
  };

  test('a query is built once and answers each time what it is asked', async () => {
    const { transaction } = await withUnits();
    let built = 0;
    const byName = keptQuery<[string], { id: string }>((trx, name) => {
      built += 1;
      return trx('unit').where({ name }).select('id');
    });
    await transaction(async (trx) => {
      expect(await byName.first(trx, 'West')).toEqual({ id: 'a' });
      expect(await byName.first(trx, 'East')).toEqual({ id: 'b' });
      expect(await byName.first(trx, 'nobody')).toBeUndefined();
    });
    expect(await transaction((trx) => byName.all(trx, 'South'))).toEqual([{ id: 'c' }]);
    expect(built).toBe(1);
  });

  test('a list may have any length, and an argument may stand twice', async () => {
    const { transaction } = await withUnits();
    const named = keptQuery<[string[], string], { id: string }>((trx, names, id) =>
      trx('unit')
        .where((q) => q.whereIn('name', names).orWhere({ id }))
        .whereNot('name', id)
        .where({ active: 1 })
        .orderBy('id')
        .select('id'),
    );
    await transaction(async (trx) => {
      expect(await named.all(trx, ['West', 'East', 'South'], 'x')).toEqual([
        { id: 'a' },
        { id: 'c' },
      ]);
      expect(await named.all(trx, ['East'], 'c')).toEqual([{ id: 'c' }]);
      expect(await named.all(trx, [], 'a')).toEqual([{ id: 'a' }]);
    });
  });

  test('what is asked stands as a value and never as words of the query', async () => {
    const { transaction } = await withUnits();
    const byName = keptQuery<[string], { id: string }>((trx, name) =>
      trx('unit').where({ name }).select('id'),
    );
    expect(await transaction((trx) => byName.all(trx, `' or '1'='1`))).toEqual([]);
    expect(await transaction((trx) => byName.all(trx, '?'))).toEqual([]);
  });

  test('it runs in its transaction, and not after its end', async () => {
    const { transaction } = await withUnits();
    const count = keptQuery<[], { n: number }>((trx) => trx('unit').count({ n: '*' }));
    const seen = await transaction(async (trx) => {
      await trx('unit').where({ id: 'a' }).del();
      return { inside: await count.first(trx), late: () => count.first(trx) };
    });
    expect(Number(seen.inside?.n)).toBe(2);
    await expect(seen.late()).rejects.toThrow();
  });
});
