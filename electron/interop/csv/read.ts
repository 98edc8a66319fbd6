/** Reads a census in CSV: one item a row, each standing alone. */
import type { CsvField, CsvMapping, DateFormat, Feed } from '../../../shared/imports/facts';
import type { PlainBytes } from '../encoding';
import { cleanLine } from '../hl7/escapes';
import type { ReadOptions, Turn } from '../options';
import { ReadingLog, Refusal } from '../reading-log';
import { formatOfColumn } from './dates';
import { distinctHeaders, headerKeyOf, mappingByName } from './headers';
import { Columns, emptyRow, itemOf, type Census } from './rows';
import { csvBytes, readTable, type Row, type Table } from './table';

const dateFields: readonly CsvField[] = [
  'birthDate',
  'admitted',
  'discharged',
  'expectedDischarge',
];

/** Reads the table; without a record number column, a known header or a stated format nothing of it. */
export const readCsv = async (
  plain: PlainBytes,
  fileName: string,
  options: ReadOptions,
  turn: Turn,
): Promise<Feed> => {
  const log = new ReadingLog();
  const feed: Feed = {
    fileName,
    format: 'csv',
    describedAs: 'CSV',
    found: 0,
    messages: 0,
    items: [],
    setAside: [],
    notUsed: log.notUsed,
    problems: [],
    readable: false,
  };
  try {
    const { bytes, encoding, hadNul } = csvBytes(plain);
    if (encoding === 'Windows-1252')
      log.warn('file', 'The file is not UTF-8; it was read as Windows-1252.');
    if (hadNul) log.warn('file', 'NUL bytes were taken out.');
    const table = readTable(bytes, log);
    await readRows(table, bytes, options, log, feed, turn);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.error(error.where, error.reason);
  }
  feed.problems = log.finished();
  return feed;
};

const readRows = async (
  table: Table,
  bytes: Buffer,
  options: ReadOptions,
  log: ReadingLog,
  feed: Feed,
  turn: Turn,
): Promise<void> => {
  const headers = distinctHeaders(table.header.cells.map(cleanLine));
  const mapping = usableMapping(options.csvMapping, headers) ?? mappingByName(headers);
  const columns = new Columns(headers, mapping, table.header.line);
  feed.found = table.rows.length;
  feed.csv = {
    headers,
    headerKey: headerKeyOf(headers),
    mapping,
    askFormat: [],
    samples: table.rows
      .slice(0, 3)
      .map(({ cells }) => cells.map((cell) => cleanLine(cell).slice(0, 60))),
    headerLine: table.header.line,
    headerSpan: table.header.span,
    rows: table.rows.length,
  };
  if (Object.keys(mapping.columns).length === 0)
    throw new Refusal(
      `line ${table.header.line}`,
      'No column is known. Say which column holds what.',
    );
  if (!columns.has('mrn'))
    throw new Refusal(
      `line ${table.header.line}`,
      'No column holds the record number. Say which one does.',
    );
  if (!columns.has('name') && !columns.has('familyName'))
    throw new Refusal(`line ${table.header.line}`, 'No column holds the name. Say which one does.');
  if (table.rows.length === 0) throw new Refusal('file', 'The table has headers but no row.');
  const formats = statedFormats(table, columns, mapping, log, feed);
  if (feed.csv.askFormat.length > 0) return;
  if (!columns.has('class') && !mapping.everyClass)
    log.warn(
      `line ${table.header.line}`,
      'No column holds the class; new stays count as outpatient until it is stated.',
    );
  const census: Census = {
    columns,
    formats,
    mapping,
    options,
    log,
    femaleIsM: femaleIsM(table, columns),
    unended: !endsWithLineEnd(bytes),
    separator: table.separator,
  };
  const seen = new Map<string, number>();
  for (const [index, row] of table.rows.entries()) {
    await turn(index, table.rows.length);
    const empty = emptyRow(columns, row, table.header);
    if (empty !== null) {
      feed.readable = true;
      log.unused(empty);
      continue;
    }
    readOne(census, row, index === table.rows.length - 1, seen, feed);
  }
};

const endsWithLineEnd = (bytes: Buffer): boolean => [0x0a, 0x0d].includes(bytes.at(-1) ?? 0);

/** A remembered mapping, less what names a header that is not here. */
const usableMapping = (
  mapping: CsvMapping | undefined,
  headers: readonly string[],
): CsvMapping | null => {
  if (!mapping) return null;
  const here = new Set(headers);
  const only = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([header]) => here.has(header)));
  return { ...mapping, columns: only(mapping.columns), dates: only(mapping.dates) };
};

/** Format of each date column, stated or proved by the whole column; else it is asked for. */
const statedFormats = (
  table: Table,
  columns: Columns,
  mapping: CsvMapping,
  log: ReadingLog,
  feed: Feed,
): Map<CsvField, DateFormat> => {
  const formats = new Map<CsvField, DateFormat>();
  for (const field of dateFields) {
    if (!columns.has(field)) continue;
    const header = columns.header(field);
    const stated = Object.hasOwn(mapping.dates, header) ? mapping.dates[header] : undefined;
    const found = stated ?? formatOfColumn(table.rows.map((row) => columns.cell(row, field)));
    if (found !== 'ask' && found !== 'mixed') {
      formats.set(field, found);
      continue;
    }
    feed.csv!.askFormat.push(header);
    log.error(
      `line ${columns.headerLine}, column "${header}"`,
      found === 'ask'
        ? 'Say which date format this column has: each date could be month first or day first.'
        : 'The dates of this column are written in two ways. Say which date format it has.',
    );
  }
  return formats;
};

const femaleIsM = (table: Table, columns: Columns): boolean => {
  const codes = new Set(table.rows.map((row) => columns.cell(row, 'sex').toUpperCase()));
  return (codes.has('H') || codes.has('V')) && codes.has('M') && !codes.has('F');
};

const readOne = (
  census: Census,
  row: Row,
  last: boolean,
  seen: Map<string, number>,
  feed: Feed,
): void => {
  const place = `line ${row.line}`;
  try {
    const item = itemOf(census, row, last);
    feed.readable = true;
    const key =
      JSON.stringify(item.patients[0]!.identifiers) +
      census.columns.cell(row, 'visitNumber') +
      census.columns.cell(row, 'admitted');
    const before = seen.get(key);
    if (before !== undefined)
      census.log.warn(
        place,
        `The same person and stay also stand on line ${before}; the later line holds.`,
        place,
      );
    seen.set(key, row.line);
    feed.items.push(item);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    census.log.error(error.where, error.reason, place);
    feed.setAside.push({ place, span: row.span });
  }
};
