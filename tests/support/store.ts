/** Real encrypted stores for tests, each in a folder of its own that goes when the test ends. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../db/connection';
import { migrate } from '../../db/schema';
import { whenDone } from './when-done';

/** The instant tests tell, unless they say another: the demonstration hospital's anchor. */
export const testNow = '2026-03-12T13:42:00.000Z';

export interface TestStore extends Store {
  folder: string;
  filename: string;
  key: Buffer;
}

/** An empty, migrated, encrypted store; closed and removed after the test. */
export const testStore = async (): Promise<TestStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'liaison-test-'));
  const filename = join(folder, 'record.db');
  const key = randomBytes(32);
  const store = await openStore({ engine: 'sqlcipher', filename, key });
  await migrate(store, testNow);
  whenDone(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...store, folder, filename, key };
};
