/** Who pays (FHIR Coverage). */
import type { LastChange } from '../last-change';

export const planClasses = [
  'medicare',
  'medicareAdvantage',
  'medicaid',
  'commercial',
  'selfPay',
  'other',
] as const;
export type PlanClass = (typeof planClasses)[number];

export interface Coverage extends LastChange {
  id: string;
  rowVersion: number;
  payer: string;
  planClass: PlanClass;
  /** 1 = primary, 2 = secondary … */
  rank: number;
  memberNumber: string | null;
  groupNumber: string | null;
  startsOn: string | null;
  endsOn: string | null;
}

/** Does it pay on this date? Ends are inclusive. */
export const coversOn = (coverage: Pick<Coverage, 'startsOn' | 'endsOn'>, date: string): boolean =>
  (coverage.startsOn === null || coverage.startsOn <= date) &&
  (coverage.endsOn === null || coverage.endsOn >= date);

/** The one that pays first on a date: lowest rank among those in force. */
export const primaryOn = <T extends Pick<Coverage, 'rank' | 'startsOn' | 'endsOn'>>(
  coverages: readonly T[],
  date: string,
): T | null =>
  coverages
    .filter((coverage) => coversOn(coverage, date))
    .reduce<T | null>((best, next) => (best === null || next.rank < best.rank ? next : best), null);
