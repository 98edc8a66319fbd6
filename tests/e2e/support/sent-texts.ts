/**
 * What the window sends to main, overheard at the one door: every input that holds the word, and
 * whether it was taken. Stands around Electron's own table of handlers, as the product has no such hook.
 */
import type { ElectronApplication } from '@playwright/test';
import { textsWith } from '../../support/free-texts';

interface Kept {
  heardCalls?: { name: string; input: unknown; ok: boolean }[];
}

/** Free texts (`call: path`) in which the word came: all, and those in calls that main took. */
export interface Heard {
  all: Set<string>;
  taken: Set<string>;
}

/** Begins to listen in an application that was just started. */
export const listen = (app: ElectronApplication, word: string): Promise<void> =>
  app.evaluate(({ ipcMain }, needle) => {
    type Door = (event: unknown, name: string, input: unknown) => Promise<{ ok: boolean }>;
    const { _invokeHandlers: doors } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Door>;
    };
    const door = doors.get('liaison:call');
    if (!door) throw new Error('Electron keeps its handlers elsewhere now');
    const heard: NonNullable<Kept['heardCalls']> = [];
    (globalThis as Kept).heardCalls = heard;
    doors.set('liaison:call', async (event, name, input) => {
      const answer = await door(event, name, input);
      if ((JSON.stringify(input) ?? '').toLowerCase().includes(needle))
        heard.push({ name, input, ok: answer.ok });
      return answer;
    });
  }, word.toLowerCase());

/** What came since `listen`. */
export const heardBy = async (app: ElectronApplication, word: string): Promise<Heard> => {
  const calls = await app.evaluate(() => (globalThis as Kept).heardCalls!);
  const texts = (kept: typeof calls): Set<string> =>
    new Set(kept.flatMap(({ name, input }) => textsWith(word, name, input)));
  return { all: texts(calls), taken: texts(calls.filter(({ ok }) => ok)) };
};
