/**
 * Lock: nothing stops it, it asks nothing and discards nothing (security.md, Session). The window is
 * told, has 200 ms to send its texts, then the record closes and every window loads afresh.
 */
import { appendAudit } from '../../db/audit';
import type { LockReason } from '../../shared/session/session';
import type { Host, OpenRecord } from '../host';
import { keepSelection } from './imports/selections';
import { closeRecord, sessionEntry } from './open-record';
import { forgetNewKey } from './shown-key';

/** The longest that a lock waits for the window's last texts. */
const flushWaitMs = 200;

/** Resolvers of locks that wait for the window's flush. */
const waiting = new WeakMap<Host, () => void>();

/** The window has sent its texts: the lock need not wait longer. */
export const flushed = (host: Host): void => waiting.get(host)?.();

const flushOrTimeout = async (host: Host): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    waiting.set(host, resolve);
    timer = setTimeout(resolve, flushWaitMs);
  });
  clearTimeout(timer);
  waiting.delete(host);
};

/** Locks whatever is open; does nothing when nothing is. Ends with the file closed and the key gone. */
export const lockRecord = async (host: Host, reason: LockReason): Promise<void> => {
  const { record } = host;
  if (!record || host.locking) return;
  host.locking = true;
  try {
    const flush = flushOrTimeout(host);
    host.emit({ type: 'locking', reason });
    keepSelection(host, record);
    for (const job of host.jobs.values()) job.abort();
    await flush;
    await putAway(host, record, reason);
  } catch (error) {
    // A full disk or a broken file: the record closes all the same.
    host.logCrash('L-lock', 'session.lock', error);
  } finally {
    forgetNewKey(host);
    await closeRecord(host, record);
    host.record = null;
    host.locking = false;
    host.ports.reloadWindows();
  }
};

/** Writes drafts and the lock's audit entry, and remembers what the lock screen tells. */
const putAway = async (host: Host, record: OpenRecord, reason: LockReason): Promise<void> => {
  const { user } = record;
  host.lastLock = leavesName(reason)
    ? {
        displayName: `${user.givenName} ${user.familyName}`,
        role: user.role,
        at: host.clock.now(),
        reason,
        draftsKept: 0,
      }
    : null;
  // Another person takes over: the field for the name is theirs to fill.
  if (reason === 'switchUser') host.device.set({ lastSignInName: null });
  try {
    const draftsKept = await record.drafts.countTexts();
    if (host.lastLock) host.lastLock = { ...host.lastLock, draftsKept };
  } catch (error) {
    host.logCrash('L-lock', 'drafts.flush', error);
  }
  await record.store.transaction((trx) =>
    appendAudit(trx, sessionEntry(host, user, 'session.lock', { reason })),
  );
};

const leavesName = (reason: LockReason): boolean => reason !== 'signOut' && reason !== 'switchUser';
