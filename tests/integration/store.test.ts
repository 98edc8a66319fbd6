import { open } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../db/connection';
import { testStore } from '../support/store';

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
