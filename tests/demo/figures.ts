/** Figures of the store that the run has made, read from the encrypted file itself after the application has ended. */
import { join } from 'node:path';
import { verifyChain } from '../../db/audit-chain';
import { openStore, type Trx } from '../../db/connection';
import { readAuditHead } from '../../electron/services/audit-head';
import { storeFolder } from '../../electron/services/store-folder';
import { unlock } from '../../electron/vault/slots';
import { readVault } from '../../electron/vault/vault-file';
import type { DemoSummary } from './recorder';

type Figures = Pick<
  DemoSummary,
  | 'cipher'
  | 'patients'
  | 'encounters'
  | 'activeEncounters'
  | 'carePlans'
  | 'rounds'
  | 'auditEntries'
  | 'auditVerified'
>;

const countOf = async (
  trx: Trx,
  table: string,
  where: Record<string, string | number> = {},
): Promise<number> => Number((await trx(table).where(where).count({ n: '*' }))[0]?.n ?? 0);

/** Opens the real store of a profile with one person's passphrase and counts. */
export const readFigures = async (
  profile: string,
  signInName: string,
  passphrase: string,
): Promise<Figures> => {
  const folder = storeFolder(profile, 'real');
  const vault = await readVault(folder);
  const opened = vault && (await unlock(vault, signInName, passphrase));
  if (!vault || !opened) throw new Error('The store does not open with the passphrase of the run.');
  const store = await openStore({
    engine: 'sqlcipher',
    filename: join(folder, vault.store),
    key: opened.dataKey,
    readOnly: true,
  });
  try {
    const [cipher] = (await store.knex.raw('PRAGMA cipher_version')) as [
      { cipher_version: string },
    ];
    const known = await readAuditHead(folder, vault.store);
    return await store.transaction(async (trx) => ({
      cipher: `SQLCipher ${cipher.cipher_version}`,
      patients: await countOf(trx, 'patient'),
      encounters: await countOf(trx, 'encounter'),
      activeEncounters: await countOf(trx, 'encounter', { active: 1 }),
      carePlans: await countOf(trx, 'care_plan'),
      rounds: await countOf(trx, 'appointment_series', { kind: 'round' }),
      auditEntries: await countOf(trx, 'audit'),
      auditVerified: (await verifyChain(trx, { known })).broken === null,
    }));
  } finally {
    await store.close();
    opened.dataKey.fill(0);
  }
};
