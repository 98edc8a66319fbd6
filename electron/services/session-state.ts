/** What the window is told about the session (shared/session/session.ts). */
import { getHospital } from '../../db/hospital';
import { printedCredentials, unitsOfUser } from '../../db/users';
import type { SessionState } from '../../shared/session/session';
import { localDateOf } from '../../shared/time';
import type { Host, OpenRecord } from '../host';
import { always, closedState } from './closed-state';
import { newestBackup } from './newest-backup';

/** The present state, whoever asks. */
export const sessionState = async (host: Host): Promise<SessionState> =>
  host.record ? { ...always(host), ...(await openState(host, host.record)) } : closedState(host);

type Open = Omit<Extract<SessionState, { state: 'open' }>, keyof ReturnType<typeof always>>;

const openState = async (host: Host, record: OpenRecord): Promise<Open> => {
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
    policy: host.device.get().lockPolicy,
    newestBackup: newestBackup(host.profile, record.kind),
  };
};
