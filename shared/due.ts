/** How soon something is due: the severity that every list, mark and order shares (look.md). */
import { epochOf, localDateOf, plusDays, startOfDate } from './time';

export type Severity = 'overdue' | 'today' | 'soon' | 'ok';

/** Within this, "today" gets a tinted box. */
const nearMs = 3 * 3_600_000;

export interface DueMark {
  severity: Severity;
  /** Today, and within three hours. */
  near: boolean;
  /** The exclusive end: the instant itself, or the midnight that ends the date. */
  endsAt: string;
}

/** The instant a due ends: a date ends before 00:00 of the next one in the hospital's zone. */
export const dueEnd = (
  due: { dueAt: string | null; dueOn: string | null },
  zone: string,
): string | null => {
  if (due.dueOn !== null) return startOfDate(plusDays(due.dueOn, 1), zone);
  return due.dueAt;
};

/** Severity of a due; null where nothing is due. */
export const dueMark = (
  due: { dueAt: string | null; dueOn: string | null },
  now: string,
  zone: string,
): DueMark | null => {
  const endsAt = dueEnd(due, zone);
  if (endsAt === null) return null;
  const left = epochOf(endsAt) - epochOf(now);
  if (left <= 0) return { severity: 'overdue', near: false, endsAt };
  const date = due.dueOn ?? localDateOf(endsAt, zone);
  const severity = date === localDateOf(now, zone) ? 'today' : 'soon';
  return { severity, near: severity === 'today' && due.dueOn === null && left <= nearMs, endsAt };
};
