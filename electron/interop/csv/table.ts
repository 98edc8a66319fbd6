/** A CSV file's bytes to rows of cells with their lines, whatever its encoding and separator. */
import { parse, CsvError } from 'csv-parse/sync';
import { decodeUndeclared, withoutNul, type PlainBytes } from '../encoding';
import { maxItems } from '../limits';
import type { ReadingLog } from '../reading-log';
import { Refusal } from '../reading-log';
import { knownHeaders } from './headers';

export interface Row {
  cells: string[];
  /** Line on which the row begins, 1 for the first. */
  line: number;
  /** Place in the file's UTF-8 bytes. */
  span: { start: number; end: number };
}

export interface Table {
  /** Row of headers, and what follows it. */
  header: Row;
  rows: Row[];
  /** How many of the headers are known. */
  known: number;
  separator: string;
}

const separators = [',', ';', '\t', '|'] as const;
/** Rows among which the headers are looked for; exports put titles above them. */
const headerSearch = 12;
/** A row that is longer than this has swallowed others through an open quotation mark. */
const maxRowChars = 1024 * 1024;

/** Bytes of a CSV file as UTF-8, which its spans count in. */
export const csvBytes = (
  plain: PlainBytes,
): { bytes: Buffer; encoding: string; hadNul: boolean } => {
  const { text, encoding } = plain.encoding
    ? { text: plain.bytes.toString('utf8'), encoding: 'UTF-8' }
    : decodeUndeclared(plain.bytes);
  const clean = withoutNul(text);
  const hadNul = clean.length !== text.length;
  if (encoding !== 'Windows-1252' && !hadNul) return { bytes: plain.bytes, encoding, hadNul };
  return { bytes: Buffer.from(clean, 'utf8'), encoding, hadNul };
};

interface Parsed {
  record: string[];
  info: { bytes: number };
}

const parseRows = (bytes: Buffer, separator: string, to: number): Parsed[] =>
  parse(bytes, {
    delimiter: separator,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRowChars,
    to,
  }) as unknown as Parsed[];

/** Excel's own first line that names the separator. */
const statedSeparator = (bytes: Buffer): string | null =>
  /^"?sep=(.)"?\s*[\r\n]/i.exec(bytes.subarray(0, 16).toString('latin1'))?.[1] ?? null;

/** The beginning, cut at a line's end, for trying separators. */
const beginning = (bytes: Buffer): Buffer => {
  const sample = bytes.subarray(0, 64 * 1024);
  if (sample.length === bytes.length) return sample;
  const end = Math.max(sample.lastIndexOf(0x0a), sample.lastIndexOf(0x0d));
  return end > 0 ? sample.subarray(0, end + 1) : sample;
};

interface Guess {
  separator: string;
  headerAt: number;
  known: number;
  /** Rows as wide as the header, among those looked at. */
  even: number;
  width: number;
}

/** The first rows; where the quoting is damaged further down, the first line alone. */
const firstRows = (sample: Buffer, separator: string): string[][] | null => {
  const end = sample.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  for (const part of [sample, sample.subarray(0, end === -1 ? sample.length : end)])
    try {
      return parseRows(part, separator, headerSearch + 20).map(({ record }) => record);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
  return null;
};

const tryAll = (bytes: Buffer): Guess | null => {
  const sample = beginning(bytes);
  const stated = statedSeparator(bytes);
  const guesses = (stated ? [stated] : separators).map((separator): Guess | null => {
    const rows = firstRows(sample, separator);
    if (!rows) return null;
    const scores = rows.slice(0, headerSearch).map((row) => knownHeaders(row));
    const known = Math.max(0, ...scores);
    const headerAt = known >= 2 ? scores.indexOf(known) : stated ? 1 : 0;
    const width = rows[headerAt]?.length ?? 0;
    const even = rows.slice(headerAt + 1).filter((row) => row.length === width).length;
    return { separator, headerAt, known, even, width };
  });
  const found = guesses.filter((guess) => guess !== null);
  return (
    found.sort(
      (a, b) => b.known - a.known || (b.width > 1 ? b.even : 0) - (a.width > 1 ? a.even : 0),
    )[0] ?? null
  );
};

/** Does this text look like a table at all? Decides between “no known column” and “no format of ours”. */
export const looksLikeTable = (bytes: Buffer): boolean => {
  const guess = tryAll(bytes);
  return guess !== null && (guess.known >= 2 || (guess.width >= 3 && guess.even >= 2));
};

/** The whole table. Throws a Refusal when it cannot be told apart into rows. */
export const readTable = (bytes: Buffer, log: ReadingLog): Table => {
  const guess = tryAll(bytes);
  if (!guess) throw new Refusal('file', 'The table cannot be told apart into rows and cells.');
  const parsed = parseAll(bytes, guess.separator);
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  for (const { record, info } of parsed) {
    const start = skipLineEnds(bytes, at);
    line += countLines(bytes, at, start);
    // Spreadsheets leave rows of nothing but separators; they say nothing.
    if (rows.length <= guess.headerAt || record.some((cell) => cell.trim() !== ''))
      rows.push({ cells: record, line, span: { start, end: info.bytes } });
    line += countLines(bytes, start, info.bytes);
    at = info.bytes;
  }
  const header = rows[guess.headerAt];
  if (!header) throw new Refusal('file', 'The table has no row.');
  if (guess.headerAt > 0 && statedSeparator(bytes) === null)
    log.warn('file', `Lines before the headers on line ${header.line} were left out.`);
  return {
    header,
    rows: rows.slice(guess.headerAt + 1),
    known: guess.known,
    separator: guess.separator,
  };
};

const parseAll = (bytes: Buffer, separator: string): Parsed[] => {
  let parsed: Parsed[];
  try {
    parsed = parseRows(bytes, separator, maxItems + headerSearch + 1);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as { lines?: number }).lines;
    throw new Refusal(line ? `line ${line}` : 'file', plainReason(error.code));
  }
  if (parsed.length > maxItems + headerSearch)
    throw new Refusal(
      'file',
      `The table holds more than ${maxItems} rows. Split it into smaller ones.`,
    );
  return parsed;
};

const plainReason = (code: string): string =>
  code === 'CSV_MAX_RECORD_SIZE'
    ? 'A row is longer than any that is read here. A quotation mark may be missing before this line.'
    : code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quotation mark is opened before this line and not closed, so the rows cannot be told apart.'
      : 'The table cannot be told apart into rows and cells here.';

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

const skipLineEnds = (bytes: Buffer, from: number): number => {
  let at = from;
  while (isLineEnd(bytes[at])) at += 1;
  return at;
};

/** Line ends between two offsets; CRLF is one. */
const countLines = (bytes: Buffer, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === 0x0a && (at === 0 || bytes[at - 1] !== 0x0d)) count += 1;
    if (bytes[at] === 0x0d) count += 1;
  }
  return count;
};
