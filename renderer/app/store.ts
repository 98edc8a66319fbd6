/** The window's store: server state in `api`, and the place the person is at. */
import { configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { api } from './api';
import { navigation } from './navigation';
import { undo } from './undo';

export const store = configureStore({
  reducer: {
    [api.reducerPath]: api.reducer,
    navigation: navigation.reducer,
    undo: undo.reducer,
  },
  middleware: (usual) => usual().concat(api.middleware),
});

export type RootState = ReturnType<typeof store.getState>;
export const useAppSelector = useSelector.withTypes<RootState>();
export const useAppDispatch = useDispatch.withTypes<typeof store.dispatch>();
