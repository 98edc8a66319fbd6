/** Profiles to be tortured: the demonstration hospital, and records of an older program. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../db/connection';
import { createHospital } from '../../db/hospital';
import { migrations } from '../../db/migrations';
import { insertRecord } from '../../db/records';
import { migrate } from '../../db/schema';
import { setUpUnits } from '../../electron/demonstration';
import { exploreDemonstration } from '../../electron/services/demonstration';
import { closeStore } from '../../electron/services/open-record';
import { lockRecord } from '../../electron/services/session';
import { createInstallation } from '../../electron/services/set-up';
import { storeFolder } from '../../electron/services/store-folder';
import { makeRecoveryKey } from '../../electron/vault/recovery-key';
import { createVault } from '../../electron/vault/slots';
import { writeVault } from '../../electron/vault/vault-file';
import { plainHost } from '../support/plain-host';

/** The stories' own day. */
export const tortureNow = '2026-03-12T13:42:00.000Z';

/** The demonstration hospital with its eighty stays and two years of past ones. */
export const makeScene = async (profile: string): Promise<void> => {
  mkdirSync(profile, { recursive: true });
  const host = plainHost(profile, tortureNow);
  await exploreDemonstration(host);
  await lockRecord(host, 'signOut');
  if (host.crashes.length > 0) throw host.crashes[0];
};

/** The oldest schema that a hospital can be set up in by the present set-up. */
const oldSchema = '0015-access';
export const oldPatients = 400;
export const oldAccount = { signInName: 'wetherlam', passphrase: 'ochre lantern over wet slate' };

/** A record as an older program left it: its next opening migrates it. */
export const makeOldScene = async (profile: string): Promise<void> => {
  const folder = storeFolder(profile, 'real');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const recovery = makeRecoveryKey();
  const { vault, dataKey } = await createVault({ ...oldAccount, recoveryKey: recovery.key });
  const filename = join(folder, vault.store);
  const store = await openStore({ engine: 'sqlcipher', filename, key: dataKey });
  try {
    await migrate(
      store,
      tortureNow,
      migrations.filter(({ id }) => id <= oldSchema),
    );
    const actor = { userId: 'set-up', at: tortureNow };
    await store.transaction(async (trx) => {
      await createInstallation(trx, vault);
      const { signInName } = oldAccount;
      const person = { signInName, givenName: 'Jules', familyName: 'Wetherlam' };
      await insertRecord(trx, 'user', { ...person, role: 'administrator', active: 1 }, actor);
      const units = setUpUnits();
      await createHospital(
        trx,
        { hospitalName: 'Alderpoint General', zone: 'America/New_York', helpDesk: null, units },
        actor,
      );
      for (let n = 0; n < oldPatients; n += 1)
        await insertRecord(
          trx,
          'patient',
          {
            survivorId: '',
            familyName: `Old ${n}`,
            givenName: 'Ruth',
            nameFolded: `old ${n} ruth`,
          },
          actor,
        );
      await trx('patient').update({ survivorId: trx.ref('id') });
    });
    await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await closeStore(store);
    dataKey.fill(0);
  }
  await writeVault(folder, vault);
};
