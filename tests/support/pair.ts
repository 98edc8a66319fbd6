/** Does the pair of store and vault in a folder open, as the next sign-in would open it? */
import { join } from 'node:path';
import { openStore } from '../../db/connection';
import { verifyChain, type ChainCheck } from '../../db/audit-chain';
import { recoverSwap } from '../../electron/backup/swap';
import { readAuditHead } from '../../electron/services/audit-head';
import { unlock } from '../../electron/vault/slots';
import { readVault } from '../../electron/vault/vault-file';
import { jules } from './host';

export interface OpenedPair {
  store: string;
  dek: Buffer;
  hospital: string;
  phone: string | null;
  chain: ChainCheck;
  /** A head of this chain is kept outside of it. */
  headKept: boolean;
}

/** Recovers from an interruption and opens the pair with the administrator's passphrase. */
export const openPair = async (folder: string): Promise<OpenedPair> => {
  await recoverSwap(folder);
  const vault = (await readVault(folder))!;
  const opened = await unlock(vault, jules.signInName, jules.passphrase);
  if (!opened) throw new Error('the vault does not open');
  const store = await openStore({
    engine: 'sqlcipher',
    filename: join(folder, vault.store),
    key: opened.dataKey,
  });
  try {
    return await store.transaction(async (trx) => {
      const row = await trx('hospital').first('name', 'phone');
      const known = await readAuditHead(folder, vault.store);
      return {
        store: vault.store,
        dek: opened.dataKey,
        hospital: row.name,
        phone: row.phone,
        chain: await verifyChain(trx, { known }),
        headKept: known !== null,
      };
    });
  } finally {
    await store.close();
  }
};
