/**
 * Decisions and what they keep away. A decision is remembered against its ground: the same ground
 * never asks twice, a changed ground asks again and says what it was.
 */
import type { Text } from '../clinical/instruments/vocabulary';
import { hashOf, reasonWords, type Proposed } from './proposal';

/** `used` = an existing line was taken for it; `open` = taken back, or offered again. */
export const verdicts = ['accepted', 'adapted', 'used', 'rejected', 'open'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Decided {
  key: string;
  verdict: Verdict;
  /** `hashOf` the ground that was decided on. */
  ground: string;
  /** What the ground said then. */
  groundWords: Text;
}

export interface Standing {
  proposed: Proposed;
  /** What the ground said when it was decided last; null where that is nothing new. */
  before: { verdict: Verdict; words: Text } | null;
}

/** Does the decision still hold for this ground? */
export const holdsFor = (decided: Decided | undefined, proposed: Proposed): boolean =>
  decided !== undefined &&
  decided.verdict !== 'open' &&
  decided.ground === hashOf(proposed.ground.key);

/** What stands in the tray: not decided yet, or decided on another ground. */
export const openProposals = (
  all: readonly Proposed[],
  decisions: ReadonlyMap<string, Decided>,
): Standing[] =>
  all
    .filter((each) => !holdsFor(decisions.get(each.key), each))
    .map((each) => {
      const decided = decisions.get(each.key);
      const changed =
        decided !== undefined &&
        decided.verdict !== 'open' &&
        decided.groundWords.en !== reasonWords(each.ground).en;
      return {
        proposed: each,
        before: changed ? { verdict: decided.verdict, words: decided.groundWords } : null,
      };
    });
