/** What can be undone is done at once; a dark bar offers to take it back for 8 seconds (look.md). */
import { createSlice, isFulfilled, type PayloadAction, type UnknownAction } from '@reduxjs/toolkit';
import { useDispatch } from 'react-redux';
import { changesRecord } from './api';

interface UndoState {
  /** What was done, in words; null = nothing to undo. */
  text: string | null;
  serial: number;
}

let takeBack: (() => Promise<unknown> | unknown) | null = null;

/** Something else was written: what was offered before is no longer the last change. */
const isNextChange = (action: UnknownAction): boolean => {
  if (!isFulfilled(action)) return false;
  const asked = action.meta.arg as { type?: string; endpointName?: string } | undefined;
  return asked?.type === 'mutation' && changesRecord(asked.endpointName ?? '');
};

export const undo = createSlice({
  name: 'undo',
  initialState: { text: null, serial: 0 } as UndoState,
  reducers: {
    offered: (state, { payload }: PayloadAction<string>) => ({
      text: payload,
      serial: state.serial + 1,
    }),
    cleared: (state) => ({ ...state, text: null }),
  },
  // Ctrl+Z until the next change (look.md): a change that offers an undo of its own does so after.
  extraReducers: (builder) =>
    builder.addMatcher(isNextChange, (state) => ({ ...state, text: null })),
});

/** Offers to take back what was just done; `how` null shows only the words. */
export const useOfferUndo = (): ((
  text: string,
  how: (() => Promise<unknown> | unknown) | null,
) => void) => {
  const dispatch = useDispatch();
  return (text, how) => {
    takeBack = how;
    dispatch(undo.actions.offered(text));
  };
};

/** Takes back the last change that was offered; nothing when there is none. */
export const useRunUndo = (): (() => Promise<void>) => {
  const dispatch = useDispatch();
  return async () => {
    const how = takeBack;
    takeBack = null;
    dispatch(undo.actions.cleared());
    await how?.();
  };
};
