/** Filters, counts and sorts the stays of one scope. Pure; main does it, the window shows it. */
import { dueEnd } from '../due';
import { fold } from '../folding';
import { localDateOf } from '../time';
import type {
  CaseloadFilter,
  CaseloadMasked,
  CaseloadRow,
  CaseloadSort,
  CaseloadStay,
} from './caseload';
import { plainFilters } from './caseload';

/** The moment and place the list is looked at. */
export interface ListMoment {
  now: string;
  zone: string;
  today: string;
}

/** Moment of a list, with its local date. */
export const listMoment = (now: string, zone: string): ListMoment => ({
  now,
  zone,
  today: localDateOf(now, zone),
});

/** What is asked of the list. */
export interface Arrangement {
  text: string;
  filters: readonly CaseloadFilter[];
  sort: CaseloadSort;
}

export interface Arranged {
  rows: CaseloadRow[];
  maskedLeftOut: number;
  counts: { filter: CaseloadFilter; count: number }[];
  leavingToday: number;
}

/**
 * The rows in order. A restricted row stands at the end and is left out as soon as a filter or
 * text is set: what it holds must not be told by whether it matches.
 */
export const arrange = (
  stays: readonly CaseloadStay[],
  masked: readonly CaseloadMasked[],
  asked: Arrangement,
  moment: ListMoment,
): Arranged => {
  const text = fold(asked.text);
  const narrowed = text !== '' || asked.filters.length > 0;
  const rows: CaseloadRow[] = stays
    .filter((row) => matchesText(row, text) && matchesFilters(row, asked.filters, moment))
    .sort(compareBy(asked.sort, moment));
  return {
    rows: narrowed ? rows : [...rows, ...[...masked].sort(byBed)],
    maskedLeftOut: narrowed ? masked.length : 0,
    counts: countsOf(stays, moment),
    leavingToday: stays.filter((row) => row.expectedDischargeOn === moment.today).length,
  };
};

const matchesText = (row: CaseloadStay, text: string): boolean =>
  text === '' ||
  [row.nameFolded, fold(row.bed ?? ''), fold(row.mrn ?? ''), fold(row.payer ?? '')].some((field) =>
    field.includes(text),
  ) ||
  fold(`${row.givenName} ${row.familyName}`).includes(text) ||
  fold(row.nextTask?.title ?? '').includes(text);

/** Filters of one group widen each other (SNF or IRF); groups narrow (and overdue). */
const matchesFilters = (
  row: CaseloadStay,
  filters: readonly CaseloadFilter[],
  moment: ListMoment,
): boolean => {
  const groups = new Map<string, CaseloadFilter[]>();
  for (const filter of filters) {
    const group = filter.includes(':') ? filter.slice(0, filter.indexOf(':')) : filter;
    groups.set(group, [...(groups.get(group) ?? []), filter]);
  }
  return [...groups.values()].every((group) =>
    group.some((filter) => matchesFilter(row, filter, moment)),
  );
};

/** Does the stay belong under this filter now? */
export const matchesFilter = (
  row: CaseloadStay,
  filter: CaseloadFilter,
  { now, zone, today }: ListMoment,
): boolean => {
  if (filter.startsWith('disposition:'))
    return (row.plannedDisposition ?? 'unknown') === filter.slice('disposition:'.length);
  if (filter.startsWith('payer:')) return (row.planClass ?? 'unknown') === filter.slice(6);
  switch (filter) {
    case 'overdue': {
      const end = row.nextTask ? dueEnd(row.nextTask, zone) : null;
      return end !== null && end <= now;
    }
    case 'eddToday':
      return row.expectedDischargeOn === today;
    case 'noEdd':
      return row.expectedDischargeOn === null;
    case 'highRisk':
      return row.risk?.level === 'high';
    case 'observation':
      return row.class === 'observation';
    case 'unassigned':
      return row.caseManagerId === null;
    case 'noPlan':
      return row.plan === null;
    default:
      return false;
  }
};

const countsOf = (
  stays: readonly CaseloadStay[],
  moment: ListMoment,
): { filter: CaseloadFilter; count: number }[] => {
  const tally = new Map<CaseloadFilter, number>(plainFilters.map((filter) => [filter, 0]));
  const add = (filter: CaseloadFilter) => tally.set(filter, (tally.get(filter) ?? 0) + 1);
  for (const row of stays) {
    for (const filter of plainFilters) if (matchesFilter(row, filter, moment)) add(filter);
    add(`disposition:${row.plannedDisposition ?? 'unknown'}`);
    add(`payer:${row.planClass ?? 'unknown'}` as CaseloadFilter);
  }
  return [...tally].map(([filter, count]) => ({ filter, count }));
};

/** Compares beds as people read them: 98 before 401, 401-1 before 401-2. */
export const compareBeds = (a: string | null, b: string | null): number =>
  compareText(a, b, (x, y) => x.localeCompare(y, 'en', { numeric: true }));

const byBed = (a: { bed: string | null }, b: { bed: string | null }): number =>
  compareBeds(a.bed, b.bed);

/** What is missing stands last, whichever way the list is sorted. */
const compareText = (
  a: string | null,
  b: string | null,
  compare: (x: string, y: string) => number = (x, y) => (x < y ? -1 : x > y ? 1 : 0),
): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compare(a, b);
};

const valueOf = (row: CaseloadStay, by: CaseloadSort['by'], zone: string): string | null => {
  switch (by) {
    case 'nextDue':
      return row.nextTask ? dueEnd(row.nextTask, zone) : null;
    case 'bed':
      return row.bed;
    case 'patient':
      return row.nameFolded;
    case 'stayDay':
      return row.admittedAt;
    case 'edd':
      return row.expectedDischargeOn;
    case 'disposition':
      return row.plannedDisposition;
    case 'payer':
      return row.planClass === null ? null : `${row.planClass} ${fold(row.payer ?? '')}`;
    case 'plan':
      return row.plan === null ? null : `${row.plan.status} ${row.plan.reviewOn ?? '9999'}`;
    case 'risk':
      return row.risk === null ? null : String(row.risk.score).padStart(3, '0');
    case 'caseManager':
      return row.caseManagerName === null ? null : fold(row.caseManagerName);
  }
};

/** Order of two stays; what is missing stands last, ties fall to the bed. */
export const compareBy =
  ({ by, direction }: CaseloadSort, { zone }: ListMoment) =>
  (a: CaseloadStay, b: CaseloadStay): number => {
    const [x, y] = [valueOf(a, by, zone), valueOf(b, by, zone)];
    const missing = x === null || y === null;
    const order = by === 'bed' ? compareBeds(x, y) : compareText(x, y);
    // A longer stay began earlier, so the day's order runs against that of admission.
    const turned = !missing && (direction === 'desc') !== (by === 'stayDay');
    return (turned ? -order : order) || byBed(a, b) || compareText(a.nameFolded, b.nameFolded);
  };
