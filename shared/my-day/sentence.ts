/**
 * Why a row stands where it stands, in one line: what a person did with it, time, stake, extra, and
 * the fact of the record.
 */
import { epochOf } from '../time';
import type { Drag } from './item';
import { eddIn, startNow, type Day, type Placed } from './nearness';
import { dayFormat, dayWords, type DayLanguage } from './words';

/** What became of a drag of the row. */
export interface DragOutcome {
  drag: Drag;
  kind: 'held' | 'rose' | 'anchor-gone' | 'safety';
}

/** Makes the sentences of one day in one language. */
export const sentences = (day: Day, language: DayLanguage) => {
  const words = dayWords[language];
  const { date, dateOf, time, weekday, weekdayDate } = dayFormat(language, day.zone);
  const timeAt = (instant: string): string => time(epochOf(instant));

  const person = (outcome: DragOutcome | undefined): string | null => {
    if (!outcome) return null;
    if (outcome.kind === 'safety') return words.safetyNotMoved;
    const at = timeAt(outcome.drag.at);
    if (outcome.kind === 'held') return words.putHere(at);
    return outcome.kind === 'rose' ? words.releasedRose(at) : words.releasedAnchor(at);
  };

  const overdue = ({ item, dueEnd }: Placed): string => {
    if (item.dueAt === null) return words.wasDue(date(item.dueOn!));
    const on = dateOf(dueEnd!);
    return on === day.today
      ? words.overdueToday(time(dueEnd!))
      : words.overdueSince(date(on), time(dueEnd!));
  };

  /** The due on another day, near enough to be named by its weekday. */
  const byWeekday = ({ item, dueEnd }: Placed): string =>
    item.dueAt === null ? weekdayDate(item.dueOn!) : `${weekday(dateOf(dueEnd!))} ${time(dueEnd!)}`;

  const dueWords = (row: Placed): string => {
    const { item, dueEnd, workDue } = row;
    const on = item.dueAt === null ? item.dueOn! : dateOf(dueEnd!);
    const away = workDue !== dueEnd;
    if (on === day.today) {
      if (item.dueAt === null) return words.dueToday;
      return away ? words.dueTimeAway(time(dueEnd!)) : words.dueTime(time(dueEnd!));
    }
    if (away) return words.dueAway(byWeekday(row));
    if (workDue! <= day.endsAt)
      return item.dueAt === null ? words.dueToday : words.dueTime(time(dueEnd!));
    if (dueEnd! <= day.soonEnds) return words.due(byWeekday(row));
    return words.due(item.dueAt === null ? date(on) : `${date(on)}, ${time(dueEnd!)}`);
  };

  const withoutDue = ({ item }: Placed): string | null => {
    if (item.waiting !== null || item.change !== null) return null;
    const { priority } = item;
    return priority === null || priority === 'routine' ? words.noDue : words.marked[priority];
  };

  const timePart = (row: Placed): string | null => {
    const { item, dueEnd, workDue, free, slack } = row;
    if (item.safety) return words.safety;
    if (dueEnd === null || workDue === null) return withoutDue(row);
    const late = day.now >= dueEnd;
    if (item.origin === 'visit' && dateOf(dueEnd) === day.today)
      return late ? words.shouldHaveLeft(time(dueEnd)) : words.leaveAt(time(dueEnd));
    if (late) return overdue(row);
    if (workDue > day.endsAt || slack! >= startNow) return dueWords(row);
    return slack! < 0
      ? words.tooLate(item.minutes, free!, time(workDue))
      : words.startNow(item.minutes, free!, time(workDue));
  };

  const blocks = ({ item }: Placed): string => {
    const edd = item.patient?.edd ?? null;
    const days = eddIn(item, day.today);
    if (days === 0) return words.holdsToday;
    if (days === 1) return words.holdsTomorrow;
    if (days !== null && days < 0) return words.holdsPast(date(edd!));
    if (item.patient?.ready) return words.holdsReady;
    return edd === null ? words.holds : words.holdsOn(date(edd));
  };

  const stakePart = (row: Placed): string | null => {
    const { law, payer, waiting, change, target } = row.item;
    if (law) return words.law;
    if (payer) return words.payer(payer.days);
    if (row.item.blocks) return blocks(row);
    if (change) return words.changes[change];
    if (waiting)
      return words[waiting.how === 'here' ? 'here' : 'call'](waiting.who, timeAt(waiting.since));
    return target === null ? null : `${target}.`;
  };

  const later = (instant: string | null | undefined): instant is string =>
    typeof instant === 'string' && epochOf(instant) > day.now;

  const extraPart = ({ item }: Placed): string | null => {
    const { snoozedUntil, waitingOn, patient } = item;
    if (later(snoozedUntil)) return words.putOff(timeAt(snoozedUntil));
    if (waitingOn && later(waitingOn.chaseAt))
      return words.waitFor(waitingOn.who, timeAt(waitingOn.chaseAt));
    const dischargeRow = item.blocks && !item.law && item.payer === null;
    const days = eddIn(item, day.today);
    if (!dischargeRow && !patient?.left && days === 0) return words.leavesToday;
    if (!dischargeRow && !patient?.left && days === 1) return words.leavesTomorrow;
    return patient?.risk === 'high' ? words.highRisk : null;
  };

  return {
    why: (row: Placed, outcome?: DragOutcome): string =>
      [person(outcome), timePart(row), stakePart(row), extraPart(row), row.item.fact]
        .filter((part): part is string => part !== null && part !== '')
        .join(' '),
    doesNotFit: (deadline: number, minutes: number, left: number): string =>
      words.doesNotFit(time(deadline), minutes, left),
  };
};
