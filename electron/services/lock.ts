/**
 * Lock: nothing stops it, it asks nothing and discards nothing (security.md, Session). The window is
 * told, has 200 ms to send its texts, then the record closes and every window loads afresh.
 */
import { appendAudit } from '../../db/audit';
import type { LockReason } from '../../shared/session/session';
import type { Host } from '../host';
import { closeRecord, sessionEntry } from './open-record';

const flushWaitMs = 200;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Locks whatever is open; does nothing when nothing is. */
export const lockRecord = async (host: Host, reason: LockReason): Promise<void> => {
  const { record } = host;
  if (!record || host.locking) return;
  host.locking = true;
  host.emit({ type: 'locking', reason });
  for (const job of host.jobs.values()) job.abort();
  try {
    await wait(flushWaitMs);
    await record.drafts.write().catch(() => undefined);
    const draftsKept = await record.drafts.countTexts().catch(() => 0);
    await record.store.transaction((trx) =>
      appendAudit(trx, sessionEntry(host, record.user, 'session.lock', { reason })),
    );
    host.lastLock =
      reason === 'signOut' || reason === 'switchUser'
        ? null
        : {
            displayName: `${record.user.givenName} ${record.user.familyName}`,
            role: record.user.role,
            at: host.clock.now(),
            reason,
            draftsKept,
          };
    // Another person takes over: the field for the name is theirs to fill.
    if (reason === 'switchUser') host.device.set({ lastSignInName: null });
    await closeRecord(host, record);
  } finally {
    host.record = null;
    host.locking = false;
    host.clock.setZone(null);
    host.ports.reloadWindows();
  }
};
