/** HL7 escape sequences (v2.8.2, 2.7) to text. */

import { decodeUtf8 } from '../encoding';

/** What MSH-1 and MSH-2 declare. */
export interface Delimiters {
  field: string;
  component: string;
  repetition: string;
  escape: string;
  subcomponent: string;
}

const patterns = new Map<string, RegExp>();

const patternFor = (escape: string): RegExp => {
  const known = patterns.get(escape);
  if (known) return known;
  const e = escape.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const made = new RegExp(`${e}([^${e}\\s]{1,64})${e}`, 'g');
  patterns.set(escape, made);
  return made;
};

/**
 * Replaces escapes; formatting becomes a blank, highlighting and local escapes go, unknown ones and
 * a lone escape character stay as they are. NUL and control characters are taken out.
 */
export const unescapeHl7 = (value: string, delimiters: Delimiters): string => {
  const text = value.includes(delimiters.escape)
    ? value.replace(patternFor(delimiters.escape), (whole, code: string) => {
        switch (code) {
          case 'F':
            return delimiters.field;
          case 'S':
            return delimiters.component;
          case 'T':
            return delimiters.subcomponent;
          case 'R':
            return delimiters.repetition;
          case 'E':
            return delimiters.escape;
          case 'P':
            return '#';
          case 'H':
          case 'N':
            return '';
          default:
            return other(whole, code);
        }
      })
    : value;
  return cleanLine(text);
};

/** Bytes of an escape: UTF-8 where they can be (few Latin-1 words look like it), else Latin-1. */
const textOfBytes = (bytes: Buffer): string => decodeUtf8(bytes) ?? bytes.toString('latin1');

const other = (whole: string, code: string): string => {
  if (/^X([0-9A-Fa-f]{2})+$/.test(code)) return textOfBytes(Buffer.from(code.slice(1), 'hex'));
  if (/^\.(br|sp|fi|nf|in|ti|sk|ce)([+-]?\d+)?$/.test(code)) return ' ';
  // Character-set switches and local escapes (\Cxxyy\, \Mxxyyzz\, \Z..\) mean nothing here.
  if (/^([CM][0-9A-Fa-f]{4,6}|Z.*)$/.test(code)) return '';
  return whole;
};

/** One line: control characters (NUL too) become blanks, blanks are single, ends are trimmed. */
export const cleanLine = (text: string): string =>
  isClean(text) ? text : text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

/** Is it printable ASCII with single blanks inside? Nearly every field of a feed is. */
const isClean = (text: string): boolean => {
  let before = 0x20;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20 || text === '';
};
