/** The separate store of invented patients: made on demand, deleted in one step (security.md, Keys). */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAudit } from '../../db/audit';
import { openStore, type Store } from '../../db/connection';
import { rememberSlots } from '../../db/key-slots';
import { migrate } from '../../db/schema';
import { localDateOf } from '../../shared/time';
import { demonstrationPassphrase, generateHospitalCalmly, writeHospital } from '../demonstration';
import type { Host } from '../host';
import { makeRecoveryKey } from '../vault/recovery-key';
import { addSlot, createVault, unlock } from '../vault/slots';
import { readVault, writeVault, type Vault } from '../vault/vault-file';
import { lockRecord } from './lock';
import { closeStore, openRecordFor, sessionEntry } from './open-record';
import { createInstallation, putInPlace } from './set-up';
import { makeUnfinishedFolder, removeUnfinished, storeExists, storeFolder } from './store-folder';

/** The stories' zone and seed: the demonstration is the same everywhere, told for today. */
const zone = 'America/New_York';
const seed = 'alderpoint';
/** Who is signed in first: a case manager with a full day. */
const firstSignIn = 'elmcrest';

/** Makes the store when it is not there and signs the first of its staff in. */
export const exploreDemonstration = async (host: Host): Promise<void> => {
  if (!storeExists(host.profile, 'demonstration')) await makeDemonstration(host);
  host.storeKind = 'demonstration';
  host.lastLock = null;
  host.device.set({ store: 'demonstration', lastSignInName: firstSignIn });
  const folder = storeFolder(host.profile, 'demonstration');
  const vault = await readVault(folder);
  const opened = vault && (await unlock(vault, firstSignIn, demonstrationPassphrase));
  if (!vault || !opened) return;
  if (host.record) await lockRecord(host, 'switchUser');
  host.record = await openRecordFor(host, {
    kind: 'demonstration',
    folder,
    storeName: vault.store,
    dek: opened.dataKey,
    signInName: firstSignIn,
    action: 'session.signIn',
  });
  host.lastInputAt = host.clock.now();
};

const makeDemonstration = async (host: Host): Promise<void> => {
  await removeUnfinished(host.profile, 'demonstration');
  const folder = await makeUnfinishedFolder(host.profile, 'demonstration');
  const recovery = makeRecoveryKey();
  const created = await createVault({
    signInName: firstSignIn,
    passphrase: demonstrationPassphrase,
    recoveryKey: recovery.key,
  });
  recovery.key.fill(0);
  let { vault } = created;
  const filename = join(folder, vault.store);
  try {
    const store = await openStore({ engine: 'sqlcipher', filename, key: created.dataKey });
    try {
      const names = await fill(host, store, vault);
      for (const name of names.filter((other) => other !== firstSignIn))
        vault = await addSlot(vault, created.dataKey, name, demonstrationPassphrase);
      const { slots } = vault;
      await store.transaction((trx) => rememberSlots(trx, slots));
      await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      await closeStore(store);
    }
    await writeVault(folder, vault);
    await putInPlace(folder, storeFolder(host.profile, 'demonstration'));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    created.dataKey.fill(0);
  }
};

/** Writes the hospital; answers the sign-in names of its staff. */
const fill = async (host: Host, store: Store, vault: Vault): Promise<string[]> => {
  const now = host.clock.now();
  await migrate(store, now);
  const data = await generateHospitalCalmly({ today: localDateOf(now, zone), now, zone, seed });
  return store.transaction(async (trx) => {
    await createInstallation(trx, vault);
    await writeHospital(trx, data, {
      progress: (done, of) =>
        host.emit({ type: 'progress', job: 'demonstration', done, of, label: 'demonstration' }),
    });
    await appendAudit(trx, sessionEntry(host, null, 'session.exploreDemonstration'));
    const rows = (await trx('user').where({ active: 1 }).select('signInName')) as {
      signInName: string;
    }[];
    host.emit({ type: 'jobEnded', job: 'demonstration', outcome: 'done' });
    return rows.map(({ signInName }) => signInName);
  });
};

/** Removes the demonstration and all that it left. */
export const eraseDemonstration = async (host: Host): Promise<void> => {
  await rm(storeFolder(host.profile, 'demonstration'), { recursive: true, force: true });
  await rm(join(host.profile, 'backups', 'demonstration'), { recursive: true, force: true });
};
