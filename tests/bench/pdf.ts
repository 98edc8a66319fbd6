/** A care plan as PDF over pdfkit alone drawing the same words in the same places. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { loadFonts, renderCarePlan } from '../../electron/documents/render';
import { fontFolder, hazelmerePrint } from '../support/care-plan-print';
import { against, type Figure } from './figures';
import { interleaved, timed } from './rounds';

/** The pdfkit that pdfmake itself draws with. */
const { default: PDFDocument } = (await import(
  pathToFileURL(createRequire(import.meta.resolve('pdfmake')).resolve('pdfkit')).href
)) as { default: typeof import('pdfkit') };

const goal = 2;

/** A piece of text as it stands on a page; `y` from the top, in points. */
interface Piece {
  text: string;
  font: string;
  size: number;
  x: number;
  y: number;
}

interface Page {
  width: number;
  height: number;
  pieces: Piece[];
}

/** Reads where every word of a PDF stands. */
const pagesOf = async (bytes: Uint8Array): Promise<Page[]> => {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    await page.getOperatorList();
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , size = 0, x = 0, bottom = 0] = item.transform as number[];
      const { name } = page.commonObjs.get(item.fontName) as { name: string };
      const font = /SemiBold|Bold/.test(name) ? 'bold' : 'normal';
      return [{ text: item.str, font, size, x, y: height - bottom - size }];
    });
    pages.push({ width, height, pieces });
  }
  await loading.destroy();
  return pages;
};

/** Draws the pages by pdfkit and waits for the whole file. */
const draw = (pages: readonly Page[], fonts: Record<string, Buffer>): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const document = new PDFDocument({ autoFirstPage: false });
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    for (const [name, file] of Object.entries(fonts)) document.registerFont(name, file);
    for (const { width, height, pieces } of pages) {
      document.addPage({ size: [width, height], margin: 0 });
      for (const { text, font, size, x, y } of pieces)
        document.font(font).fontSize(size).text(text, x, y, { lineBreak: false });
    }
    document.end();
  });

/** Warm, as the worker makes them one after another. */
export const measurePdf = async (rounds: number): Promise<Figure> => {
  await loadFonts(fontFolder);
  const print = hazelmerePrint();
  const made = await renderCarePlan(print);
  const pages = await pagesOf(made.bytes);
  const words = pages.reduce((sum, { pieces }) => sum + pieces.length, 0);
  if (words === 0) throw new Error('no text was found in the care plan');
  const fonts = {
    normal: await readFile(join(fontFolder, 'Inter-Regular.ttf')),
    bold: await readFile(join(fontFolder, 'Inter-SemiBold.ttf')),
  };
  const ms = await interleaved(
    {
      plan: () => timed(() => renderCarePlan(print)),
      pdfkit: () => timed(() => draw(pages, fonts)),
    },
    { rounds, warmUp: Math.min(3, rounds) },
  );
  return against(`care-plan PDF, ${made.pages} pages, over pdfkit`, ms.plan, ms.pdfkit, goal);
};
