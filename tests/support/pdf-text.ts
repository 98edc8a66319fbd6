/** Reads a PDF with poppler, a reader that is independent of the one that made it. */
import { execFileSync } from 'node:child_process';

const poppler = (tool: string, bytes: Uint8Array, args: string[]): string =>
  execFileSync(tool, args, { input: bytes, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** The text of each page, laid out as printed. */
export const pageTexts = (bytes: Uint8Array): string[] =>
  poppler('pdftotext', bytes, ['-layout', '-', '-']).split('\f').slice(0, -1);

/** The whole text with single spaces, in reading order of the columns. */
export const flowText = (bytes: Uint8Array): string =>
  poppler('pdftotext', bytes, ['-', '-']).replace(/\s+/g, ' ');

/** What `pdfinfo` says, by its labels. */
export const pdfInfo = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    poppler('pdfinfo', bytes, ['-'])
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
