import { open } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../db/connection';
import { appliedMigrations, migrate } from '../../db/schema';
import { migrations } from '../../db/migrations';
import { insertRecord, revisionsOf, updateRecord, type RecordColumns } from '../../db/records';
import { testNow, testStore } from '../support/store';

const actor = { userId: 'u-1', at: testNow };

test('a new store carries every migration, and migrating again changes nothing', async () => {
  const store = await testStore();
  await migrate(store, testNow);
  expect(await appliedMigrations(store)).toEqual(migrations.map(({ id }) => id));
});

test('every table is STRICT', async () => {
  const store = await testStore();
  const tables = await store.knex.raw(`PRAGMA table_list`);
  const loose = tables.filter(
    (t: { type: string; name: string; strict: number }) =>
      t.type === 'table' && !t.name.startsWith('sqlite_') && !t.strict,
  );
  expect(loose).toEqual([]);
});

test('the file is no plain SQLite file, and another key does not open it', async () => {
  const store = await testStore();
  const file = await open(store.filename);
  const head = Buffer.alloc(16);
  await file.read(head, 0, 16, 0);
  await file.close();
  expect(head.toString('latin1')).not.toContain('SQLite format 3');
  await expect(
    openStore({ engine: 'sqlcipher', filename: store.filename, key: Buffer.alloc(32, 7) }),
  ).rejects.toThrow();
});

test('a save under a stale rowVersion is refused with the present record', async () => {
  const store = await testStore();
  const unit = await store.transaction((trx) =>
    insertRecord(trx, 'unit', { name: '5 West' }, actor),
  );
  type Unit = RecordColumns & { name: string };
  await store.transaction((trx) =>
    updateRecord<Unit>(trx, 'unit', unit.id, 1, { name: '5 West A' }, actor),
  );
  await expect(
    store.transaction((trx) => updateRecord<Unit>(trx, 'unit', unit.id, 1, { name: 'X' }, actor)),
  ).rejects.toMatchObject({ detail: { code: 'conflict', current: { name: '5 West A' } } });
  const history = await store.transaction((trx) => revisionsOf(trx, 'unit', unit.id));
  expect(history.map((row) => JSON.parse(row.before).name)).toEqual(['5 West']);
});

test('audit entries cannot be changed or deleted', async () => {
  const store = await testStore();
  await store.knex('audit').insert({
    seq: 1,
    at: testNow,
    workstation: 'w',
    action: 'a',
    outcome: 'ok',
    mac: '00',
  });
  await expect(store.knex('audit').update({ action: 'b' })).rejects.toThrow(/append-only/);
  await expect(store.knex('audit').del()).rejects.toThrow(/append-only/);
});
