/** Moving by pointer and by keys: a single appointment at once, a series after it was asked for which dates. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../shared/appointments/appointment';
import type { Scope } from '../../../shared/appointments/edit';
import { plusWallMinutes, wallMinutesBetween } from '../../../shared/appointments/zone-line';
import { daysBetween } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useOfferUndo } from '../../app/undo';
import { drawnEnd } from './EventBox';
import { stepMinutes, type Dropped } from './TimeGrid';
import { seenOf, useInTurn, type Changes, type MoveTo, type Seen } from './use-changes';

/** A move of a series that waits for the answer for which dates it is. */
interface Asked {
  occurrence: Occurrence;
  to: MoveTo;
}

interface Ahead {
  to: MoveTo;
  seen: Seen;
  /** Moves that are not written yet. */
  waiting: number;
}

export interface Moves {
  asked: Asked | null;
  /** The asked move in words. */
  askedWords: string;
  apply: (scope: Scope, reason: string | null) => Promise<string | null>;
  forget: () => void;
  /** Alt and arrows in the dialog that asks go on moving. */
  onDialogKey: (event: KeyboardEvent) => void;
  drop: (dropped: Dropped) => void;
  toDate: (occurrence: Occurrence, date: string) => void;
  /** Minutes later (days are 1,440), and minutes longer. */
  by: (occurrence: Occurrence, minutes: number, longer: number) => void;
}

const dayMinutes = 1440;

const placeOf = (one: Occurrence): MoveTo => ({
  startsLocal: one.startLocal,
  minutes: one.wholeDays > 0 ? 0 : wallMinutesBetween(one.startLocal, drawnEnd(one)),
  wholeDays: one.wholeDays,
});

/** What has no time moves by days only; nothing becomes shorter than a step. */
const shifted = (to: MoveTo, minutes: number, longer: number): MoveTo | null => {
  if (to.wholeDays > 0) {
    if (longer !== 0 || minutes % dayMinutes !== 0) return null;
    return { ...to, startsLocal: plusWallMinutes(to.startsLocal, minutes) };
  }
  const length = to.minutes + longer;
  if (length < stepMinutes || length > dayMinutes) return null;
  return { ...to, startsLocal: plusWallMinutes(to.startsLocal, minutes), minutes: length };
};

/** What Alt and an arrow mean, in minutes later and minutes longer; null for other keys. */
export const moveOfKey = (event: KeyboardEvent): [minutes: number, longer: number] | null => {
  if (!event.altKey || event.ctrlKey) return null;
  const step = event.key === 'ArrowUp' ? -stepMinutes : event.key === 'ArrowDown' ? stepMinutes : 0;
  if (step !== 0) return event.shiftKey ? [0, step] : [step, 0];
  if (event.shiftKey) return null;
  if (event.key === 'ArrowLeft') return [-dayMinutes, 0];
  return event.key === 'ArrowRight' ? [dayMinutes, 0] : null;
};

export const useMoves = (changes: Changes): Moves => {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const offerUndo = useOfferUndo();
  const inTurn = useInTurn();
  const [asked, setAsked] = useState<Asked | null>(null);
  // Where a single appointment is while keys move it faster than it is written and read again.
  const ahead = useRef(new Map<string, Ahead>());
  const aheadOf = (occurrence: Occurrence): Ahead | undefined => {
    const known = ahead.current.get(occurrence.seriesId);
    const read = known !== undefined && occurrence.rowVersion >= known.seen.rowVersion;
    return known !== undefined && (known.waiting > 0 || !read) ? known : undefined;
  };

  const words = ({ startsLocal, minutes, wholeDays }: MoveTo): string =>
    wholeDays > 0
      ? format.weekdayDate(startsLocal.slice(0, 10))
      : `${format.weekdayDate(startsLocal.slice(0, 10))} ${startsLocal.slice(11)}–${plusWallMinutes(startsLocal, minutes).slice(11)}`;

  const moveNow = (occurrence: Occurrence, to: MoveTo): void => {
    const { seriesId } = occurrence;
    const before = aheadOf(occurrence);
    const known: Ahead = {
      to,
      seen: before?.seen ?? seenOf(occurrence),
      waiting: (before?.waiting ?? 0) + 1,
    };
    ahead.current.set(seriesId, known);
    inTurn(async () => {
      const present = ahead.current.get(seriesId);
      if (!present) return;
      // A later key already said where it goes.
      if (present.to !== to) {
        present.waiting -= 1;
        return;
      }
      const said = t('said.moved', { when: words(to) });
      const outcome = await changes.move(present.seen, to, 'all', said);
      if (!outcome.ok) {
        ahead.current.delete(seriesId);
        offerUndo(changes.errorText(outcome.error), null);
        return;
      }
      const now = ahead.current.get(seriesId);
      if (!now) return;
      const written = outcome.value.undo.find(({ record }) => record === 'series');
      now.waiting -= 1;
      now.seen = {
        ...now.seen,
        originalLocal: outcome.value.originalLocal,
        rowVersion: written?.rowVersion ?? now.seen.rowVersion,
      };
    });
  };
  const request = (occurrence: Occurrence, to: MoveTo): void => {
    if (!occurrence.mayWrite || occurrence.cancelled) return;
    const from = placeOf(occurrence);
    if (JSON.stringify(from) === JSON.stringify(to)) return;
    if (occurrence.recurring) setAsked({ occurrence, to });
    else moveNow(occurrence, to);
  };
  return {
    asked,
    askedWords:
      asked === null
        ? ''
        : t('moveTo', {
            title: asked.occurrence.title,
            from: words(placeOf(asked.occurrence)),
            to: words(asked.to),
          }),
    apply: async (scope) => {
      if (asked === null) return null;
      const outcome = await changes.move(
        seenOf(asked.occurrence),
        asked.to,
        scope,
        t('said.moved', { when: words(asked.to) }),
      );
      if (!outcome.ok) return changes.errorText(outcome.error);
      setAsked(null);
      return null;
    },
    forget: () => setAsked(null),
    onDialogKey: (event) => {
      const move = moveOfKey(event);
      if (move === null || asked === null) return;
      event.preventDefault();
      const to = shifted(asked.to, ...move);
      if (to !== null) setAsked({ ...asked, to });
    },
    drop: ({ occurrence, startLocal, endLocal, onWholeDays }) => {
      // A time is not lost by a slip of the hand: the form changes it.
      if (onWholeDays !== occurrence.wholeDays > 0) offerUndo(t('errors.wholeDaysInForm'), null);
      else if (occurrence.wholeDays > 0)
        request(occurrence, {
          startsLocal: `${startLocal.slice(0, 10)}T00:00`,
          minutes: 0,
          wholeDays: Math.max(1, daysBetween(startLocal.slice(0, 10), endLocal.slice(0, 10))),
        });
      else
        request(occurrence, {
          startsLocal: startLocal,
          minutes: Math.max(5, wallMinutesBetween(startLocal, endLocal)),
          wholeDays: 0,
        });
    },
    toDate: (occurrence, date) =>
      request(occurrence, {
        ...placeOf(occurrence),
        startsLocal: `${date}${occurrence.startLocal.slice(10)}`,
      }),
    by: (occurrence, minutes, longer) => {
      const from = aheadOf(occurrence)?.to ?? placeOf(occurrence);
      const to = shifted(from, minutes, longer);
      if (to !== null) request(occurrence, to);
    },
  };
};
