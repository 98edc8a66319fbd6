/** What the window is told about the session (shared/session/session.ts). */
import { getHospital } from '../../db/hospital';
import { printedCredentials, unitsOfUser } from '../../db/users';
import type { BackupFact, LockPolicy, SessionState } from '../../shared/session/session';
import { localDateOf } from '../../shared/time';
import { demonstrationPassphrase } from '../demonstration';
import type { Host, OpenRecord } from '../host';
import { machineZone } from '../shell/zone';
import { Attempts } from '../vault/attempts';
import { readVault } from '../vault/vault-file';
import { storeExists, storeFolder } from './store-folder';
import { newestBackup } from './newest-backup';

/** The present state, whoever asks. */
export const sessionState = async (host: Host): Promise<SessionState> => {
  const always = {
    device: host.device.shown(),
    workstation: host.workstation,
    version: host.version,
    testBuild: host.testBuild,
  };
  if (host.record) return { ...always, ...(await openState(host, host.record)) };
  if (!storeExists(host.profile, host.storeKind))
    return {
      ...always,
      state: 'setUp',
      guessedZone: machineZone(),
      demonstrationExists: storeExists(host.profile, 'demonstration'),
    };
  return { ...always, ...(await lockedState(host)) };
};

const policyOf = (host: Host): LockPolicy => host.device.get().lockPolicy;

const backupOf = (host: Host): BackupFact | null => newestBackup(host.profile, host.storeKind);

type Without<S> = S extends SessionState
  ? Omit<S, 'device' | 'workstation' | 'version' | 'testBuild'>
  : never;

const openState = async (
  host: Host,
  record: OpenRecord,
): Promise<Without<Extract<SessionState, { state: 'open' }>>> => {
  const { user } = record;
  const facts = await record.store.transaction(async (trx) => ({
    hospital: await getHospital(trx),
    units: await unitsOfUser(trx, user),
    credentials: await printedCredentials(
      trx,
      user.id,
      localDateOf(host.clock.now(), host.clock.zone()),
    ),
  }));
  return {
    state: 'open',
    store: record.kind,
    user: { ...user, credentials: facts.credentials },
    hospital: {
      name: facts.hospital.name,
      zone: facts.hospital.zone,
      helpDesk: facts.hospital.helpDesk,
    },
    units: facts.units,
    policy: policyOf(host),
    newestBackup: backupOf(host),
  };
};

const lockedState = async (
  host: Host,
): Promise<Without<Extract<SessionState, { state: 'locked' }>>> => {
  const device = host.device.get();
  const isDemonstration = host.storeKind === 'demonstration';
  const folder = storeFolder(host.profile, host.storeKind);
  const vault = await readVault(folder);
  const throttle = vault
    ? await new Attempts(folder, host.clock.now).throttle(vault, device.lastSignInName ?? '')
    : { failures: 0, waitUntil: null };
  return {
    state: 'locked',
    store: host.storeKind,
    hospitalName: isDemonstration ? 'Alderpoint General Hospital' : device.hospitalName,
    lastSignInName: device.lastSignInName,
    locked: host.lastLock,
    policy: policyOf(host),
    failures: { count: throttle.failures, waitUntil: throttle.waitUntil },
    newestBackup: backupOf(host),
    helpDesk: device.helpDesk,
    demonstrationPassphrase: isDemonstration ? demonstrationPassphrase : null,
    otherStoreExists: storeExists(host.profile, isDemonstration ? 'real' : 'demonstration'),
  };
};
