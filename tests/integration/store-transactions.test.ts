import { expect, test } from 'vitest';
import type { Trx } from '../../db/connection';
import { testStore } from '../support/store';

const secret = (name: string) => ({ name, value: Buffer.from([1]) });

test('a transaction that leaked does nothing after its end, by builder, raw words or savepoint', async () => {
  const store = await testStore();
  let leaked: Trx | undefined;
  await store.transaction(async (trx) => {
    leaked = trx;
    await trx('secret').insert(secret('within'));
  });
  expect(leaked!.isCompleted()).toBe(true);
  // In the middle of another one, whose work it must not join.
  await store.transaction(async (trx) => {
    await trx('secret').insert(secret('other'));
    await expect(leaked!('secret').insert(secret('late'))).rejects.toThrow('has ended');
    await expect(leaked!.raw('DELETE FROM secret')).rejects.toThrow('has ended');
    await expect(leaked!.transaction(async () => undefined)).rejects.toThrow('has ended');
  });
  expect(
    await store
      .knex('secret')
      .whereIn('name', ['within', 'other', 'late'])
      .orderBy('name')
      .pluck('name'),
  ).toEqual(['other', 'within']);
});

test('a commit that the engine refuses leaves nothing, and the next one goes through', async () => {
  const store = await testStore();
  let told: unknown;
  const refused = store.transaction(async (trx) => {
    trx.executionPromise.then(
      () => (told = 'committed'),
      () => (told = 'refused'),
    );
    await trx.raw('PRAGMA defer_foreign_keys = ON');
    await trx('secret').insert(secret('with it'));
    await trx('audit_subject').insert({ seq: 99, patientId: 'nobody' });
  });
  await expect(refused).rejects.toThrow(/FOREIGN KEY/);
  expect(told).toBe('refused');
  await store.transaction((trx) => trx('secret').insert(secret('next')));
  expect(
    await store.knex('secret').whereIn('name', ['with it', 'next']).orderBy('name').pluck('name'),
  ).toEqual(['next']);
});

test('two at the same moment stand one behind the other', async () => {
  const store = await testStore();
  const order: string[] = [];
  const work = (name: string) =>
    store.transaction(async (trx) => {
      order.push(`${name} begins`);
      await trx('secret').insert(secret(name));
      order.push(`${name} ends`);
    });
  await Promise.all([work('first'), work('second')]);
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('a savepoint inside goes alone, and the transaction around it stays', async () => {
  const store = await testStore();
  await store.transaction(async (trx) => {
    await trx('secret').insert(secret('outer'));
    const inner = trx.transaction(async (within) => {
      await within('secret').insert(secret('inner'));
      throw new Error('no');
    });
    await expect(inner).rejects.toThrow('no');
  });
  expect(
    await store.knex('secret').whereIn('name', ['outer', 'inner']).orderBy('name').pluck('name'),
  ).toEqual(['outer']);
});
