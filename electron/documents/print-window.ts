/**
 * Prints a PDF: pdf.js draws its pages at 300 dpi in a hidden, sandboxed window of our own session,
 * and the system prints that window (environment.md, Printing: Chromium prints a blank page for a
 * PDF of our scheme). The pages never touch the disk on our side.
 */
import { BrowserWindow } from 'electron';
import type { Paper } from '../../shared/documents/document';
import { builtFile } from '../shell/built-files';
import { appOrigin } from '../shell/protocol';
import { partition } from '../shell/windows';

export interface PrintOutcome {
  printed: boolean;
  /** `noPrinter`, `notDrawn`, or the system's own word; null when printed or cancelled. */
  problem: string | null;
}

/** Pages drawn and printed at a time: a page at 300 dpi is some 30 MB while it is drawn. */
const pagesAtOnce = 10;
/** Longest wait for a window to draw its pages. */
const drawingLimitMs = 60_000;

type Drawn = (problem: string | null) => void;
const drawing = new Map<string, Drawn>();

/** The hidden window says that its pages are drawn, or why not. */
export const pagesDrawn = (jobId: string, problem: string | null): void =>
  drawing.get(jobId)?.(problem);

/** Prints all pages of a prepared document; an abort (lock) ends it and closes the window. */
export const printDocument = async (
  jobId: string,
  paper: Paper,
  pages: number,
  signal: AbortSignal,
): Promise<PrintOutcome> => {
  for (let from = 1; from <= pages; from += pagesAtOnce) {
    const to = Math.min(pages, from + pagesAtOnce - 1);
    const outcome = await printPages(jobId, paper, from, to, signal);
    if (!outcome.printed) return outcome;
  }
  return { printed: true, problem: null };
};

const printPages = async (
  jobId: string,
  paper: Paper,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<PrintOutcome> => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition,
      preload: builtFile('preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
      backgroundThrottling: false,
    },
  });
  try {
    const problem = await drawn(
      window,
      `${appOrigin}/print.html#${[jobId, paper, from, to].join(':')}`,
      jobId,
      signal,
    );
    if (problem !== null) return { printed: false, problem };
    const printers = await window.webContents.getPrintersAsync();
    if (printers.length === 0) return { printed: false, problem: 'noPrinter' };
    return await print(window, paper, signal);
  } finally {
    drawing.delete(jobId);
    if (!window.isDestroyed()) window.destroy();
  }
};

const drawn = (
  window: BrowserWindow,
  url: string,
  jobId: string,
  signal: AbortSignal,
): Promise<string | null> =>
  new Promise((resolve) => {
    const limit = setTimeout(() => resolve('notDrawn'), drawingLimitMs);
    const end = (problem: string | null): void => {
      clearTimeout(limit);
      resolve(problem);
    };
    drawing.set(jobId, end);
    signal.addEventListener('abort', () => end('stopped'), { once: true });
    window.webContents.once('render-process-gone', () => end('notDrawn'));
    window.loadURL(url).catch(() => end('notDrawn'));
  });

const print = (window: BrowserWindow, paper: Paper, signal: AbortSignal): Promise<PrintOutcome> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ printed: false, problem: 'stopped' }), {
      once: true,
    });
    window.webContents.print(
      {
        pageSize: paper === 'letter' ? 'Letter' : 'A4',
        margins: { marginType: 'none' },
        printBackground: true,
      },
      (printed, reason) =>
        resolve({
          printed,
          // The person closed the system's print dialog: no problem to report.
          problem: printed || /cancel/i.test(reason) ? null : reason,
        }),
    );
  });
