/** What every part of the generator needs to know: the book, the time, and who and what is where. */
import { weekdayOf } from '../../shared/time';
import type { Book } from './book';
import type { HistoryEntry } from './history';
import type { StoryTime } from './story-time';

/** Keys of the three units in the definitions. */
export type UnitKey = '4N' | '5W' | '5E';

export interface KnownUser {
  id: string;
  name: string;
  /** Name with the credentials in force, as printed. */
  printed: string;
  phone: string;
}

export interface KnownPractitioner {
  id: string;
  name: string;
  specialty: string;
  phone: string;
  identifier: string;
}

export interface KnownBed {
  id: string;
  unitId: string;
  unitKey: string;
  unitName: string;
}

/** A fact of a stay that the hospital's feed tells differently from the record. */
export interface FeedChange {
  admittedAt?: string;
  language?: string;
}

/** The world of one generated hospital. */
export interface World {
  book: Book;
  seed: string;
  time: StoryTime;
  /** Instant up to which things have happened. */
  now: string;
  /** Who stands for the feed and for set-up in `createdBy`. */
  systemUserId: string;
  assignerId: string;
  users: Map<string, KnownUser>;
  practitioners: Map<string, KnownPractitioner>;
  units: Map<string, { id: string; name: string }>;
  beds: Map<string, KnownBed>;
  /** Steps of the told records, for the audit. */
  history: HistoryEntry[];
  /** What the next feed says otherwise, by encounter. */
  feed: Map<string, FeedChange>;
  /** Words of the stories (`u-elmcrest`, `ST-01`, `ST-01/stay`, `bed:508-1`) → ids. */
  lookup: Map<string, string>;
}

/** A value that the definitions promise; names what is missing when they do not. */
export const must = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The demonstration hospital knows no ${what}`);
  return value;
};

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const monthDay = (date: string): string =>
  `${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}`;
const weekday = (date: string): string => weekdays[weekdayOf(date) - 1] ?? '';

/**
 * Dates in texts are told against today: `{md:1}` Mar 13, `{wd:1}` Fri, `{date:1}` Fri, Mar 13,
 * `{bd:4}` the same on the next business day.
 */
export const inWords = (time: StoryTime, text: string): string =>
  text.replace(/\{(md|wd|date|bd):(-?\d+)\}/g, (_all, how: string, days: string) => {
    const date = how === 'bd' ? time.officeDate(Number(days)) : time.date(Number(days));
    if (how === 'md') return monthDay(date);
    return how === 'wd' ? weekday(date) : `${weekday(date)}, ${monthDay(date)}`;
  });
