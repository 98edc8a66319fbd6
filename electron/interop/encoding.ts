/** Bytes of a file to text: byte-order marks, UTF-16, UTF-8, and the old Western encodings. */
import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';

/** Bytes as they are read from here on: no byte-order mark, and 8-bit also where UTF-16 came in. */
export interface PlainBytes {
  bytes: Buffer;
  /** The encoding that is certain (mark, or converted from UTF-16); null = still to be found. */
  encoding: 'utf8' | null;
  /** UTF-16 or UTF-32 in, UTF-8 out. */
  converted: string | null;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const startsWith = (bytes: Buffer, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/** Share of zero bytes at even and at odd places of the beginning, which gives UTF-16 away. */
const zeroShares = (bytes: Buffer): [number, number] => {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 8) return [0, 0];
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1)
    if (sample[i] === 0) {
      if (i % 2 === 0) even += 1;
      else odd += 1;
    }
  const half = sample.length / 2;
  return [even / half, odd / half];
};

/** Takes marks off and turns UTF-16 into UTF-8, so that every reader sees 8-bit text. */
export const plainBytes = (input: Uint8Array): PlainBytes => {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (startsWith(bytes, 0xef, 0xbb, 0xbf))
    return { bytes: bytes.subarray(3), encoding: 'utf8', converted: null };
  const [even, odd] = zeroShares(bytes);
  const wide = startsWith(bytes, 0xff, 0xfe, 0, 0)
    ? 'utf-32le'
    : startsWith(bytes, 0, 0, 0xfe, 0xff)
      ? 'utf-32be'
      : startsWith(bytes, 0xff, 0xfe) || (odd > 0.8 && even < 0.1)
        ? 'utf-16le'
        : startsWith(bytes, 0xfe, 0xff) || (even > 0.8 && odd < 0.1)
          ? 'utf-16be'
          : null;
  if (!wide) return { bytes, encoding: null, converted: null };
  const text = iconv.decode(bytes, wide);
  return { bytes: Buffer.from(text, 'utf8'), encoding: 'utf8', converted: wide.toUpperCase() };
};

/** Strict UTF-8, or null. */
export const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
};

/** Text whose encoding nobody declared: UTF-8 where it is valid, else Windows-1252. */
export const decodeUndeclared = (
  bytes: Buffer,
): { text: string; encoding: 'ASCII' | 'UTF-8' | 'Windows-1252' } => {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), encoding: 'ASCII' };
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' };
  return { text: iconv.decode(bytes, 'windows-1252'), encoding: 'Windows-1252' };
};

/** HL7 table 0211 to the decoder's names; what is not here is read as undeclared, with a warning. */
const hl7Charsets: Record<string, string> = {
  ASCII: 'ascii',
  'UNICODE UTF-8': 'utf8',
  'UTF-8': 'utf8',
  UTF8: 'utf8',
  UNICODE: 'utf8',
  'ISO IR6': 'ascii',
  'ISO IR 192': 'utf8',
  'ISO IR 100': 'latin1',
  '8859/1': 'iso-8859-1',
  'ISO-8859-1': 'iso-8859-1',
  'ISO8859-1': 'iso-8859-1',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/5': 'iso-8859-5',
  '8859/6': 'iso-8859-6',
  '8859/7': 'iso-8859-7',
  '8859/8': 'iso-8859-8',
  '8859/9': 'iso-8859-9',
  '8859/15': 'iso-8859-15',
  'WINDOWS-1252': 'windows-1252',
  CP1252: 'windows-1252',
};

/** One HL7 message's bytes by its MSH-18; `doubt` says why the reading is not certain. */
export const decodeHl7 = (
  bytes: Buffer,
  declared: string,
  certain: 'utf8' | null,
): { text: string; doubt: string | null } => {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), doubt: null };
  if (certain) return { text: bytes.toString('utf8'), doubt: null };
  const name = declared.trim().toUpperCase();
  const charset = hl7Charsets[name];
  if (charset === 'utf8') {
    const text = decodeUtf8(bytes);
    if (text !== null) return { text, doubt: null };
    return {
      text: iconv.decode(bytes, 'windows-1252'),
      doubt: 'The message says it is UTF-8 but is not; it was read as Windows-1252.',
    };
  }
  if (charset && charset !== 'ascii') return { text: iconv.decode(bytes, charset), doubt: null };
  const { text, encoding } = decodeUndeclared(bytes);
  if (name === '')
    return {
      text,
      doubt:
        encoding === 'UTF-8'
          ? null
          : 'No character set is declared; the text was read as Windows-1252.',
    };
  return {
    text,
    doubt:
      charset === 'ascii'
        ? `The message says it is ASCII but is not; it was read as ${encoding}.`
        : `The declared character set is not known here; the text was read as ${encoding}.`,
  };
};

/** Takes NUL out of a text; nothing that means anything has one. */
export const withoutNul = (text: string): string =>
  text.includes('\0') ? text.replaceAll('\0', '') : text;
