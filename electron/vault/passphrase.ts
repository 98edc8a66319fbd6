/**
 * Which passphrases are taken (NIST SP 800-63B 5.1.1.2: length, no composition rules, a list of
 * common ones refused), and a hint of strength as data.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const shortestPassphrase = 12;
export const longestPassphrase = 256;

/** Common passphrases with their rank, the most used first. */
export type CommonList = ReadonlyMap<string, number>;

/** 0 refused or guessed at once … 4 strong. */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** Why a passphrase is refused: too short or long, common, a pattern of keys, or names and little else. */
export type PassphraseProblem = 'tooShort' | 'tooLong' | 'common' | 'pattern' | 'personal';

export interface PassphraseRating {
  acceptable: boolean;
  strength: Strength;
  problem: PassphraseProblem | null;
}

let loaded: { folder: string; list: Promise<CommonList> } | null = null;

/** The list of `resources/passphrases`, read once. */
export const loadCommonList = (resources: string): Promise<CommonList> => {
  if (loaded?.folder !== resources) loaded = { folder: resources, list: readList(resources) };
  return loaded.list;
};

const readList = async (resources: string): Promise<CommonList> => {
  const text = await readFile(join(resources, 'passphrases', 'common.txt'), 'utf8');
  const words = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('# '));
  return new Map(words.map((word, rank) => [word, rank + 1]));
};

/** Rates a passphrase. `personal` holds what an insider would try: names of person and hospital. */
export const ratePassphrase = (
  passphrase: string,
  personal: readonly string[],
  common: CommonList,
): PassphraseRating => {
  const problem = problemOf(passphrase.normalize('NFKC'), personal, common);
  if (problem) return { acceptable: false, strength: 0, problem };
  return {
    acceptable: true,
    strength: strengthOf(bitsOf(passphrase.toLowerCase(), common)),
    problem: null,
  };
};

const problemOf = (
  passphrase: string,
  personal: readonly string[],
  common: CommonList,
): PassphraseProblem | null => {
  const length = [...passphrase].length;
  if (length < shortestPassphrase) return 'tooShort';
  if (length > longestPassphrase) return 'tooLong';
  const folded = passphrase.toLowerCase();
  if (surprises(folded) < fewestSurprises) return 'pattern';
  const spellings = variations(folded);
  if (spellings.some((spelling) => isCommon(spelling, common))) return 'common';
  const names = [
    'liaison',
    ...personal.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u)),
  ];
  if (spellings.some((spelling) => isPersonal(spelling, names))) return 'personal';
  return null;
};

/** What stands for a letter in "simple variations". */
const letterOf: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
};

/** The spellings a guesser tries first: as typed, without digits around it, with letters for look-alikes. */
const variations = (folded: string): string[] => {
  const letters = [...folded].map((letter) => letterOf[letter] ?? letter).join('');
  const all = [folded, letters, trimmed(folded), trimmed(letters)];
  const joined = all.map((text) => text.replace(/[\s_.-]+/g, ''));
  const mirrored = joined.map((text) => [...text].reverse().join(''));
  return [...new Set([...all, ...joined, ...mirrored, ...joined.map(trimmed)].map(unitOf))].filter(
    (text) => text !== '',
  );
};

const trimmed = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** `abcabc` → `abc`. */
const unitOf = (text: string): string => {
  const at = (text + text).indexOf(text, 1);
  return at > 0 && at < text.length ? text.slice(0, at) : text;
};

/** Two of the most used ones in a row are as easily guessed as one. */
const pairRank = 1000;

const isCommon = (spelling: string, common: CommonList): boolean => {
  if (common.has(spelling)) return true;
  for (let cut = 3; cut <= spelling.length - 3; cut += 1) {
    const first = common.get(spelling.slice(0, cut)) ?? Infinity;
    const second = common.get(spelling.slice(cut)) ?? Infinity;
    if (first <= pairRank && second <= pairRank) return true;
  }
  return false;
};

/** Characters besides names that make a passphrase more than its names. */
const fewestOwnCharacters = 5;

const isPersonal = (spelling: string, names: readonly string[]): boolean => {
  let rest = spelling;
  for (const name of names.filter((part) => part.length >= 3).sort((a, b) => b.length - a.length))
    rest = rest.split(name).join(' ');
  return rest !== spelling && rest.replace(/[^\p{L}]/gu, '').length < fewestOwnCharacters;
};

const rows = [
  '`1234567890-=',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'abcdefghijklmnopqrstuvwxyz',
];
/** Distinct turns below which a passphrase is a pattern: `aaaaaaaaaaaa`, `123456789012`, `abcabcabcabc`. */
const fewestSurprises = 5;

/** Characters that are neither the one before, nor its neighbor in a row, nor part of a repeat. */
const surprises = (folded: string): number => {
  const text = [...unitOf(folded)];
  let count = 0;
  text.forEach((letter, i) => {
    const before = text[i - 1];
    if (before === undefined || !follows(before, letter)) count += 1;
  });
  return count;
};

const follows = (before: string, letter: string): boolean =>
  before === letter ||
  rows.some((row) => {
    const at = row.indexOf(before);
    return at >= 0 && (row[at + 1] === letter || (at > 0 && row[at - 1] === letter));
  }) ||
  (before === '9' && letter === '0') ||
  (before === '0' && letter === '1');

/** Bits a guesser who knows the list needs: cheapest way to spell it from words and characters. */
const bitsOf = (folded: string, common: CommonList): number => {
  const cost: number[] = [0];
  for (let end = 1; end <= folded.length; end += 1) {
    const letter = folded[end - 1]!;
    const before = folded[end - 2];
    const alone =
      before !== undefined && follows(before, letter) ? 1 : /[\p{L}\p{N}]/u.test(letter) ? 3.5 : 2;
    let best = cost[end - 1]! + alone;
    for (let start = Math.max(0, end - 16); start <= end - 4; start += 1) {
      const rank = common.get(folded.slice(start, end));
      if (rank !== undefined) best = Math.min(best, cost[start]! + Math.log2(rank) + 1);
    }
    cost.push(best);
  }
  return cost.at(-1)!;
};

const strengthOf = (bits: number): Strength => (bits < 28 ? 1 : bits < 40 ? 2 : bits < 52 ? 3 : 4);
