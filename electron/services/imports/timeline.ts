/** Histories of a stay (class, place) as stretches of time; pure, whatever order messages come in. */

export interface Stretch<V> {
  /** Row it is stored in; null = new. */
  id: string | null;
  /** Tells one state from another. */
  key: string;
  value: V;
  /** UTC instant at which it began. */
  from: string;
}

/**
 * The history with one more word: from `at` on, the state was this one. `knownAt` is the newest time
 * at which the present state was told; an older word does not end it.
 */
export const tellState = <V>(
  history: readonly Stretch<V>[],
  state: { key: string; value: V },
  at: string,
  knownAt: string,
): Stretch<V>[] => {
  const list = [...history].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const index = list.findLastIndex((stretch) => stretch.from <= at);
  const before = list[index];
  const after = list[index + 1];
  if (before?.key === state.key) return list;
  if (before && before.from === at) {
    // Two words for one instant: the later told one holds.
    if (at < knownAt) return list;
    return joined(list.with(index, { ...before, key: state.key, value: state.value }));
  }
  if (after?.key === state.key) return list.with(index + 1, { ...after, from: at });
  const told: Stretch<V> = { id: null, key: state.key, value: state.value, from: at };
  const rest: Stretch<V>[] =
    !after && before && at < knownAt
      ? [{ id: null, key: before.key, value: before.value, from: knownAt }]
      : list.slice(index + 1);
  return [...list.slice(0, index + 1), told, ...rest];
};

/** Neighbors with the same state become one; the earlier row stays. */
const joined = <V>(list: readonly Stretch<V>[]): Stretch<V>[] =>
  list.filter((stretch, index) => index === 0 || list[index - 1]!.key !== stretch.key);

/** The history without its last change, which a cancel message takes back. */
export const takeBack = <V>(
  history: readonly Stretch<V>[],
  at: string,
): { kept: Stretch<V>[]; removed: Stretch<V> | null } => {
  const list = [...history].sort((a, b) => (a.from < b.from ? -1 : 1));
  const index = list.findLastIndex((stretch) => stretch.from <= at);
  // The first place is where the stay began: no transfer led to it.
  if (index < 1) return { kept: list, removed: null };
  const removed = list[index]!;
  return { kept: joined(list.filter((stretch) => stretch !== removed)), removed };
};

/** When a stretch ended: with the next one's beginning, the last one with the stay's end. */
export const endOf = <V>(
  list: readonly Stretch<V>[],
  index: number,
  endedAt: string | null,
): string | null => {
  const next = list[index + 1]?.from;
  if (next) return next;
  if (endedAt === null) return null;
  const { from } = list[index]!;
  return endedAt < from ? from : endedAt;
};
