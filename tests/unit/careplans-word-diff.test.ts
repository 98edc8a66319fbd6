import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff, type WordRun } from '../../shared/careplans/word-diff';

const side = (runs: readonly WordRun[], other: 'in' | 'out'): string[] =>
  runs
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join(' ')
    .split(/\s+/)
    .filter(Boolean);
const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

test('only the words that changed are marked', () => {
  expect(
    wordDiff('Walk 100 ft with a walker', 'Walk 150 ft with a walker').map(({ kind, text }) => [
      kind,
      text.trim(),
    ]),
  ).toEqual([
    ['same', 'Walk'],
    ['out', '100'],
    ['in', '150'],
    ['same', 'ft with a walker'],
  ]);
  expect(wordDiff('Walk', 'Walk')).toEqual([{ kind: 'same', text: 'Walk' }]);
  expect(wordDiff('', 'Walk')).toEqual([{ kind: 'in', text: 'Walk' }]);
});

test('each side reads as its own text, whatever was changed', () => {
  const text = fc
    .array(fc.constantFrom('walk', 'ft', '100', '150', 'with', 'walker'), { maxLength: 12 })
    .map((list) => list.join(' '));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = wordDiff(before, after);
      expect(side(runs, 'in')).toEqual(words(before));
      expect(side(runs, 'out')).toEqual(words(after));
    }),
  );
});
