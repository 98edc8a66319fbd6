/** Real encrypted stores for tests, each in a folder of its own that goes when the test ends. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../db/connection';
import { migrate } from '../../db/schema';
import { testNow } from './now';

export { testNow };

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
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...store, folder, filename, key };
};
