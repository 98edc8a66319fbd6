/**
 * Assessments that a stay still owes, by the rules in the instruments' files: so many hours after
 * admission, before leaving, so many business days after discharge. Pure: dates and holidays come
 * with the call.
 */
import { epochOf, localDateOf, plusDays, plusHours, startOfDate } from '../../time';
import { businessDayAfter } from '../clocks/days';
import type { Instrument } from './definition';
import { opensBy, type Facts } from './outcome';

/** A stay as the rules need it; instants in UTC, dates local. */
export interface OwingStay {
  admittedAt: string;
  /** Date; null while nobody said. */
  expectedDischargeOn: string | null;
  dischargedAt: string | null;
}

export interface DueAssessment {
  instrument: string;
  /** Which of the instrument's rules it is: an instrument can be due again before discharge. */
  from: 'admission' | 'discharge';
  /** The first instant at which it is too late; null while it depends on a date not known. */
  dueBefore: string | null;
  overdue: boolean;
}

type DueRule = NonNullable<Instrument['due']>[number];

/**
 * When a rule falls due in a stay. Before discharge: the expected date's end, or the discharge
 * itself once it is known; business days count from the day of discharge.
 */
const dueOf = (
  rule: DueRule,
  stay: OwingStay,
  holidays: ReadonlySet<string>,
  zone: string,
): Pick<DueAssessment, 'from' | 'dueBefore'> | null => {
  if (rule.from === 'admission')
    return { from: 'admission', dueBefore: plusHours(stay.admittedAt, rule.hours ?? 0) };
  if (rule.from !== 'discharge') return null;
  if (rule.businessDays !== undefined) {
    if (stay.dischargedAt === null) return null;
    const left = localDateOf(stay.dischargedAt, zone);
    const last = businessDayAfter(left, rule.businessDays, holidays);
    return { from: 'discharge', dueBefore: startOfDate(plusDays(last, 1), zone) };
  }
  const expected = stay.expectedDischargeOn;
  const end = expected === null ? null : startOfDate(plusDays(expected, 1), zone);
  return { from: 'discharge', dueBefore: stay.dischargedAt ?? end };
};

/** Completed assessments of the stay: instrument and instant. */
export interface CompletedAssessment {
  instrument: string;
  completedAt: string;
}

/**
 * What the stay owes, soonest first, those without a date last. A rule from admission is met by any
 * response of the stay; one before discharge by a response of the leaving day or, for an instrument
 * that nothing asks for earlier, by any. An instrument that opens by itself is due only where it
 * does (readmission within 30 days).
 */
export const dueAssessments = (
  instruments: readonly Instrument[],
  stay: OwingStay,
  completed: readonly CompletedAssessment[],
  facts: Facts,
  { now, zone, holidays }: { now: string; zone: string; holidays: ReadonlySet<string> },
): DueAssessment[] => {
  const leavingOn =
    stay.dischargedAt === null ? stay.expectedDischargeOn : localDateOf(stay.dischargedAt, zone);
  const owed = instruments.flatMap((instrument): DueAssessment[] => {
    if (instrument.opensWhen !== undefined && !opensBy(instrument, facts)) return [];
    const rules = instrument.due ?? [];
    const given = completed.filter((one) => one.instrument === instrument.id);
    const again = rules.some(({ from }) => from === 'admission');
    return rules.flatMap((rule): DueAssessment[] => {
      const due = dueOf(rule, stay, holidays, zone);
      if (!due) return [];
      const met = given.some(
        ({ completedAt }) =>
          due.from === 'admission' ||
          !again ||
          (leavingOn !== null && localDateOf(completedAt, zone) >= leavingOn),
      );
      if (met) return [];
      const overdue = due.dueBefore !== null && epochOf(now) >= epochOf(due.dueBefore);
      return [{ instrument: instrument.id, ...due, overdue }];
    });
  });
  const at = ({ dueBefore }: DueAssessment): number =>
    dueBefore === null ? Infinity : epochOf(dueBefore);
  return owed.sort((a, b) =>
    at(a) === at(b) ? a.instrument.localeCompare(b.instrument) : at(a) - at(b),
  );
};
