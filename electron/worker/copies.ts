/** Copies of the store, made and read away from the main thread: backup, restore and re-key. */
import { checkCopy, copyInto, rekeyCopy, type CopyFacts } from '../../db/sqlcipher/copy';
import type { Job } from './job';

/** Writes a copy of the open store. */
export const copyStore: Job<{ target: string }, null> = async ({ store }, { target }) => {
  if (!store) throw new Error('no store is open');
  await copyInto(store, target);
  return null;
};

/** Opens a copy and reads all of it; its key is zeroed here. */
export const readCopy: Job<{ filename: string; key: Uint8Array }, CopyFacts> = async (
  _ctx,
  { filename, key },
) => {
  try {
    return checkCopy(filename, key);
  } finally {
    key.fill(0);
  }
};

/** Gives a copy a new key; both keys are zeroed here. */
export const rekeyStoreCopy: Job<
  { filename: string; key: Uint8Array; next: Uint8Array },
  null
> = async (_ctx, { filename, key, next }) => {
  try {
    rekeyCopy(filename, key, next);
    return null;
  } finally {
    key.fill(0);
    next.fill(0);
  }
};
