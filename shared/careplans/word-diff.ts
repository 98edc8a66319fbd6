/** Two wordings word by word: what stands in both, what was taken out, what was put in. */

export interface WordRun {
  kind: 'same' | 'out' | 'in';
  text: string;
}

/** Words with the space after them, so that the runs joined are the text again. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

/** Longest run of words that a comparison is worth; longer texts are shown whole. */
const longest = 600;

/** The runs of both texts in their order: longest common subsequence of words. */
export const wordDiff = (before: string, after: string): WordRun[] => {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  if (a.length > longest || b.length > longest)
    return [
      { kind: 'out', text: before },
      { kind: 'in', text: after },
    ];
  const same = (x: string, y: string): boolean => x.trim() === y.trim();
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      length[i]![j] = same(a[i]!, b[j]!)
        ? length[i + 1]![j + 1]! + 1
        : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
  const runs: WordRun[] = [];
  const put = (kind: WordRun['kind'], text: string): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i]!, b[j]!)) {
      put('same', b[j]!);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && length[i + 1]![j]! >= length[i]![j + 1]!)) {
      put('out', a[i]!);
      i += 1;
    } else {
      put('in', b[j]!);
      j += 1;
    }
  }
  return runs;
};
