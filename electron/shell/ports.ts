/** The ports that only Electron can fill: dialogs, windows, printing. */
import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { pagesDrawn, printDocument } from '../documents/print-window';
import type { Host, Ports } from '../host';
import { networkAttempts } from './hardening';
import { printHtml } from './printing';
import { reloadWindows } from './windows';

const filters = {
  pdf: [{ name: 'PDF', extensions: ['pdf'] }],
  csv: [{ name: 'CSV', extensions: ['csv'] }],
  json: [{ name: 'JSON', extensions: ['json'] }],
};

/** A test's answers for the next dialogs; a release build has no way to set them. */
export interface DialogAnswers {
  open: string[][];
  save: (string | null)[];
}

const front = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0];

/** `answers` stand in for a person at the system's dialogs in a build that tests may drive. */
export const makePorts = (host: () => Host, answers: DialogAnswers | null): Ports => ({
  reloadWindows,
  networkAttempts,
  print: printHtml,
  printDocument,
  pagesDrawn,
  openFiles: async (title, what) => {
    const answer = answers?.open.shift();
    if (answer) return answer;
    const window = front();
    if (!window) return [];
    const { filePaths } = await dialog.showOpenDialog(window, {
      title,
      properties: what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory'],
    });
    return filePaths;
  },
  saveFile: async (suggestedName, kind) => {
    const answer = answers?.save.shift();
    if (answer !== undefined) return answer;
    const window = front();
    if (!window) return null;
    const { filePath } = await dialog.showSaveDialog(window, {
      defaultPath: suggestedName,
      filters: filters[kind],
    });
    return filePath || null;
  },
  applyDevice: () => {
    const { theme, textSize, contentProtection } = host().device.get();
    nativeTheme.themeSource = theme;
    for (const window of BrowserWindow.getAllWindows()) {
      window.webContents.setZoomFactor(textSize / 100);
      window.setContentProtection(contentProtection);
    }
  },
});
