/** The pages of a PDF one below the other, as they will be printed; their text for screen readers. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPage, openPdf, pointsPerInch } from './pdf-pages';

/** A page is drawn at this many CSS pixels an inch. */
const screenDotsPerInch = 110;

const PdfPage = ({
  pdf,
  number,
  onDrawn,
}: {
  pdf: PDFDocumentProxy;
  number: number;
  onDrawn: () => void;
}): ReactElement => {
  const { t } = useTranslation('documents');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const told = useRef(onDrawn);
  told.current = onDrawn;
  useEffect(() => {
    let gone = false;
    const drawn = canvas.current
      ? drawPage(
          pdf,
          number,
          canvas.current,
          (screenDotsPerInch / pointsPerInch) * window.devicePixelRatio,
        )
      : Promise.resolve('');
    drawn.then(
      (words) => {
        if (gone) return;
        setText(words);
        told.current();
      },
      // The document was closed while it was drawn: nothing is left to show.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [pdf, number]);
  return (
    <li>
      <canvas ref={canvas} role="img" aria-label={t('page', { page: number, of: pdf.numPages })} />
      <div className="sr">{text}</div>
    </li>
  );
};

export const PdfPages = ({
  bytes,
  onDrawn,
}: {
  bytes: Uint8Array;
  onDrawn: () => void;
}): ReactElement | null => {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    let gone = false;
    const opened = openPdf(bytes);
    opened.then(
      (document) => !gone && setPdf(document),
      () => undefined,
    );
    return () => {
      gone = true;
      setPdf(null);
      void opened.then((document) => document.loadingTask.destroy()).catch(() => undefined);
    };
  }, [bytes]);
  if (!pdf) return null;
  return (
    <ol className="pdf-pages">
      {Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage
          key={index}
          pdf={pdf}
          number={index + 1}
          onDrawn={index === 0 ? onDrawn : () => undefined}
        />
      ))}
    </ol>
  );
};
