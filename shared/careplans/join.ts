/** Two goals as one: what each says, and what a person must pick. */
import { mergeFields, type Fields, type MergedField } from './merge';
import type { GoalContent } from './version';

const facts = [
  ...(['measure', 'measureKind', 'unit', 'scaleLow', 'scaleHigh'] as const),
  ...(['levelMinus2', 'levelMinus1', 'level0', 'levelPlus1', 'levelPlus2'] as const),
  ...(['baseline', 'target', 'dueOn'] as const),
] as const;

/** Longest wording of a goal (contract). */
const longest = { description: 300, ownWords: 2000 } as const;

const together = (
  field: keyof typeof longest,
  a: string | null,
  b: string | null,
  joint: string,
): string | null => {
  const text = [...new Set([a, b])].filter((each) => each !== null && each !== '').join(joint);
  return text === '' ? null : text.slice(0, longest[field]);
};

/** The fields of both as a merge: `mine` is the first, `theirs` the second; nothing was before. */
export const joinedGoal = (first: GoalContent, second: GoalContent): MergedField[] => {
  const none: Fields = Object.fromEntries(facts.map((field) => [field, null]));
  const of = (goal: GoalContent): Fields =>
    Object.fromEntries(facts.map((field) => [field, goal[field]]));
  const words = (field: keyof typeof longest, joint: string): MergedField => {
    const value = together(field, first[field], second[field], joint);
    return { field, base: value, mine: value, theirs: value, origin: 'same', value };
  };
  return [
    words('description', '; '),
    words('ownWords', '\n'),
    ...mergeFields(none, of(first), of(second)),
  ];
};
