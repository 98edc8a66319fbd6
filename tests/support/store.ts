/** Real stores for tests, each in a folder of its own that goes when the test ends. */
import { dirname } from 'node:path';
import { inject } from 'vitest';
import type { Store } from '../../db/connection';
import { emptyStore, openedStore } from './engines/stores';
import { testNow } from './now';
import { tempFolder } from './temp-folder';

export { testNow };

export interface TestStore extends Store {
  folder: string;
  filename: string;
  key: Buffer;
}

/**
 * An empty, migrated store; closed and removed after the test. An encrypted file, unless the run is
 * one over PostgreSQL (vitest.config.ts): then it has neither file nor key.
 */
export const testStore = async (): Promise<TestStore> => {
  const location = await emptyStore[inject('engine') ?? 'sqlcipher'](true);
  const store = await openedStore(location);
  if (location.engine === 'postgres')
    return { ...store, folder: await tempFolder(), filename: '', key: Buffer.alloc(0) };
  const { filename, key } = location;
  return { ...store, folder: dirname(filename), filename, key: key! };
};
