/**
 * When a story's facts happen on another today. Told for the anchor, they shift by whole days and
 * keep wall times; what needs an office waits for the next business day, and what follows it in
 * the same story never comes before it.
 */
import { epochOf, instantOfLocal, localDateOf, plusDays } from '../../shared/time';
import { businessDayFrom, holidaysAround } from './federal-holidays';

/** The day for which the stories are told: Thursday, March 12, 2026. */
export const anchorDay = '2026-03-12';

/** Kinds of fact that need an office to be open. */
const officeKinds: ReadonlySet<string> = new Set([
  'round',
  'meeting',
  'review',
  'decision',
  'court',
  'answer',
]);

/** A moment of a story: days against today, and a wall time. */
export interface StoryMoment {
  day: number;
  /** HH:MM in the hospital's zone. */
  time: string;
}

/** Minutes between a moved fact and one that follows it and would otherwise come before it. */
const followsAfterMinutes = 5;

const laterLocal = (local: string, minutes: number): string =>
  new Date(Date.parse(`${local}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);

/** Places moments of the stories on the line of time for one today and zone. */
export interface StoryTime {
  today: string;
  zone: string;
  /** The date `day` days from today. */
  date: (day: number) => string;
  /** The same, moved to the next business day unless today is the anchor. */
  officeDate: (day: number) => string;
  /** The instant of a moment. */
  instant: (moment: StoryMoment) => string;
  /** Local wall times of a story's facts, in the order told. */
  tell: (facts: readonly (StoryMoment & { kind: string })[]) => string[];
  /** UTC instant of a local wall time. */
  ofLocal: (local: string) => string;
  /** The local date of an instant. */
  dateOf: (instant: string) => string;
}

/** The story time of one today. */
export const storyTime = (today: string, zone: string): StoryTime => {
  const closed = new Set(holidaysAround(today).map(({ on }) => on));
  const date = (day: number): string => plusDays(today, day);
  // At the anchor the stories stand as they are told, the Saturday decision of ST-11 too.
  const officeDate = (day: number): string =>
    today === anchorDay ? date(day) : businessDayFrom(date(day), closed);
  const ofLocal = instantReader(zone);
  return {
    today,
    zone,
    date,
    officeDate,
    ofLocal,
    dateOf: (instant) => localDateOf(instant, zone),
    instant: ({ day, time }) => ofLocal(`${date(day)}T${time}`),
    tell: (facts) => {
      let previous = '';
      return facts.map(({ day, time, kind }) => {
        const own = `${officeKinds.has(kind) ? officeDate(day) : date(day)}T${time}`;
        previous = own >= previous ? own : following(previous, time);
        return previous;
      });
    },
  };
};

/** Reads wall times quickly: a day without a change of offset needs one look-up for all its hours. */
const instantReader = (zone: string): ((local: string) => string) => {
  const offsets = new Map<string, number | 'changes'>();
  const offsetAt = (local: string): number =>
    Date.parse(`${local}:00Z`) - epochOf(instantOfLocal(local, zone));
  return (local) => {
    const day = local.slice(0, 10);
    let offset = offsets.get(day);
    if (offset === undefined) {
      const start = offsetAt(`${day}T00:00`);
      offset = start === offsetAt(`${plusDays(day, 1)}T00:00`) ? start : 'changes';
      offsets.set(day, offset);
    }
    return offset === 'changes'
      ? instantOfLocal(local, zone)
      : new Date(Date.parse(`${local}:00Z`) - offset).toISOString();
  };
};

/** The same wall time on the day of the fact before it, or right after that. */
const following = (previous: string, time: string): string => {
  const sameDay = `${previous.slice(0, 10)}T${time}`;
  return sameDay >= previous ? sameDay : laterLocal(previous, followsAfterMinutes);
};
