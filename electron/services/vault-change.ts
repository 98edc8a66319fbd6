/**
 * Changes of the vault in step with the store: rows and audit entry commit only when the vault is
 * written, and the former vault comes back when they do not commit.
 */
import { rememberSlots } from '../../db/key-slots';
import type { Trx } from '../../db/connection';
import { AppError } from '../../shared/errors';
import type { Host, OpenRecord } from '../host';
import type { FileSteps } from '../vault/durable-files';
import { readVault, writeVault, type Vault } from '../vault/vault-file';
import { inTurn } from './turns';

/** The vault of a folder. Throws `damaged` where there is none. */
export const needVault = async (folder: string): Promise<Vault> => {
  const vault = await readVault(folder);
  if (vault) return vault;
  throw new AppError(
    'damaged',
    'The key file beside the record is gone, so nobody can open it. Nothing was changed. Restore it from the newest backup.',
    { key: 'vaultMissing' },
  );
};

export interface VaultChange<T> {
  /** The vault as it shall be; Argon2's time passes here, outside of the transaction. */
  change: (vault: Vault) => Promise<Vault>;
  /** Rows and audit entry of the change. */
  work: (trx: Trx, next: Vault) => Promise<T>;
  steps?: FileSteps;
}

/** Makes one change of an open record's vault; others wait their turn. */
export const changeVault = <T>(
  host: Host,
  record: Pick<OpenRecord, 'folder' | 'store'>,
  { change, work, steps }: VaultChange<T>,
): Promise<T> =>
  inTurn(host, 'vault', async () => {
    const former = await needVault(record.folder);
    const next = await change(former);
    let written = false;
    try {
      return await record.store.transaction(async (trx) => {
        const value = await work(trx, next);
        await rememberSlots(trx, next.slots);
        written = true;
        await writeVault(record.folder, next, steps);
        return value;
      });
    } catch (error) {
      if (written) await writeVault(record.folder, former);
      throw error;
    }
  });
