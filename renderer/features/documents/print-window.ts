/**
 * The hidden window that prints: draws the pages named in its address at 300 dpi, one picture a
 * page, and tells main. Main prints the window and closes it.
 */
import type { Paper, RenderedDocument } from '../../../shared/documents/document';
import { drawPage, openPdf, pointsPerInch } from './pdf-pages';
import './print-window.css';

const printDotsPerInch = 300;

const pageRule: Record<Paper, string> = {
  letter: '@page { size: 8.5in 11in; margin: 0 }',
  a4: '@page { size: 210mm 297mm; margin: 0 }',
};

const paperOf = (text: string | undefined): Paper => (text === 'a4' ? 'a4' : 'letter');

/** The picture of a page; a PNG keeps hairlines and text sharp. */
const pictureOf = (canvas: HTMLCanvasElement): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (!blob) return reject(new Error('no picture'));
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = () => reject(new Error('no picture'));
      image.src = URL.createObjectURL(blob);
      image.alt = '';
      return undefined;
    }, 'image/png');
  });

const drawAll = async (jobId: string, paper: Paper, from: number, to: number): Promise<void> => {
  const answer = await window.liaison.call('documents.pdf', { jobId });
  if (!answer.ok) throw new Error(answer.error.code);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageRule[paper]);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.className = paper;
  const pdf = await openPdf((answer.value as RenderedDocument).bytes);
  const canvas = document.createElement('canvas');
  for (let page = from; page <= Math.min(to, pdf.numPages); page += 1) {
    await drawPage(pdf, page, canvas, printDotsPerInch / pointsPerInch);
    document.body.append(await pictureOf(canvas));
  }
};

const [jobId = '', paper, from = '1', to = '1'] = location.hash.slice(1).split(':');
const tell = (problem: string | null): void =>
  void window.liaison.call('documents.drawn', { jobId, problem });

drawAll(jobId, paperOf(paper), Number(from), Number(to)).then(
  () => tell(null),
  () => tell('notDrawn'),
);
