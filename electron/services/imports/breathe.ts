/** Long work in the thread of the windows gives it back often enough that nobody notices. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { cancelled } from '../../interop/read-feed';

/** A frame has 16 ms; the work takes at most half of it (performance.md: event-loop delay). */
const longestStretchMs = 6;

/** Called between pieces of work: yields when a stretch was long enough, throws when it was stopped. */
export const makeBreathe = (signal: AbortSignal | undefined): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestStretchMs) return;
    await nextTurn();
    if (signal?.aborted) throw cancelled();
    since = performance.now();
  };
};
