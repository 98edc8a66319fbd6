/** What global set-ups of several of Vitest's projects share: each project loads the modules anew. */

interface Shared<T> {
  made: T;
  /** Ends it. */
  end: () => Promise<void>;
}

interface Kept {
  shared: Promise<Shared<unknown>>;
  users: number;
}

const kept = ((globalThis as { liaisonOnceARun?: Map<string, Kept> }).liaisonOnceARun ??=
  new Map());

/** Makes it for the first that asks; the last that releases it ends it. */
export const onceARun = async <T>(
  name: string,
  make: () => Promise<Shared<T>>,
): Promise<{ made: T; release: () => Promise<void> }> => {
  const entry: Kept = kept.get(name) ?? { shared: make(), users: 0 };
  kept.set(name, entry);
  entry.users += 1;
  const { made, end } = (await entry.shared) as Shared<T>;
  return {
    made,
    release: async () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      kept.delete(name);
      await end();
    },
  };
};
