/** Parts that printed documents are laid out with: section heads, rules, tables. Lengths are points. */
import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces';
import type { planLabels } from '../../shared/careplans/labels';
import type { CarePlanPrint } from './care-plan-print';
import type { PrintDates } from './dates';
import { greys, sizes, textWidth } from './page';
import type { printWords } from './words';

/** What every part of the document is written with. */
export interface Writing {
  print: CarePlanPrint;
  dates: PrintDates;
  words: (typeof printWords)['en'];
  labels: (typeof planLabels)['en'];
}

/** Text this long may be taller than a page: its row is let over the page's end instead of kept whole. */
export const tallRowLetters = 700;

/**
 * A section's head, which stays with what follows it. A block that is kept whole must be shorter
 * than a page (pdfmake drops the rest), so only short beginnings are.
 */
export const section = (
  w: Writing,
  title: string,
  number: number | null,
  first: Content[],
): Content => ({
  unbreakable: true,
  stack: [
    {
      margin: [0, 11, 0, 0],
      columns:
        number === null
          ? [{ width: '*', text: title, fontSize: sizes.section, bold: true }]
          : [
              { width: 17, text: String(number), fontSize: sizes.section, bold: true },
              { width: '*', text: title, fontSize: sizes.section, bold: true },
            ],
    },
    rule(textWidth(w.print.paper), 1.1, '#000000', [0, 2, 0, 4]),
    ...first,
  ],
});

export const rule = (
  width: number,
  lineWidth: number,
  lineColor: string,
  margin: [number, number, number, number],
): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor }],
  margin,
});

/** Letters of several texts together. */
export const lettersOf = (texts: readonly (string | null)[]): number =>
  texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);

const headCells = (titles: readonly string[]): TableCell[] =>
  titles.map((text) => ({ text, fontSize: sizes.label, color: greys.label }));

/**
 * A table of hairlines; its head is repeated on each page, and a row stays whole where it can.
 * With a title the section's own head belongs to the table and is repeated with it.
 */
export const table = (
  widths: number[],
  head: readonly string[] | null,
  rows: TableCell[][],
  keepWhole: boolean,
  title: string | null = null,
): ContentTable => {
  const titled = title === null ? 0 : 1;
  const headRows = titled + (head ? 1 : 0);
  const isHead = (row: number): boolean => row >= titled && row < headRows;
  return {
    margin: [0, titled ? 11 : head ? 4 : 0, 0, 0],
    table: {
      widths,
      headerRows: headRows,
      ...(head && keepWhole ? { keepWithHeaderRows: 1 } : {}),
      dontBreakRows: keepWhole,
      body: [
        ...(title === null ? [] : [titleRow(title, widths.length)]),
        ...(head ? [headCells(head)] : []),
        ...rows,
      ],
    },
    layout: {
      hLineWidth: (line) => (line === 0 ? 0 : titled && line === 1 ? 1.1 : 0.75),
      hLineColor: (line) =>
        titled && line === 1 ? '#000000' : head && line === headRows ? greys.inner : greys.row,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 6,
      paddingTop: (row) => (titled && row === 0 ? 0 : isHead(row) ? (titled ? 4 : 1) : 2.5),
      paddingBottom: (row) => (titled && row === 0 ? 2 : isHead(row) ? 1 : 2.5),
    },
  };
};

const titleRow = (title: string, columns: number): TableCell[] => [
  { text: title, fontSize: sizes.section, bold: true, colSpan: columns },
  ...Array.from({ length: columns - 1 }, (): TableCell => ''),
];

/** Shares of the text's width as column widths in points; padding is taken off each. */
export const shares = (w: Writing, ...parts: number[]): number[] =>
  parts.map((part) => part * textWidth(w.print.paper) - 6);
