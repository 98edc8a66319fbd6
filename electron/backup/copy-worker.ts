/** Who copies, reads and re-keys store files: the reading worker, or this thread where there is none. */
import { checkCopy, copyInto, rekeyCopy, type CopyFacts } from '../../db/sqlcipher/copy';
import { openStore } from '../../db/connection';
import type { Host } from '../host';

export interface CopyWorker {
  /** Copies the store that lies in `filename`. */
  copy: (filename: string, key: Buffer, target: string) => Promise<void>;
  /** Opens a copy and reads all of it. */
  check: (filename: string, key: Buffer) => Promise<CopyFacts>;
  rekey: (filename: string, key: Buffer, next: Buffer) => Promise<void>;
}

/** Work in this thread, over a connection of its own. */
export const hereWorker: CopyWorker = {
  copy: async (filename, key, target) => {
    const store = await openStore({ engine: 'sqlcipher', filename, key, readOnly: true });
    try {
      await copyInto(store, target);
    } finally {
      await store.close();
    }
  },
  check: async (filename, key) => checkCopy(filename, key),
  rekey: async (filename, key, next) => rekeyCopy(filename, key, next),
};

/**
 * Keys for a message, each in memory of its own: a message carries the whole block its bytes lie
 * in. Zeroed here when it is answered, and in the worker once they are used.
 */
const lent = async <T>(
  keys: readonly Buffer[],
  work: (copies: readonly Uint8Array[]) => Promise<T>,
): Promise<T> => {
  const copies = keys.map((key) => new Uint8Array(key));
  try {
    return await work(copies);
  } finally {
    for (const copy of copies) copy.fill(0);
  }
};

/** Work in the reading worker. It has the open record's store; for a closed one it opens it. */
export const copyWorkerOf = (host: Host): CopyWorker => {
  const { reader } = host;
  if (!reader) return hereWorker;
  return {
    copy: async (filename, key, target) => {
      const isOpen = host.record?.filename === filename;
      if (!isOpen) await reader.open(filename, key);
      try {
        await reader.run('backup.copy', { target });
      } finally {
        if (!isOpen) await reader.close();
      }
    },
    check: (filename, key) =>
      lent([key], ([copy]) => reader.run('backup.check', { filename, key: copy! })),
    rekey: async (filename, key, next) => {
      await lent([key, next], ([former, latter]) =>
        reader.run('backup.rekey', { filename, key: former!, next: latter! }),
      );
    },
  };
};
