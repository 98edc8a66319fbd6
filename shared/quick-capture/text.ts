/** Reading typed text: folded without moving a letter, and pieces taken out of it. */

/** Lower case without accents, letter for letter: an index means the same in both texts. */
export const foldInPlace = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => {
    const char = text.charAt(at);
    const plain = char.normalize('NFD').charAt(0).toLowerCase();
    return plain.length === 1 ? plain : char;
  }).join('');

export interface Span {
  from: number;
  to: number;
}

/** A match exactly at a place of the text. The expression is sticky. */
export const matchAt = (sticky: RegExp, text: string, at: number): RegExpExecArray | null => {
  sticky.lastIndex = at;
  return sticky.exec(text);
};

/** Words as one expression, the longest first, whole words only. */
export const anyOf = (words: readonly string[]): string =>
  `(?:${words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '\\s+'))
    .join('|')})(?![\\p{L}\\p{N}])`;

/** Begins a word here? */
export const isWordStart = (text: string, at: number): boolean =>
  at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));

const edge = /^[\s,;:.–—-]+|[\s,;:.–—-]+$/g;
/** Spaces and punctuation at the edges taken off. */
export const trimEdges = (text: string): string => text.replace(edge, '');

/** The text without some pieces; what stood around them is joined by one space. */
export const without = (text: string, spans: readonly Span[]): string => {
  let result = '';
  let at = 0;
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    if (from < at) continue;
    const before = text.slice(at, from);
    result += before;
    at = to;
    if (/\s$/.test(result)) while (/\s/.test(text.charAt(at))) at += 1;
  }
  return trimEdges(result + text.slice(at));
};
