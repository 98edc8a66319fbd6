/**
 * Assessments that another one asks for: a positive PHQ-2 leads to PHQ-9, a strained caregiver to the
 * strain index. Pure: the instruments' proposals say it, nothing here knows an instrument.
 */
import type { Instrument } from '../clinical/instruments/definition';
import type { Outcome } from '../clinical/instruments/outcome';
import type { Text } from '../clinical/instruments/vocabulary';
import { plusDays, localDateOf, startOfDate } from '../time';

/** A completed assessment of the stay with what it came to. */
export interface CompletedOutcome {
  instrument: string;
  completedAt: string;
  outcome: Outcome;
}

/** One that is asked for, by which, in its words. */
export interface AskedFor {
  instrument: string;
  by: string;
  text: Text;
  at: string;
  /** The first instant at which it is too late; null where the proposal names no near day. */
  dueBefore: string | null;
}

/** The newest of each instrument. */
const newestOfEach = (completed: readonly CompletedOutcome[]): CompletedOutcome[] => [
  ...completed
    .toSorted((a, b) => (a.completedAt < b.completedAt ? -1 : 1))
    .reduce((found, one) => found.set(one.instrument, one), new Map<string, CompletedOutcome>())
    .values(),
];

/**
 * What the newest completed ones of a stay ask for and nobody has answered since. `isInstrument`
 * tells an instrument's id from that of a task.
 */
export const askedFor = (
  completed: readonly CompletedOutcome[],
  isInstrument: (id: string) => boolean,
  zone: string,
): AskedFor[] => {
  const newest = newestOfEach(completed);
  const found = newest.flatMap(({ instrument: by, completedAt, outcome }) =>
    outcome.proposals.flatMap(({ proposal }): AskedFor[] =>
      [proposal.ref, proposal.with]
        .filter((id) => id !== undefined)
        .filter((id) => isInstrument(id))
        .filter(
          (id) => !newest.some((one) => one.instrument === id && one.completedAt >= completedAt),
        )
        .map((instrument) => ({
          instrument,
          by,
          text: proposal.text,
          at: completedAt,
          dueBefore: dueOf(proposal.due.from, completedAt, zone),
        })),
    ),
  );
  return found.filter(
    (one, at) => found.findIndex(({ instrument }) => instrument === one.instrument) === at,
  );
};

const dueOf = (
  from: Instrument['proposals'][number]['due']['from'],
  at: string,
  zone: string,
): string | null => {
  if (from === 'now') return at;
  return from === 'today' ? startOfDate(plusDays(localDateOf(at, zone), 1), zone) : null;
};
