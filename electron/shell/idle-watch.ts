/**
 * Watches for idleness and locks (security.md, Session). The system's idle time is a port, so that
 * tests can drive it.
 */
import { powerMonitor } from 'electron';
import type { Host } from '../host';
import type { LockReason } from '../../shared/session/session';
import { epochOf } from '../../shared/time';

const tickMs = 1000;

/** Seconds since the last input anywhere on this computer. */
export type SystemIdle = () => number;

export const systemIdleSeconds: SystemIdle = () => powerMonitor.getSystemIdleTime();

/**
 * How long until the idle lock, and which limit it would be. Idle is the smaller of the system's
 * idle time and the time since input in our windows; and a longer limit holds without input in
 * Liaison even while another program is used.
 */
export const idleState = (
  ownIdleMs: number,
  systemIdleMs: number,
  policy: { idleMinutes: number; idleElsewhereMinutes: number },
): { leftMs: number; reason: 'idle' | 'idleElsewhere' } => {
  const idleLeft = policy.idleMinutes * 60_000 - Math.min(ownIdleMs, systemIdleMs);
  const elsewhereLeft = policy.idleElsewhereMinutes * 60_000 - ownIdleMs;
  return idleLeft <= elsewhereLeft
    ? { leftMs: idleLeft, reason: 'idle' }
    : { leftMs: elsewhereLeft, reason: 'idleElsewhere' };
};

/**
 * Ticks every second: tells the windows the time, and locks when a limit has passed. `tell` does so at
 * once.
 */
export const watchIdle = (
  host: Host,
  systemIdle: () => number,
  lock: (reason: LockReason) => Promise<void>,
): { tell: () => void; stop: () => void } => {
  const tick = (): void => {
    const now = host.clock.now();
    let locksInMs: number | null = null;
    if (host.record && !host.locking) {
      const own = epochOf(now) - epochOf(host.lastInputAt);
      const state = idleState(own, systemIdle() * 1000, host.device.get().lockPolicy);
      locksInMs = Math.max(0, state.leftMs);
      if (state.leftMs <= 0) void lock(state.reason);
    }
    host.emit({ type: 'tick', now, zone: host.clock.zone(), locksInMs });
  };
  const timer = setInterval(tick, tickMs);
  powerMonitor.on('lock-screen', () => void lock('systemLock'));
  powerMonitor.on('suspend', () => void lock('suspend'));
  return { tell: tick, stop: () => clearInterval(timer) };
};
