/**
 * A file's bytes into HL7 messages: one or many, with CR, LF or CRLF, in MLLP frames, in batch
 * envelopes (FHS, BHS, BTS, FTS), with lines before, between and after that are no message.
 */
import { maxItems } from '../limits';
import { messageStart } from '../sniff';

/** One message's bytes in the file, frames and envelope taken off. */
export interface RawMessage {
  /** 1 for the first. */
  number: number;
  start: number;
  end: number;
  /** Begins in the middle of a line: a file was put behind another that had no last line end. */
  midLine: boolean;
  /** Ends without a segment end: at the end of the file, or where the next one begins mid-line. */
  unterminated: boolean;
}

export interface Envelope {
  messages: RawMessage[];
  /** Something stands before the first message that belongs to none. */
  leading: boolean;
  /** The batch was opened but not closed: the file may be cut short. */
  unclosed: boolean;
  /** BTS-1, the number of messages the batch says it holds. */
  declared: number | null;
}

const isBlank = (text: string): boolean => /^[\s\v\f\u001c\0]*$/.test(text);

/** Splits at each MSH that begins a line. `latin` is the file one character a byte. */
export const splitMessages = (latin: string): Envelope => {
  const starts: { at: number; midLine: boolean }[] = [];
  const finder = new RegExp(messageStart.source, 'g');
  // Beyond the limit the file is refused: counting on would only cost memory.
  for (
    let match = finder.exec(latin);
    match && starts.length <= maxItems;
    match = finder.exec(latin)
  ) {
    const [whole, atLine, anywhere = ''] = match;
    const begun = atLine ?? anywhere;
    const start = match.index + whole.length - begun.length;
    starts.push({ at: start, midLine: atLine === undefined && isMidLine(latin, start) });
    finder.lastIndex = start + begun.length;
  }
  const envelope: Envelope = {
    messages: [],
    leading: false,
    unclosed: false,
    declared: null,
  };
  const head = latin.slice(0, starts[0]?.at ?? latin.length);
  const opened = /(?:^|[\r\n\v])\s*(FHS|BHS)[^A-Za-z0-9\s]/.test(head);
  envelope.leading = !isBlank(withoutEnvelopeLines(head));
  let closed = false;
  starts.forEach(({ at: start, midLine }, index) => {
    const next = starts[index + 1];
    let limit = next?.at ?? latin.length;
    if (latin.endsWith(mark, limit)) limit -= mark.length;
    const { end, trailer } = endOfMessage(latin, start, limit);
    const unterminated = next
      ? next.midLine && end === limit
      : end === latin.length && !/[\r\n\u001c]$/.test(latin);
    envelope.messages.push({ number: index + 1, start, end, midLine, unterminated });
    if (!next) closed = /(?:^|[\r\n])\s*(BTS|FTS)(?:[^A-Za-z0-9]|$)/.test(trailer);
    const count = /(?:^|[\r\n])\s*BTS[^A-Za-z0-9\s](\d+)/.exec(trailer)?.[1];
    if (count !== undefined) envelope.declared = (envelope.declared ?? 0) + Number(count);
  });
  envelope.unclosed = opened && !closed;
  return envelope;
};

/** Does something else than blanks stand before it on its line? */
const isMidLine = (latin: string, at: number): boolean => {
  let before = at;
  while (before > 0 && ' \t'.includes(latin.charAt(before - 1))) before -= 1;
  return before > 0 && !'\r\n\v\f\u001c'.includes(latin.charAt(before - 1));
};

/** Byte-order mark of UTF-8, a character a byte. */
const mark = '\u00ef\u00bb\u00bf';

const withoutEnvelopeLines = (text: string): string =>
  text.replace(/(^|[\r\n\v])[ \t]*(FHS|BHS|BTS|FTS)(?:[^A-Za-z0-9\s][^\r\n]*)?(?=[\r\n]|$)/g, '$1');

/** Where a message ends: at its frame's end, at an envelope line, or at the next message. */
const endOfMessage = (
  latin: string,
  start: number,
  limit: number,
): { end: number; trailer: string } => {
  const text = latin.slice(start, limit);
  const frameEnd = text.indexOf('\u001c');
  const envelopeLine = text.search(/[\r\n][ \t]*(FHS|BHS|BTS|FTS)(?:[^A-Za-z0-9]|$)/);
  const ends = [frameEnd, envelopeLine === -1 ? -1 : envelopeLine + 1].filter((at) => at >= 0);
  const length = ends.length === 0 ? text.length : Math.min(...ends);
  return { end: start + length, trailer: text.slice(length) };
};
