/** Prints a page of our own making from a hidden, sandboxed window of the same session. */
import { BrowserWindow } from 'electron';
import { partition } from './windows';

/** Prints HTML without scripts; tells why when there is no printer or the person cancelled. */
export const printHtml = async (
  html: string,
): Promise<{ printed: boolean; problem: string | null }> => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition,
      sandbox: true,
      contextIsolation: true,
      javascript: false,
    },
  });
  try {
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
    const printers = await window.webContents.getPrintersAsync();
    if (printers.length === 0) return { printed: false, problem: 'noPrinter' };
    return await new Promise((resolve) => {
      window.webContents.print({ printBackground: true }, (printed, reason) =>
        resolve({ printed, problem: printed ? null : reason }),
      );
    });
  } finally {
    window.destroy();
  }
};
