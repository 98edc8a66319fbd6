/** What can be undone is done at once; a dark bar offers to take it back for 8 seconds (look.md). */
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { useDispatch } from 'react-redux';

interface UndoState {
  /** What was done, in words; null = nothing to undo. */
  text: string | null;
  serial: number;
}

let takeBack: (() => Promise<unknown> | unknown) | null = null;

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
