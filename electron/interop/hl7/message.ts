/**
 * One HL7 message as segments whose fields are read by place, unescaped. Splitting is
 * @medplum/core's; it wants CR between segments and declared delimiters in MSH, gives values still
 * escaped and takes any line for a segment, so the text is put in order before.
 */
import { Hl7Message, type Hl7Segment } from '@medplum/core';
import { Refusal } from '../reading-log';
import { unescapeHl7, type Delimiters } from './escapes';

/** A segment with its number among those of its name, for places such as `NK1[2]-2`. */
export interface Segment {
  name: string;
  raw: Hl7Segment;
  /** 1 for the first of its name in the message. */
  ordinal: number;
  /** Is it the only one of its name? Then its place needs no number. */
  single: boolean;
}

export interface Message {
  number: number;
  segments: Segment[];
  byName: ReadonlyMap<string, Segment[]>;
  delimiters: Delimiters;
  /** Odd things that were put in order, in words. */
  oddities: { where: string; reason: string }[];
}

/** Segments that we read; a line that continues another is joined only where none of these is hurt. */
const readSegments = new Set([
  'MSH',
  'EVN',
  'PID',
  'PD1',
  'PV1',
  'PV2',
  'NK1',
  'DG1',
  'IN1',
  'AL1',
  'ROL',
  'MRG',
]);

const segmentName = /^[A-Z][A-Z0-9]{2}$/;
const smallSegment = /^[A-Za-z][A-Za-z0-9]{2}(?=([^A-Za-z0-9\s]))/;

/** MSH-1 and MSH-2 of a message's first line. Throws a Refusal when they cannot be used. */
export const delimitersOf = (
  line: string,
  number: number,
): { delimiters: Delimiters; msh2: string; rewritten: boolean } => {
  const field = line.charAt(3);
  const end = line.indexOf(field, 4);
  const declared = line.slice(4, end === -1 ? line.length : end);
  const where = `MSH-2 of message ${number}`;
  if (end === -1 || declared.length === 0)
    throw new Refusal(where, 'The message does not declare its delimiters.');
  // A sender that escaped its backslash twice (as in JSON text): `^~\\&` stands for `^~\&`.
  const doubled = declared.replace(/\\\\/g, '\\');
  const used = doubled.length >= 4 && doubled !== declared ? doubled : declared;
  if (used.length > 5) throw new Refusal(where, 'The delimiters are not as HL7 declares them.');
  const chars = [...used].slice(0, 4);
  const [component = '^', repetition = '~', escape = '\\', subcomponent = '&'] = chars;
  const all = [field, component, repetition, escape, subcomponent];
  if (all.some((char) => /[A-Za-z0-9\s]/.test(char)) || new Set(all).size !== all.length)
    throw new Refusal(where, 'The delimiters cannot be told apart.');
  return {
    delimiters: { field, component, repetition, escape, subcomponent },
    msh2: `${component}${repetition}${escape}${subcomponent}`,
    rewritten: used !== declared,
  };
};

/** Parses a decoded message. Throws a Refusal when it is no HL7. */
export const parseMessage = (text: string, number: number): Message => {
  const oddities: Message['oddities'] = [];
  const of = `message ${number}`;
  const lines = inCapitals(linesOf(text, of, oddities), of, oddities);
  const first = lines[0] ?? '';
  const { delimiters, msh2, rewritten } = delimitersOf(first, number);
  if (rewritten)
    oddities.push({
      where: `MSH-2 of ${of}`,
      reason: 'The escape character stands twice; it was read once.',
    });
  const declaredEnd = first.indexOf(delimiters.field, 4);
  lines[0] = `MSH${delimiters.field}${msh2}${first.slice(declaredEnd)}`;
  // Results and local segments are many, and none of them is read.
  const joined = joinContinuations(lines, delimiters, of, oddities).filter((line) =>
    readSegments.has(line.slice(0, 3)),
  );
  const parsed = Hl7Message.parse(joined.join('\r'));
  return { number, delimiters, oddities, ...numbered(parsed.segments) };
};

const writtenLineEnd = /\\r(?=[A-Z][A-Z0-9]{2}[^A-Za-z0-9\s]|[\r\n]|$)/g;
const blanksBeforeSegment = /^[\s\v\f\0]+(?=[A-Z][A-Z0-9]{2}[^A-Za-z0-9\s])/;

/** The message's lines, without blanks before a segment and without empty ones. */
const linesOf = (text: string, of: string, oddities: Message['oddities']): string[] => {
  const whole = text.includes('\\r') ? text.replace(writtenLineEnd, '\r') : text;
  if (whole.length !== text.length)
    oddities.push({ where: of, reason: 'Line ends written out as \\r were read as line ends.' });
  return whole
    .split(/[\r\n]+/)
    .map((line) => (line.charCodeAt(0) <= 0x20 ? line.replace(blanksBeforeSegment, '') : line))
    .filter((line) => line.trim() !== '');
};

/** Segment names in small letters, which the standard does not know but some engines write. */
const inCapitals = (lines: string[], of: string, oddities: Message['oddities']): string[] => {
  const delimiter = lines[0]?.charAt(3) ?? '';
  let told = false;
  return lines.map((line) => {
    const name = line.slice(0, 3);
    if (name === name.toUpperCase() || smallSegment.exec(line)?.[1] !== delimiter) return line;
    if (!told)
      oddities.push({
        where: of,
        reason: 'Segment names are written in small letters; they were read as capitals.',
      });
    told = true;
    return name.toUpperCase() + line.slice(3);
  });
};

/** Lines that begin with no segment name belong to the one before, whose text held a line end. */
const joinContinuations = (
  lines: string[],
  delimiters: Delimiters,
  of: string,
  oddities: Message['oddities'],
): string[] => {
  const joined: string[] = [];
  let told = false;
  lines.forEach((line, index) => {
    const name = line.slice(0, 3);
    const next = line.charAt(3);
    if (segmentName.test(name) && (next === delimiters.field || next === '')) {
      joined.push(line);
      return;
    }
    const before = joined.at(-1)?.slice(0, 3) ?? '';
    // A last line of one to three letters is the beginning of a segment that never came.
    if (index === lines.length - 1 && /^[A-Z]{1,2}$/.test(line.trim()))
      throw new Refusal(`end of ${of}`, 'The message breaks off. The file may be cut short.');
    if (readSegments.has(before))
      throw new Refusal(
        `${before} of ${of}`,
        'The segment is broken by a line end in the middle, so its fields cannot be trusted.',
      );
    joined[joined.length - 1] += ` ${line}`;
    if (!told)
      oddities.push({
        where: `${before} of ${of}`,
        reason: 'A line end inside a text was read as a blank.',
      });
    told = true;
  });
  return joined;
};

const numbered = (segments: Hl7Segment[]): Pick<Message, 'segments' | 'byName'> => {
  const byName = new Map<string, Segment[]>();
  const all = segments.map((raw) => {
    const same = byName.get(raw.name) ?? [];
    const segment = { name: raw.name, raw, ordinal: same.length + 1, single: true };
    same.push(segment);
    byName.set(raw.name, same);
    return segment;
  });
  for (const same of byName.values())
    if (same.length > 1) for (const segment of same) segment.single = false;
  return { segments: all, byName };
};

/** `PID-7 of message 3`, `NK1[2]-2 of message 3`. */
export const placeOf = (message: Message, segment: Segment, field?: number): string => {
  const name = segment.single ? segment.name : `${segment.name}[${segment.ordinal}]`;
  return `${name}${field === undefined ? '' : `-${field}`} of message ${message.number}`;
};

/** The explicit empty value: `""` takes a former value away. */
export const hl7Null = '""';

/** One repetition of a field; components and subcomponents count from 1, values come unescaped. */
export class Field {
  constructor(
    private readonly parts: readonly string[],
    private readonly delimiters: Delimiters,
  ) {}

  /** A component (or its subcomponent), trimmed and unescaped; empty when absent or `""`. */
  at(component: number, subcomponent?: number): string {
    const value = this.raw(component, subcomponent);
    return value === '' || value === hl7Null ? '' : unescapeHl7(value, this.delimiters);
  }

  /**
   * A component that is text (ST) and has no subcomponents by the standard: the sign between them
   * stands for itself, since senders forget to escape it (`Blue Cross & Blue Shield`).
   */
  text(component: number): string {
    const value = (this.parts[component - 1] ?? '').trim();
    return value === '' || value === hl7Null ? '' : unescapeHl7(value, this.delimiters);
  }

  /** Was the field said to be empty? */
  get isNull(): boolean {
    return (
      this.parts.length >= 1 &&
      this.raw(1) === hl7Null &&
      this.parts.slice(1).every((part) => part === '' || part === hl7Null)
    );
  }

  get isEmpty(): boolean {
    return this.parts.every((part) => part.trim() === '' || part.trim() === hl7Null);
  }

  private raw(component: number, subcomponent?: number): string {
    const part = this.parts[component - 1] ?? '';
    if (part === '') return '';
    const wanted = subcomponent ?? 1;
    if (!part.includes(this.delimiters.subcomponent)) return wanted === 1 ? part.trim() : '';
    // Asked for a whole component, its first subcomponent answers: the others qualify it.
    return (part.split(this.delimiters.subcomponent)[wanted - 1] ?? '').trim();
  }
}

/** Every repetition of a field that holds something (an explicit empty one included). */
export const fieldsOf = (message: Message, segment: Segment, field: number): Field[] => {
  const raw = segment.raw.getField(field);
  if (!raw) return [];
  const [first] = raw.components;
  if (raw.components.length === 1 && first!.length === 1 && first![0] === '') return [];
  return raw.components
    .map((parts) => new Field(parts, message.delimiters))
    .filter((entry) => !entry.isEmpty || entry.isNull);
};

/** The first repetition of a field; an empty one when it does not stand. */
export const fieldOf = (message: Message, segment: Segment, field: number): Field =>
  fieldsOf(message, segment, field)[0] ?? new Field([], message.delimiters);

const noSegments: readonly Segment[] = [];

/** All segments of a name. */
export const segmentsOf = (message: Message, name: string): readonly Segment[] =>
  message.byName.get(name) ?? noSegments;
