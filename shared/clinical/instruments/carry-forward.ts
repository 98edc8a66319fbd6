/**
 * A former stay's answers as offers, item by item: shown with their date, to confirm or change,
 * never copied silently (content/intake.md, Carry forward). An unconfirmed offer is open.
 */
import { stateOfEntry, valueProblem, type Answers } from './answers';
import type { Instrument } from './definition';

/** The response whose answers are offered. */
export interface Former {
  responseId: string;
  /** Instant at which it was completed. */
  completedAt: string;
  answers: Answers;
}

/** Offers for the items that may be carried and are not answered yet. */
export const offersFrom = (instrument: Instrument, former: Former, present: Answers): Answers =>
  Object.fromEntries(
    instrument.items.flatMap((item) => {
      const entry = former.answers[item.id];
      if (item.carryForward !== true || present[item.id] !== undefined || !entry) return [];
      if (stateOfEntry(entry) !== 'answered' || !entry.value) return [];
      if (valueProblem(item, entry.value) !== null) return [];
      return [
        [
          item.id,
          {
            value: entry.value,
            skipped: null,
            note: null,
            source: {
              from: 'lastStay' as const,
              asOf: former.completedAt,
              response: former.responseId,
            },
            confirmed: false,
          },
        ],
      ];
    }),
  );
