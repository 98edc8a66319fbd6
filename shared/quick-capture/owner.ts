/** Who is to do it: @name, @role, “Name to …”, “PT: …”. */
import { fold } from '../folding';
import { roleWords } from './lexicon';
import { anyOf, isWordStart, matchAt, type Span } from './text';
import type { Owner } from './types';

interface Named extends Span {
  owner: Owner;
}

export interface FoundOwner {
  /** The first owner named. */
  owner: Owner | null;
  /** What names owners, to be taken out. */
  spans: readonly Span[];
  /** An @ that names nobody, or several. */
  unknown: boolean;
}

/** Reads owners of one hospital's staff. */
export const ownersOf = (staff: readonly string[], me: string) => {
  const names = staff.map((full) => {
    const words = fold(full)
      .replace(/^dr\.?\s+/, '')
      .split(' ');
    return { full, words, first: words[0]!, last: words.at(-1)! };
  });

  /** A member of the staff or a role exactly here. */
  const namedAt = (text: string, from: number): Named | null => {
    const at = from + (matchAt(/(?:dra?)\.?\s+/y, text, from)?.[0].length ?? 0);
    const forms = names.flatMap(({ full, words, first, last }) =>
      [words.join(' '), `${first}.${last}`, last, first].map((form) => ({ full, form })),
    );
    let best: { to: number; people: Set<string> } | null = null;
    for (const { full, form } of forms) {
      const match = matchAt(new RegExp(anyOf([form]), 'uy'), text, at);
      if (!match) continue;
      const to = at + match[0].length;
      if (best === null || to > best.to) best = { to, people: new Set([full]) };
      else if (to === best.to) best.people.add(full);
    }
    if (best?.people.size === 1) {
      const [user] = best.people;
      return { from, to: best.to, owner: { user: user! } };
    }
    const words = roleWords.map(([word]) => word);
    const role = matchAt(new RegExp(anyOf(words), 'uy'), text, from);
    const found = role && roleWords.find(([word]) => word === role[0].replace(/\s+/g, ' '));
    return found && role ? { from, to: from + role[0].length, owner: { role: found[1] } } : null;
  };

  const asks = /\s+(?:to|debe|tiene\s+que|va\s+a)\s+|\s*:\s*/y;

  /** “Sasha to hold bed”, “enfermera: …” at the beginning; the words that ask belong to it. */
  const atBeginning = (text: string, from = 0): Named | null => {
    const named = namedAt(text, from);
    const rest = named && matchAt(asks, text, named.to);
    return named && rest ? { ...named, to: named.to + rest[0].length } : null;
  };

  const tag = (text: string, at: number): Named | 'unknown' | null => {
    if (text.charAt(at) !== '@' || !/\p{L}/u.test(text.charAt(at + 1))) return null;
    const mine = matchAt(/@(?:me|yo)(?![\p{L}\p{N}])/uy, text, at);
    if (mine) return { from: at, to: at + mine[0].length, owner: { user: me } };
    const named = namedAt(text, at + 1);
    if (named) return { ...named, from: at };
    return matchAt(
      /@\s*(?:noon|midday|mediodia|eod|mon|tue|wed|thu|fri|sat|sun|today|tomorrow)/y,
      text,
      at,
    )
      ? null
      : 'unknown';
  };

  /** Every owner of a part. */
  const ownersIn = (text: string): FoundOwner => {
    const beginning = atBeginning(text);
    const found: Named[] = beginning ? [beginning] : [];
    let unknown = false;
    for (let at = 0; at < text.length; at += 1) {
      if (!isWordStart(text, at)) continue;
      const tagged = tag(text, at);
      if (tagged === 'unknown') unknown = true;
      else if (tagged) found.push(tagged);
    }
    return { owner: found[0]?.owner ?? null, spans: found, unknown };
  };

  return {
    namedAt,
    ownersIn,
    /** Does a text begin with an owner? */
    begins: (text: string): boolean => {
      const tagged = tag(text, 0);
      return (tagged !== null && tagged !== 'unknown') || atBeginning(text) !== null;
    },
  };
};

export type Owners = ReturnType<typeof ownersOf>;
