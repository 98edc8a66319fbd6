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
    check: (filename, key) => reader.run('backup.check', { filename, key: new Uint8Array(key) }),
    rekey: async (filename, key, next) => {
      const keys = { key: new Uint8Array(key), next: new Uint8Array(next) };
      await reader.run('backup.rekey', { filename, ...keys });
    },
  };
};
