/**
 * What every page of a document carries (look.md, Print): the boxed identifiers at its head, title
 * with version and status, the confidentiality line, who printed it when, page x of y, and the
 * DRAFT mark. Lengths are points; the grid is that of the letter page, A4 shares it.
 */
import type { Content, ContextPageSize, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { PrintDates } from './dates';
import { planLabels } from '../../shared/careplans/labels';
import { markPath } from './draft-mark';
import type { CarePlanPrint } from './care-plan-print';
import { printWords } from './words';

/** Points. */
export const pageSizes = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
} as const;

/** Left and right, 0.54 in; the head begins 0.46 in below the edge, the foot ends 0.42 in above it. */
const side = 39;
const headTop = 33;
const footBottom = 30;
const titleLine = 22.5;
const boxTop = headTop + titleLine + 6;
const boxHeight = 34;
const footHeight = 34;
const titleWidth = 160;

/** Label and body sizes of the clinician's document (look.md: 9 pt with 8 pt labels). */
export const sizes = {
  body: 9,
  label: 8.25,
  small: 8.6,
  section: 10.5,
  title: 15,
  identifier: 11.25,
};
export const greys = { label: '#444444', inner: '#999999', row: '#cccccc' };

/** Width of the text, in points. */
export const textWidth = (paper: CarePlanPrint['paper']): number =>
  pageSizes[paper].width - 2 * side;

/** Shares of the box's width: patient, birth date, record number, stay, bed. */
const boxShares = [1.75, 1.1, 1.1, 1, 0.7];

/** A long name is set smaller rather than cut; the smallest size holds two lines. */
const identifierSize = (text: string, width: number): number => {
  const fits = (size: number): boolean => text.length * size * 0.56 <= width;
  if (fits(sizes.identifier)) return sizes.identifier;
  return fits(sizes.body) ? sizes.body : 7.5;
};

/** Page size, margins, head, foot and background of a care plan. */
export const pageOf = (
  print: CarePlanPrint,
  dates: PrintDates,
  onPages: (pages: number) => void,
): Pick<TDocumentDefinitions, 'pageSize' | 'pageMargins' | 'header' | 'footer' | 'background'> => {
  const words = printWords[print.language];
  return {
    pageSize: print.paper === 'letter' ? 'LETTER' : 'A4',
    pageMargins: [side, boxTop + boxHeight + 9, side, footBottom + footHeight + 8],
    header: (_page: number, _of: number, size: ContextPageSize) => head(print, dates, size),
    footer: (page: number, of: number): Content => {
      onPages(of);
      return foot(print, dates, page, of);
    },
    background: (_page: number, size: ContextPageSize): Content =>
      print.draft
        ? {
            canvas: [
              {
                type: 'path',
                d: markPath(words.draftMark, size, size.width * 0.78),
                lineColor: '#cccccc',
                lineWidth: 1.1,
              } as never,
            ],
          }
        : '',
  };
};

const head = (print: CarePlanPrint, dates: PrintDates, size: ContextPageSize): Content => {
  const words = printWords[print.language];
  const width = size.width - 2 * side;
  const unit = [words.caseManagement, print.unitName].filter(Boolean).join(', ');
  const review = print.content.reviewOn;
  const state = print.draft
    ? words.draftOfVersion(print.version)
    : `${words.version(print.version)}, ${print.outdated ? words.outdated : planLabels[print.language].planStatus[print.status].toLowerCase()}`;
  return [
    ...marks(print, size),
    {
      absolutePosition: { x: side, y: headTop },
      // Widths are named: an absolute block reaches to the page's edge otherwise.
      columns: [
        {
          width: (width - titleWidth) / 2,
          text: `${print.hospital.name}\n${unit}`,
          fontSize: sizes.small,
          lineHeight: 1.08,
        },
        {
          width: titleWidth,
          text: words.title,
          fontSize: sizes.title,
          bold: true,
          alignment: 'center',
          margin: [0, 3, 0, 0],
        },
        {
          width: (width - titleWidth) / 2,
          text: `${state}\n${review ? words.review(dates.full(review)) : words.noReview}`,
          fontSize: sizes.small,
          lineHeight: 1.08,
          alignment: 'right',
        },
      ],
    },
    ...identifierBox(print, dates, width),
  ];
};

/** “DRAFT, not signed” and “DEMONSTRATION” above the head. */
const marks = (print: CarePlanPrint, size: ContextPageSize): Content[] => {
  const words = printWords[print.language];
  const mark = (text: string, alignment: 'left' | 'right'): Content => ({
    absolutePosition: { x: side, y: 18 },
    // A column of the text's width, so that the right-hand mark ends at the margin.
    columns: [{ width: size.width - 2 * side, text, alignment, fontSize: sizes.label, bold: true }],
  });
  return [
    ...(print.draft ? [mark(words.draftNotSigned, 'left')] : []),
    ...(print.demonstration ? [mark(words.demonstration, 'right')] : []),
  ];
};

const identifierBox = (print: CarePlanPrint, dates: PrintDates, width: number): Content[] => {
  const words = printWords[print.language];
  const { patient, stay } = print;
  const cells: [string, string][] = [
    [words.patient, `${patient.familyName}, ${patient.givenName}`],
    [words.birthDate, patient.birthDate ? dates.birth(patient.birthDate) : words.notRecorded],
    [words.recordNumber, patient.mrn ?? words.notRecorded],
    [words.stay, stay.number ?? words.notRecorded],
    [words.bed, stay.bed ?? '–'],
  ];
  const total = boxShares.reduce((sum, share) => sum + share, 0);
  let x = 0;
  const placed = cells.map(([label, value], index) => {
    const left = x;
    const cellWidth = ((boxShares[index] ?? 1) / total) * width;
    x += cellWidth;
    return { label, value, left, cellWidth };
  });
  return [
    {
      absolutePosition: { x: side, y: boxTop },
      canvas: [
        {
          type: 'rect',
          x: 0,
          y: 0,
          w: width,
          h: boxHeight,
          r: 3,
          lineWidth: 1.1,
          lineColor: '#000000',
        },
        ...placed.slice(1).map(({ left }) => ({
          type: 'line' as const,
          x1: left,
          y1: 0.5,
          x2: left,
          y2: boxHeight - 0.5,
          lineWidth: 0.75,
          lineColor: greys.inner,
        })),
      ],
    },
    ...placed.map(({ label, value, left, cellWidth }): Content => {
      const size = identifierSize(value, cellWidth - 12);
      return {
        absolutePosition: { x: side + left + 7, y: boxTop + 3.5 },
        columns: [
          {
            width: cellWidth - 9,
            stack: [
              { text: label, fontSize: sizes.label, color: greys.label },
              { text: value, fontSize: size, bold: true, margin: [0, 0.5, 0, 0] },
            ],
          },
        ],
      };
    }),
  ];
};

const foot = (print: CarePlanPrint, dates: PrintDates, page: number, of: number): Content => {
  const words = printWords[print.language];
  const width = textWidth(print.paper);
  return {
    margin: [side, 8, side, 0],
    fontSize: sizes.label,
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.75 }] },
      { text: words.confidential(print.hospital.phone), margin: [0, 4.5, 0, 2.5] },
      {
        columns: [
          { width: '*', text: words.printed(dates.moment(print.printedAt), print.printedBy) },
          { width: 'auto', text: words.page(page, of), bold: true },
        ],
      },
    ],
  };
};
