/** The verified snapshot before the first migration of a newer program (security.md, Durability). */
import type { Store } from '../../db/connection';
import type { Host } from '../host';
import { backupsFolder } from '../services/newest-backup';
import { hereWorker } from './copy-worker';
import { makeBackup } from './make-backup';

/** Makes the snapshot of a store that is being opened; without it nothing is migrated. */
export const snapshotBeforeMigration =
  (host: Host, folder: string, dek: Buffer) =>
  async (store: Store): Promise<void> => {
    await makeBackup({
      folder,
      store,
      dek,
      backups: backupsFolder(host.profile, host.storeKind),
      at: host.clock.now(),
      workstation: host.workstation,
      version: host.version,
      reason: 'beforeMigration',
      worker: hereWorker,
    });
  };
