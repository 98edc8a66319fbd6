/**
 * A month as main answers it: at most six events a day and a count of each kind. The daily round is
 * one sign beside the date; it is written out only where it moves, falls away or conflicts.
 */
import { plusDays } from '../time';
import type { Conflict, DayFacts, KindCounts, MonthDay, Occurrence } from './appointment';
import { parseRule, type Weekday } from './rule';

/** Events a day carries to the window. */
export const eventsADay = 6;

const working: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];
const weekend: readonly Weekday[] = ['SA', 'SU'];

/** Is it a round of every day, of every working day, or of every weekend day? */
export const isDailyRule = (text: string | null): boolean => {
  const rule = text === null ? 'unreadable' : parseRule(text);
  if (typeof rule === 'string' || rule.interval > 1 || rule.months.length > 0) return false;
  if (rule.frequency === 'DAILY' && rule.days.length === 0) return rule.monthDays.length === 0;
  if (rule.frequency !== 'WEEKLY' && rule.frequency !== 'DAILY') return false;
  const days = new Set(rule.days.map(({ day }) => day));
  return (
    working.every((day) => days.has(day)) ||
    (days.size === weekend.length && weekend.every((day) => days.has(day)))
  );
};

const noCounts = (): KindCounts => ({ round: 0, meeting: 0, visit: 0 });

/** Local dates an occurrence lies on. */
const datesOf = ({ startLocal, endLocal }: Occurrence): string[] => {
  const first = startLocal.slice(0, 10);
  if (endLocal.startsWith(first)) return [first];
  // An end at midnight belongs to the day before.
  const ends =
    endLocal.slice(11) === '00:00' ? plusDays(endLocal.slice(0, 10), -1) : endLocal.slice(0, 10);
  const dates = [first];
  for (let date = plusDays(first, 1); date <= ends; date = plusDays(date, 1)) dates.push(date);
  return dates;
};

/** Days of a month's grid from its occurrences (by start) and the other facts of each day. */
export const monthDays = (
  facts: readonly DayFacts[],
  occurrences: readonly Occurrence[],
  conflicts: readonly Conflict[],
  isDailyRound: (occurrence: Occurrence) => boolean,
): MonthDay[] => {
  const days = new Map(
    facts.map((day): [string, MonthDay] => [
      day.date,
      { ...day, events: [], counts: noCounts(), conflicts: 0, dailyRounds: [] },
    ]),
  );
  for (const occurrence of occurrences)
    for (const date of datesOf(occurrence)) {
      const day = days.get(date);
      if (!day) continue;
      if (!occurrence.cancelled) day.counts[occurrence.kind] += 1;
      const { cancelled, moved, conflicted, key, title, startLocal } = occurrence;
      if (!cancelled && !moved && !conflicted && isDailyRound(occurrence))
        day.dailyRounds.push({ key, title, startLocal });
      else if (day.events.length < eventsADay) day.events.push(occurrence);
    }
  for (const { fromLocal } of conflicts) {
    const day = days.get(fromLocal.slice(0, 10));
    if (day) day.conflicts += 1;
  }
  return [...days.values()];
};
