/**
 * Draws a PDF's pages with pdf.js, whose worker comes from our own bundle. The legacy build also runs
 * in the Chromium 130 of the fallback runtime.
 */
// oxlint-disable-next-line import/default -- Vite's ?url import has a default that the linter cannot see
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Points of a PDF in an inch. */
export const pointsPerInch = 72;

let engine: Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> | null = null;

const loadEngine = (): NonNullable<typeof engine> => {
  engine ??= import('pdfjs-dist/legacy/build/pdf.mjs').then((pdfjs) => {
    // A port of our own: pdf.js would start a worker from a blob where it doubts the origin.
    pdfjs.GlobalWorkerOptions.workerPort = new Worker(workerUrl, { type: 'module' });
    return pdfjs;
  });
  return engine;
};

/** Opens a document from memory; `destroy()` it when it is not shown any more. */
export const openPdf = async (bytes: Uint8Array): Promise<PDFDocumentProxy> => {
  const pdfjs = await loadEngine();
  // pdf.js takes the buffer away with it: it gets a copy.
  return pdfjs.getDocument({
    data: bytes.slice(),
    isEvalSupported: false,
    useWorkerFetch: false,
  } as never).promise;
};

/** Draws one page (1 = first) on the canvas, `scale` pixels a point; answers with its text. */
export const drawPage = async (
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  scale: number,
): Promise<string> => {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  const { items } = await page.getTextContent();
  page.cleanup();
  return items.flatMap((item) => ('str' in item ? item.str : [])).join(' ');
};
