/** The only `ipcMain.handle` of the product: checks the sender, then hands the call to who answers it. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Answer } from './pipeline';
import { appOrigin } from '../shell/protocol';

/** Is it the top frame of a window of ours, on our own scheme? */
export const isOurFrame = (event: IpcMainInvokeEvent): boolean => {
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame) return false;
  return frame.url === appOrigin || frame.url.startsWith(`${appOrigin}/`);
};

/** Takes every request of every window from now on. */
export const handleCalls = (run: (name: string, input: unknown) => Promise<Answer>): void => {
  ipcMain.handle('liaison:call', async (event, name: unknown, input: unknown): Promise<Answer> => {
    if (!isOurFrame(event) || typeof name !== 'string')
      return {
        ok: false,
        error: { code: 'forbidden', message: 'This request did not come from Liaison.' },
      };
    return run(name, input);
  });
};
