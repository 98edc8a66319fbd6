/** The occurrences of a series in a window, with what differs on single ones. */
import { epochOf, plusDays } from '../time';
import {
  isStartOf,
  mostOccurrences,
  spanOf,
  startsOnDates,
  type SeriesTime,
  type Window,
} from './series-time';
import { localOfEpoch } from './zone-line';

/** What differs on one occurrence; null fields are as in the series. */
export interface Exception {
  /** RECURRENCE-ID: the original local start in the series' zone, also after a move. */
  originalLocal: string;
  cancelled: boolean;
  startsLocal: string | null;
  minutes: number | null;
}

/** One occurrence; `cancelled` ones are kept so that a calendar can show what falls away. */
export interface Planned<E extends Exception = Exception> {
  originalLocal: string;
  startsLocal: string;
  minutes: number;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  cancelled: boolean;
  moved: boolean;
  exception: E | null;
}

/** Longest an occurrence may last: windows look back this far for what is still going on. */
export const longestDays = 14;

const toPlanned = <E extends Exception>(
  time: SeriesTime,
  originalLocal: string,
  exception: E | null,
): Planned<E> => {
  const startsLocal = exception?.startsLocal ?? originalLocal;
  const minutes = exception?.minutes ?? time.minutes;
  return {
    originalLocal,
    startsLocal,
    minutes,
    ...spanOf(startsLocal, { ...time, minutes }),
    cancelled: exception?.cancelled ?? false,
    moved: startsLocal !== originalLocal || minutes !== time.minutes,
    exception,
  };
};

/**
 * Occurrences that touch the window, by start; at most `cap`. An exception whose original the rule
 * no longer gives is left out: it belongs to a rule that was changed since.
 */
export const expandSeries = <E extends Exception>(
  time: SeriesTime,
  exceptions: readonly E[],
  { from, to }: Window,
  cap = mostOccurrences,
): Planned<E>[] => {
  const window = { from: epochOf(from), to: epochOf(to) };
  const touches = (one: Planned): boolean =>
    one.from < window.to && (one.to > window.from || one.from >= window.from);
  // Most appointments are single ones: what they need is asked for only once.
  if (time.rule === null) {
    const only = toPlanned<E>(time, time.startsLocal, null);
    return touches(only) ? [only] : [];
  }
  const byOriginal = new Map(exceptions.map((each) => [each.originalLocal, each]));
  const first = plusDays(localOfEpoch(window.from, time.zone).slice(0, 10), -backDays(time));
  const last = localOfEpoch(window.to, time.zone).slice(0, 10);
  const originals = startsOnDates(time, first, last);
  const inRange = new Set(originals);
  // Moved into the window from outside of it: where it starts is asked before whether it stands.
  for (const { originalLocal, startsLocal } of exceptions)
    if (
      startsLocal !== null &&
      startsLocal.slice(0, 10) >= first &&
      startsLocal.slice(0, 10) <= last &&
      !inRange.has(originalLocal) &&
      isStartOf(time, originalLocal)
    )
      originals.push(originalLocal);
  return originals
    .map((local) => toPlanned(time, local, byOriginal.get(local) ?? null))
    .filter(touches)
    .sort((a, b) => a.from - b.from || a.originalLocal.localeCompare(b.originalLocal))
    .slice(0, cap);
};

const backDays = ({ wholeDays, minutes }: SeriesTime): number =>
  wholeDays > 0 ? wholeDays : Math.ceil(minutes / 1440);
