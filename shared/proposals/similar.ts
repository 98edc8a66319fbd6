/** What stands already that says the same as a proposal: shown before it is accepted, never decided. */
import { plainText } from '../careplans/templates/merge';
import { fold } from '../folding';
import type { Proposed } from './proposal';
import { wordsOf } from './suggest';

/** A line of the plan, or an open task of the stay. */
export interface StandingLine {
  record: 'problem' | 'goal' | 'activity' | 'task';
  id: string;
  text: string;
  /** Item of the template that it came from, or kind of the task. */
  code: string | null;
}

/** Of the shorter text's words so many must be in the other, and at least two. */
const enough = 0.75;

/** Do two texts say the same? The same folded words, or nearly all words of the shorter one. */
export const saysTheSame = (a: string, b: string): boolean => {
  if (fold(plainText(a)) === fold(plainText(b))) return true;
  const [short, long] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length);
  const shared = short!.filter((word) => long!.includes(word)).length;
  return shared >= 2 && shared / short!.length >= enough;
};

const recordOf = {
  problem: 'problem',
  goal: 'goal',
  intervention: 'activity',
  tasks: 'task',
} as const;

/** Kinds of task of which a stay has several at once, told apart by their words alone. */
const manyOf = new Set(['tk-other', 'tk-teach', 'tk-chase', 'tk-safety', 'tk-referral']);

/**
 * Lines like the proposal, the likest first: one with the same code, then one with the same words. A
 * problem is also like a plan's goal when its own goal says the same.
 */
export const similarTo = (
  { kind, title, goal, library, sameItem, tasks }: Proposed,
  lines: readonly StandingLine[],
): StandingLine[] => {
  if (kind === 'template') return [];
  if (kind === 'tasks' && tasks.length !== 1) return [];
  const codes = new Set(
    [library?.item ?? null, sameItem, ...tasks.map((task) => task.kind)].filter(
      (code): code is string => code !== null && !manyOf.has(code),
    ),
  );
  const says = ({ text }: StandingLine, words: Proposed['title']): boolean =>
    saysTheSame(text, words.en) || saysTheSame(text, words.es);
  const own = lines.filter(({ record }) => record === recordOf[kind]);
  const byCode = own.filter(({ code }) => code !== null && codes.has(code));
  const byWords = own.filter((line) => says(line, title));
  const byGoal =
    goal === null ? [] : lines.filter((line) => line.record === 'goal' && says(line, goal));
  return [...new Set([...byCode, ...byWords, ...byGoal])];
};
