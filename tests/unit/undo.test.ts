import { configureStore } from '@reduxjs/toolkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { api } from '../../renderer/app/api';
import { undo } from '../../renderer/app/undo';

/** The window's store with what it asks main answered at once. */
const open = () =>
  configureStore({
    reducer: { [api.reducerPath]: api.reducer, undo: undo.reducer },
    middleware: (usual) => usual().concat(api.middleware),
  });

type Command = { initiate: (input: unknown) => never };
const command = (name: string): Command =>
  (api.endpoints as unknown as Record<string, Command>)[name]!;

beforeAll(() => {
  vi.stubGlobal('window', {
    liaison: {
      call: (name: string) =>
        Promise.resolve(
          name === 'tasks.add'
            ? { ok: true, value: null }
            : name === 'notes.add'
              ? { ok: false, error: { code: 'forbidden', message: '' } }
              : { ok: true, value: [] },
        ),
    },
  });
});
afterAll(() => vi.unstubAllGlobals());

describe('what can be taken back', () => {
  test('is offered until the next change, so that Ctrl+Z never takes back one before it', async () => {
    const store = open();
    store.dispatch(undo.actions.offered('Stays given: 1'));
    await store.dispatch(command('tasks.add').initiate({}));
    expect(store.getState().undo.text).toBeNull();
  });

  test('stays while files are opened, pages printed, and nothing could be written', async () => {
    const store = open();
    store.dispatch(undo.actions.offered('Stays given: 1'));
    await store.dispatch(command('patients.open').initiate({}));
    await store.dispatch(command('documents.drawn').initiate({}));
    await store.dispatch(command('session.device').initiate({}));
    await store.dispatch(command('notes.add').initiate({}));
    await store.dispatch(command('caseload.list').initiate({}));
    expect(store.getState().undo.text).toBe('Stays given: 1');
  });
});
