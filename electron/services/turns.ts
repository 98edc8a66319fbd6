/** One after another: what must not run twice at once (sign-in against its throttle, a vault's changes). */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Runs `work` once all earlier work of the same owner and name has ended, however it ended. */
export const inTurn = <T>(owner: object, name: string, work: () => Promise<T>): Promise<T> => {
  const byName = queues.get(owner) ?? new Map<string, Promise<unknown>>();
  queues.set(owner, byName);
  const before = byName.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  // The failure is the caller's; the next in line only waits for its end.
  byName.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
};
