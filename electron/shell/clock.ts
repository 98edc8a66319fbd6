/** The one clock of the application (architecture.md, Time). */
import { epochOf, instantOfEpoch, isZone, type Clock } from '../../shared/time';
import { machineZone } from './zone';

/**
 * The machine's clock, or one that starts at `startAt` and runs on from there. The zone is the
 * machine's until a store is open and names the hospital's.
 */
export const makeClock = (
  startAt: string | undefined,
): Clock & { setZone: (zone: string | null) => void } => {
  const shift = startAt === undefined ? 0 : epochOf(startAt) - Date.now();
  let hospitalZone: string | null = null;
  return {
    now: () => instantOfEpoch(Date.now() + shift),
    zone: () => hospitalZone ?? machineZone(),
    setZone: (zone) => {
      hospitalZone = zone !== null && isZone(zone) ? zone : null;
    },
  };
};
