/** Which days the stay line shows: pure, so that long stays and missing dates are decided in one place. */
import { daysBetween, plusDays } from '../../../shared/time';

/** Columns of the line. */
export const shownDays = 9;

export interface StayDays {
  /** First date shown. */
  from: string;
  /** Dates in order. */
  dates: string[];
  /** The stay began before the first date shown. */
  beganBefore: boolean;
}

/**
 * Nine days around today: from the admission while the stay is short, else the last days with the
 * expected discharge still in sight.
 */
export const stayDays = (
  admittedOn: string,
  today: string,
  expectedOn: string | null,
  leftOn: string | null,
): StayDays => {
  const end = leftOn ?? today;
  const last = expectedOn !== null && expectedOn > end && leftOn === null ? expectedOn : end;
  const wanted = plusDays(last, -(shownDays - 3));
  const latestStart = plusDays(end, -2);
  const start = wanted < latestStart ? wanted : latestStart;
  const from = start > admittedOn ? start : admittedOn;
  return {
    from,
    dates: Array.from({ length: shownDays }, (_, i) => plusDays(from, i)),
    beganBefore: from > admittedOn,
  };
};

/** Column of a date, counted from 0; null outside of the line. */
export const columnOf = (days: StayDays, date: string): number | null => {
  const column = daysBetween(days.from, date);
  return column >= 0 && column < shownDays ? column : null;
};
