/**
 * What the window is told while nobody is in. The lock screen waits for this alone, so that nothing
 * is imported here that a record which is open needs.
 */
import type { SessionState } from '../../shared/session/session';
import { demonstrationPassphrase } from '../demonstration/passphrase';
import type { Host } from '../host';
import { machineZone } from '../shell/zone';
import { Attempts } from '../vault/attempts';
import { readVault } from '../vault/vault-file';
import { newestBackup } from './newest-backup';
import { storeExists, storeFolder } from './store-folder';

/** What every state tells. */
export const always = (
  host: Host,
): Pick<SessionState, 'device' | 'workstation' | 'version' | 'testBuild'> => ({
  device: host.device.shown(),
  workstation: host.workstation,
  version: host.version,
  testBuild: host.testBuild,
});

/** Set-up where there is no store, the lock screen where there is one. */
export const closedState = async (host: Host): Promise<SessionState> =>
  storeExists(host.profile, host.storeKind)
    ? lockedState(host)
    : {
        ...always(host),
        state: 'setUp',
        guessedZone: machineZone(),
        demonstrationExists: storeExists(host.profile, 'demonstration'),
      };

const lockedState = async (host: Host): Promise<SessionState> => {
  const device = host.device.get();
  const isDemonstration = host.storeKind === 'demonstration';
  const folder = storeFolder(host.profile, host.storeKind);
  const vault = await readVault(folder);
  const throttle = vault
    ? await new Attempts(folder, host.clock.now).throttle(vault, device.lastSignInName ?? '')
    : { failures: 0, waitUntil: null };
  return {
    ...always(host),
    state: 'locked',
    store: host.storeKind,
    hospitalName: isDemonstration ? 'Alderpoint General Hospital' : device.hospitalName,
    lastSignInName: device.lastSignInName,
    locked: host.lastLock,
    policy: device.lockPolicy,
    failures: { count: throttle.failures, waitUntil: throttle.waitUntil },
    newestBackup: newestBackup(host.profile, host.storeKind),
    helpDesk: device.helpDesk,
    demonstrationPassphrase: isDemonstration ? demonstrationPassphrase : null,
    otherStoreExists: storeExists(host.profile, isDemonstration ? 'real' : 'demonstration'),
  };
};
