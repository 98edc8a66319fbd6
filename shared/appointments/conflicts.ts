/** Who or what is wanted twice at the same time. A conflict is marked, never forbidden. */
import { fold } from '../folding';

/** One person or place taken from one instant to another (epoch milliseconds, end exclusive). */
export interface Taken {
  /** The occurrence. */
  key: string;
  /** `user:…`, `practitioner:…` or `place:…`. */
  resource: string;
  from: number;
  to: number;
}

export interface Overlap {
  keys: [string, string];
  resource: string;
  from: number;
  to: number;
}

/** More than this nobody reads. */
const mostOverlaps = 200;

/** Overlaps of each resource, by start; an occurrence does not conflict with itself. */
export const overlapsOf = (taken: readonly Taken[]): Overlap[] => {
  const byResource = new Map<string, Taken[]>();
  for (const one of taken) {
    const list = byResource.get(one.resource);
    if (list) list.push(one);
    else byResource.set(one.resource, [one]);
  }
  const found: Overlap[] = [];
  for (const list of byResource.values()) found.push(...sweep(list));
  return found.sort((a, b) => a.from - b.from || a.to - b.to).slice(0, mostOverlaps);
};

const sweep = (list: Taken[]): Overlap[] => {
  const found: Overlap[] = [];
  let open: Taken[] = [];
  for (const next of list.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    open = open.filter(({ to }) => to > next.from);
    for (const other of open)
      if (other.key !== next.key && next.to > next.from)
        found.push({
          keys: [other.key, next.key],
          resource: next.resource,
          from: next.from,
          to: Math.min(other.to, next.to),
        });
    open.push(next);
  }
  return found;
};

/** Places that hold any number of meetings at once. */
const noRoom =
  /^(by )?(tele)?(phone|fono)\b|^por telefono\b|^llamada\b|^call\b|^video|^por video|^online\b|^en linea\b|^teams\b|^zoom\b/;

/** The room a place names, however it is written; null where it is none (by phone, by video). */
export const roomOf = (place: string | null): string | null => {
  if (place === null) return null;
  const folded = fold(place);
  return folded === '' || noRoom.test(folded) ? null : folded;
};
