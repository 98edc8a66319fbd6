/** Changes of appointments from the calendar: done at once, with the way back in the undo bar. */
import { useCallback, useRef } from 'react';
import type { Changed, Occurrence } from '../../../shared/appointments/appointment';
import type { Scope } from '../../../shared/appointments/edit';
import type { CallError } from '../../../shared/errors';
import { useCommand, type CallInput, type Outcome } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useOfferUndo } from '../../app/undo';

/** Where an occurrence goes: wall time of the hospital. */
export interface MoveTo {
  startsLocal: string;
  minutes: number;
  wholeDays: number;
}

/** The occurrence and the versions under which it was seen. */
export type Seen = Pick<
  CallInput<'appointments.cancel'>,
  'seriesId' | 'rowVersion' | 'originalLocal' | 'exceptionVersion'
>;

export const seenOf = ({
  seriesId,
  rowVersion,
  originalLocal,
  exceptionVersion,
}: Occurrence): Seen => ({ seriesId, rowVersion, originalLocal, exceptionVersion });

export interface Changes {
  /** Moves one occurrence, the following or all; answers why it could not be. */
  move: (seen: Seen, to: MoveTo, scope: Scope, said: string) => Promise<Outcome<Changed>>;
  cancel: (
    seen: Seen,
    scope: Scope,
    reason: string | null,
    said: string,
  ) => Promise<Outcome<Changed>>;
  /** Offers the way back of what was written elsewhere. */
  offer: (said: string, changed: Pick<Changed, 'seriesId' | 'undo'>) => void;
  errorText: (error: CallError) => string;
}

/** `onChanged` learns where the occurrence is now, so that it keeps the focus. */
export const useChanges = (onChanged: (changed: Changed) => void): Changes => {
  const errorText = useFeatureErrorText('calendar');
  const offerUndo = useOfferUndo();
  const { run: runMove } = useCommand('appointments.move');
  const { run: runCancel } = useCommand('appointments.cancel');
  const { run: runUndo } = useCommand('appointments.undo');
  const told = useRef(onChanged);
  told.current = onChanged;

  const offer: Changes['offer'] = (said, { seriesId, undo }) => {
    if (undo.length === 0) return;
    offerUndo(said, async () => {
      const outcome = await runUndo({ seriesId, steps: undo });
      if (!outcome.ok) offerUndo(errorText(outcome.error), null);
    });
  };
  const after = (outcome: Outcome<Changed>, said: string): Outcome<Changed> => {
    if (outcome.ok) {
      offer(said, outcome.value);
      told.current(outcome.value);
    }
    return outcome;
  };
  return {
    move: async (seen, to, scope, said) => after(await runMove({ ...seen, ...to, scope }), said),
    cancel: async (seen, scope, reason, said) =>
      after(await runCancel({ ...seen, scope, reason }), said),
    offer,
    errorText,
  };
};

/** Runs one after the other what keys ask for faster than it is written. */
export const useInTurn = (): ((act: () => Promise<void>) => void) => {
  const turn = useRef(Promise.resolve());
  return useCallback((act) => {
    turn.current = turn.current.then(act);
  }, []);
};
