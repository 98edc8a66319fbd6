/**
 * Wall times as a person types them: in the spring gap they are refused, in the repeated hour it is
 * asked which (clocks.md, Time).
 */
import { Temporal } from 'temporal-polyfill';
import { localOf, wallTimeKind } from './time';

/** A typed moment: local date and time, and which of the two in the repeated hour. */
export interface WallTime {
  /** YYYY-MM-DD, or empty. */
  date: string;
  /** HH:MM, or empty. */
  time: string;
  /** Asked only in the repeated hour. */
  which: 'first' | 'second' | null;
}

export type WallTimeProblem = 'missing' | 'gap' | 'which';

/** What is wrong with a typed moment in the zone; null when it names one instant. */
export const wallTimeProblem = (wall: WallTime, zone: string): WallTimeProblem | null => {
  if (wall.date === '' || wall.time === '') return 'missing';
  const kind = wallTimeKind(`${wall.date}T${wall.time}`, zone);
  if (kind === 'gap') return 'gap';
  return kind === 'repeated' && wall.which === null ? 'which' : null;
};

/** The instant a moment without problem names. */
export const instantOfWallTime = ({ date, time, which }: WallTime, zone: string): string =>
  Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(zone, { disambiguation: which === 'second' ? 'later' : 'earlier' })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** The moment a person would type for an instant. */
export const wallTimeOf = (instant: string, zone: string): WallTime => {
  const local = localOf(instant, zone);
  const wall = { date: local.slice(0, 10), time: local.slice(11) };
  if (wallTimeKind(local, zone) !== 'repeated') return { ...wall, which: null };
  const second = instantOfWallTime({ ...wall, which: 'second' }, zone);
  return { ...wall, which: instant >= second ? 'second' : 'first' };
};

/** A typed moment as one text of a form: `2026-03-12|09:30|first`; the last part may be empty. */
export const textOfWallTime = ({ date, time, which }: WallTime): string =>
  `${date}|${time}|${which ?? ''}`;

/** The typed moment of such a text; parts that are missing are empty. */
export const wallTimeOfText = (text: string): WallTime => {
  const [date = '', time = '', which = ''] = text.split('|');
  return { date, time, which: which === 'first' || which === 'second' ? which : null };
};
