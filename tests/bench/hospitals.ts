/**
 * Hospitals of a given size for the bench: the generator's reference load in a real store, with its
 * vault, so that services and the application itself can open it.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { appendAudit } from '../../db/audit';
import { openStore, type Store } from '../../db/connection';
import { migrate } from '../../db/schema';
import { openRaw } from '../../db/sqlcipher/open';
import { writeReferenceLoad } from '../../electron/demonstration';
import { closeStore, sessionEntry } from '../../electron/services/open-record';
import { createInstallation } from '../../electron/services/set-up';
import { storeFolder } from '../../electron/services/store-folder';
import { addSlot, createVault } from '../../electron/vault/slots';
import { makeRecoveryKey } from '../../electron/vault/recovery-key';
import { writeVault } from '../../electron/vault/vault-file';
import { growTo } from './grow';

/** The instant every figure is measured at: the same load, whatever the day. */
export const benchNow = '2026-03-12T13:42:00.000Z';
export const benchZone = 'America/New_York';
const today = '2026-03-12';
const seed = 'bench';

/** The case manager of the load's first unit, and the passphrase of everybody in it. */
export const caseManager = 'cm-u01';
export const benchPassphrase = 'ochre lantern over wet slate';

/** Entries that the application walks at every opening (security.md, Durability). */
const walkedEntries = 1000;

export interface BenchHospital {
  /** Folder that the application can be started in. */
  profile: string;
  filename: string;
  /** Null where the file is plain: the floor of encryption. */
  key: Buffer | null;
  encounters: number;
}

/** Opens the store of a hospital with its one writing connection. */
export const openHospital = ({ filename, key }: BenchHospital): Promise<Store> =>
  openStore({ engine: 'sqlcipher', filename, key });

/** For the filling only: the file is made anew when it breaks. Half a gigabyte of pages stays in memory. */
const fillingPragmas = ['cache_size = -500000', 'synchronous = OFF', 'journal_mode = MEMORY'];

/** Stays that the generator tells; a larger hospital holds copies of its past (grow.ts). */
const toldStays = 10_000;

const grow = ({ filename, key, encounters }: BenchHospital): void => {
  const db = openRaw({ filename, key });
  try {
    for (const pragma of fillingPragmas) db.pragma(pragma);
    growTo(db, encounters);
  } finally {
    db.close();
  }
};

const fillAudit = (store: Store): Promise<void> =>
  store.transaction(async (trx) => {
    const host = {
      clock: { now: () => benchNow, zone: () => benchZone },
      workstation: 'bench',
    } as unknown as Parameters<typeof sessionEntry>[0];
    for (let n = 0; n < walkedEntries; n += 1)
      await appendAudit(trx, sessionEntry(host, null, 'bench.fill'));
  });

/** Makes a hospital of about so many stays below `folder`; the generator tells 10,000 of them at most. */
export const makeHospital = async (folder: string, encounters: number): Promise<BenchHospital> => {
  const profile = join(folder, `hospital-${encounters}`);
  const place = storeFolder(profile, 'real');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const recovery = makeRecoveryKey();
  const created = await createVault({
    signInName: 'administrator',
    passphrase: benchPassphrase,
    recoveryKey: recovery.key,
  });
  const { dataKey } = created;
  const vault = await addSlot(created.vault, dataKey, caseManager, benchPassphrase);
  const hospital = { profile, filename: join(place, vault.store), key: dataKey, encounters };
  const store = await openHospital(hospital);
  try {
    for (const pragma of fillingPragmas) await store.knex.raw(`PRAGMA ${pragma}`);
    await migrate(store, benchNow);
    await writeReferenceLoad(store, {
      encounters: Math.min(encounters, toldStays),
      ...{ today, now: benchNow, zone: benchZone, seed },
    });
    await store.transaction((trx) => createInstallation(trx, vault));
    await fillAudit(store);
  } finally {
    await closeStore(store);
  }
  await writeVault(place, vault);
  if (encounters > toldStays) grow(hospital);
  return hospital;
};

/** The same hospital once more, with more past stays where `encounters` says so. */
export const copyHospital = (
  from: BenchHospital,
  name: string,
  encounters = from.encounters,
): BenchHospital => {
  const profile = join(dirname(from.profile), name);
  const hospital = {
    ...{ ...from, profile, encounters },
    filename: join(storeFolder(profile, 'real'), basename(from.filename)),
  };
  cpSync(from.profile, profile, { recursive: true });
  if (encounters > from.encounters) grow(hospital);
  return hospital;
};

/** The same hospital in a file without encryption. */
export const plainCopy = (from: BenchHospital): BenchHospital => {
  const filename = `${from.filename}.plain`;
  const db = openRaw(from);
  try {
    db.exec(`ATTACH DATABASE '${filename}' AS plain KEY '';
      SELECT sqlcipher_export('plain');
      DETACH DATABASE plain`);
  } finally {
    db.close();
  }
  return { ...from, filename, key: null };
};
