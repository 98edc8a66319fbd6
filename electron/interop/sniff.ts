/** What kind of file is this, by its beginning and not by its name. */
import type { Format } from '../../shared/imports/report';

export interface Sniffed {
  format: Format;
  /** Why the file cannot be read, where that is already certain. */
  refusal: string | null;
}

/** Beginning that is looked at. */
const sampleBytes = 64 * 1024;

/** Kinds of file that end up in the wrong folder, by their first bytes. */
const strangers: readonly [string, string][] = [
  ['%PDF', 'This is a PDF document.'],
  [
    'PK\u0003\u0004',
    'This is a ZIP archive or an Office file. Unpack it, or save the sheet as CSV.',
  ],
  ['\u001f\u008b', 'This is a compressed file. Unpack it first.'],
  ['\u0089PNG', 'This is a picture.'],
  ['\u00ff\u00d8\u00ff', 'This is a picture.'],
  ['GIF8', 'This is a picture.'],
  ['SQLite format 3', 'This is a database file.'],
  ['MZ', 'This is a program, not a record.'],
  ['\u007fELF', 'This is a program, not a record.'],
  ['{\\rtf', 'This is a text document (RTF).'],
  ['\u00d0\u00cf\u0011\u00e0', 'This is an old Office file. Save the sheet as CSV.'],
];

const unreadable = 'This is neither HL7 v2, nor FHIR in JSON, nor a CSV table with known columns.';

/** Bytes that no text has, apart from those HL7's framing uses and stray NULs. */
const isControl = (byte: number): boolean =>
  byte < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f].includes(byte);

/** Random bytes hold 9 % of them, a text with stray ones hardly any. */
const mostControls = 0.05;

const controlShare = (sample: Buffer): number => {
  let count = 0;
  for (const byte of sample) if (isControl(byte)) count += 1;
  return sample.length === 0 ? 0 : count / sample.length;
};

/**
 * Where a message begins, in bytes read as Latin-1: a line of MSH and a delimiter that is no letter,
 * digit or blank, after blanks or the byte-order mark of a file that was put behind another; else MSH
 * in any letters with its declared delimiters, which no field can hold unescaped.
 */
export const messageStart =
  /(?:^|[\r\n\v\f]|\\r)[ \t]*(?:\u00ef\u00bb\u00bf)?(MSH[^A-Za-z0-9\s\0])|([Mm][Ss][Hh]([^A-Za-z0-9\s\0])[^A-Za-z0-9\s\0]{3,5}\3)/;

/** Decides by content; the name only settles what content leaves open. */
export const sniff = (bytes: Buffer, fileName: string): Sniffed => {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const sample = bytes.subarray(0, sampleBytes);
  const latin = sample.toString('latin1').replaceAll('\0', '');
  const body = latin.replace(/^[\s\v\f]+/, '');
  if (body === '' && bytes.length <= sampleBytes)
    return { format: 'unknown', refusal: 'The file is empty.' };
  const stranger = strangers.find(([magic]) => latin.startsWith(magic));
  if (stranger) return { format: 'unknown', refusal: stranger[1] };
  if (/^(MSH|FHS|BHS)[^A-Za-z0-9\s]/.test(body)) return { format: 'hl7v2', refusal: null };
  if (controlShare(sample) > mostControls)
    return { format: 'unknown', refusal: 'This is a binary file, not a text.' };
  if (/^[{[]/.test(body)) return sniffJson(body, extension);
  if (messageStart.test(latin)) return { format: 'hl7v2', refusal: null };
  if (extension === 'hl7') return { format: 'hl7v2', refusal: 'No HL7 message (MSH) was found.' };
  if (extension === 'json' || extension === 'ndjson')
    return { format: 'fhir', refusal: 'This is not JSON: it begins with neither { nor [.' };
  if (body.startsWith('<'))
    return { format: 'unknown', refusal: 'This is XML or HTML. FHIR is read as JSON only.' };
  return { format: 'csv', refusal: null };
};

const sniffJson = (body: string, extension: string): Sniffed => {
  if (body.includes('"resourceType"') || extension === 'json' || extension === 'ndjson')
    return { format: 'fhir', refusal: null };
  return body.length >= sampleBytes - 64
    ? { format: 'fhir', refusal: null }
    : { format: 'unknown', refusal: unreadable };
};

/** The sentence for a text that no reader knows. */
export const notReadable = unreadable;
