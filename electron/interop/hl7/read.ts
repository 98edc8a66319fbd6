/** Reads a file of HL7 v2 messages: one item per message that is used, each standing alone. */
import { createHash } from 'node:crypto';
import type { Feed, FeedItem } from '../../../shared/imports/facts';
import { decodeHl7, type PlainBytes } from '../encoding';
import { maxItems, maxMessageBytes } from '../limits';
import type { ReadOptions, Turn } from '../options';
import { ReadingLog, Refusal } from '../reading-log';
import { MessageContext } from './context';
import { encounterOf, timesOf, triggers } from './encounter';
import { splitMessages, type RawMessage } from './envelope';
import { fieldOf, parseMessage, segmentsOf, type Message } from './message';
import {
  allergiesOf,
  careTeamOf,
  conditionsOf,
  coveragesOf,
  mergeOf,
  patientOf,
  relatedPersonsOf,
} from './patient';

/** Versions that the importer is made for (MSH-12). */
const knownVersion = /^2\.(3(\.1)?|4|5(\.1)?|6|7(\.1)?|8(\.[12])?)$/;

interface Reading {
  items: FeedItem[];
  setAside: Feed['setAside'];
  versions: Set<string>;
  readable: number;
}

/** Reads every message; yields by `turn` so that a long file neither blocks nor outlives a cancel. */
export const readHl7 = async (
  plain: PlainBytes,
  fileName: string,
  options: ReadOptions,
  turn: Turn,
): Promise<Feed> => {
  const log = new ReadingLog();
  const latin = plain.bytes.toString('latin1');
  const envelope = splitMessages(latin);
  const { messages } = envelope;
  const reading: Reading = { items: [], setAside: [], versions: new Set(), readable: 0 };
  if (messages.length > maxItems)
    log.error('file', `The file holds more than ${maxItems} messages. Split it into smaller ones.`);
  else {
    noteEnvelope(envelope, log);
    for (const raw of messages) {
      await turn(raw.number - 1, messages.length);
      const last = raw.number === messages.length;
      const cut = last && raw.unterminated && envelope.unclosed;
      readOne(plain, latin, raw, cut, options, log, reading);
    }
  }
  const version = [...reading.versions].sort().at(-1);
  return {
    fileName,
    format: 'hl7v2',
    describedAs: version ? `HL7 ${version}` : 'HL7 v2',
    found: messages.length,
    messages: messages.length,
    items: reading.items,
    setAside: reading.setAside,
    notUsed: log.notUsed,
    problems: log.finished(),
    readable: reading.readable > 0,
  };
};

const noteEnvelope = (envelope: ReturnType<typeof splitMessages>, log: ReadingLog): void => {
  const { messages } = envelope;
  if (messages.length === 0) log.error('file', 'No HL7 message (MSH) was found.');
  if (envelope.leading) log.warn('file', 'Lines before the first message were left out.');
  if (envelope.declared !== null && envelope.declared !== messages.length)
    log.warn(
      'BTS-1',
      `The batch says it holds ${envelope.declared} messages; ${messages.length} are in the file.`,
    );
  if (envelope.unclosed)
    log.warn('end of the file', 'The batch was opened but not closed. The file may be cut short.');
};

const readOne = (
  plain: PlainBytes,
  latin: string,
  raw: RawMessage,
  cut: boolean,
  options: ReadOptions,
  log: ReadingLog,
  reading: Reading,
): void => {
  const place = `message ${raw.number}`;
  const span = { start: raw.start, end: raw.end };
  try {
    if (raw.end - raw.start > maxMessageBytes)
      throw new Refusal(place, 'The message is larger than any that is read here.');
    const item = readMessage(plain, latin, raw, cut, options, log, reading);
    reading.readable += 1;
    if (item) reading.items.push({ ...item, span });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.error(error.where, error.reason, place);
    reading.setAside.push({ place, span });
  }
};

/** MSH-18 before anything is decoded: the header's first line is ASCII in every known set. */
const declaredCharset = (header: string): string => {
  const separator = header.charAt(3);
  const repetition = header.charAt(5);
  const field = header.split(separator)[17] ?? '';
  return field.split(repetition)[0] ?? '';
};

const readMessage = (
  plain: PlainBytes,
  latin: string,
  raw: RawMessage,
  cut: boolean,
  options: ReadOptions,
  log: ReadingLog,
  reading: Reading,
): Omit<FeedItem, 'span'> | null => {
  const place = `message ${raw.number}`;
  let bytes = plain.bytes.subarray(raw.start, raw.end);
  if (latin.slice(raw.start, raw.end).includes('\0')) {
    bytes = Buffer.from(bytes.filter((byte) => byte !== 0));
    log.warn(place, 'NUL bytes were taken out.', place);
  }
  const end = latin.slice(raw.start, Math.min(raw.end, raw.start + 2000)).search(/[\r\n]/);
  const header = latin.slice(raw.start, end === -1 ? raw.end : raw.start + end);
  const { text, doubt } = decodeHl7(bytes, declaredCharset(header), plain.encoding);
  const message = parseMessage(text, raw.number);
  if (raw.midLine)
    log.warn(
      place,
      'It begins in the middle of a line; the end of the message before may be missing.',
      place,
    );
  const trigger = triggerOf(message, place);
  const known = trigger.type === 'ADT' && trigger.event in triggers;
  noteVersion(message, place, known, log, reading);
  if (!known) {
    log.unused(trigger.event === '' ? trigger.type : `${trigger.type}^${trigger.event}`);
    return null;
  }
  if (doubt) log.warn(`MSH-18 of ${place}`, doubt, place);
  for (const oddity of message.oddities) log.warn(oddity.where, oddity.reason, place);
  if (cut)
    throw new Refusal(`end of ${place}`, 'The message breaks off. The file may be cut short.');
  return mapMessage(message, trigger.event, raw.unterminated, text, options, log);
};

const triggerOf = (message: Message, place: string): { type: string; event: string } => {
  const header = message.segments[0]!;
  const field = fieldOf(message, header, 9);
  const type = field.at(1).toUpperCase();
  if (type === '') throw new Refusal(`MSH-9 of ${place}`, 'The message does not say what it is.');
  const evn = segmentsOf(message, 'EVN')[0];
  const event = (field.at(2) || (evn ? fieldOf(message, evn, 1).at(1) : '')).toUpperCase();
  if (type === 'ADT' && event === '')
    throw new Refusal(`MSH-9 of ${place}`, 'The message does not say which event it tells of.');
  return { type, event };
};

const noteVersion = (
  message: Message,
  place: string,
  used: boolean,
  log: ReadingLog,
  reading: Reading,
): void => {
  const header = message.segments[0]!;
  const version = fieldOf(message, header, 12).at(1);
  if (/^2(\.\d){1,2}$/.test(version)) reading.versions.add(version);
  if (!used) return;
  if (!knownVersion.test(version))
    log.warn(
      `MSH-12 of ${place}`,
      'The version is missing or not one of 2.3 to 2.8; it was read like 2.5.',
      place,
    );
  const processing = fieldOf(message, header, 11).at(1).toUpperCase();
  if (processing === 'T' || processing === 'D')
    log.warn(`MSH-11 of ${place}`, 'The message is marked as a test, not as production.', place);
};

const mapMessage = (
  message: Message,
  trigger: string,
  unterminated: boolean,
  text: string,
  options: ReadOptions,
  log: ReadingLog,
): Omit<FeedItem, 'span'> => {
  const ctx = new MessageContext(message, options, log);
  const { saidAt, eventAt } = timesOf(ctx);
  const base = {
    place: ctx.item,
    saidAt,
    trigger,
    digest: createHash('sha256')
      .update((text.includes('\n') ? text.replace(/[\r\n]+/g, '\r') : text).trim())
      .digest('hex'),
  };
  if (saidAt === null)
    ctx.warn(
      `MSH-7 of ${ctx.item}`,
      'The message has no time; it only fills what is not known yet.',
    );
  if (trigger === 'A40') return { ...base, ...mergesOf(ctx) };
  const [pid, another] = segmentsOf(message, 'PID');
  // Whose the other segments are could only be guessed; a header between the two may be lost.
  if (another)
    throw new Refusal(
      ctx.place(another),
      'A second patient stands in a message that is about one.',
    );
  if (!pid) throw new Refusal(`PID of ${ctx.item}`, 'There is no patient in the message.');
  if (unterminated && message.segments.at(-1) === pid && pid.raw.fields.length <= 8)
    throw new Refusal(
      `end of ${ctx.item}`,
      'The message breaks off inside the patient. The file may be cut short.',
    );
  const patient = patientOf(ctx, pid);
  const stay = encounterOf(ctx, trigger, patient.key, eventAt);
  return {
    ...base,
    patients: [patient],
    encounters: stay ? [stay] : [],
    parts: [
      ...relatedPersonsOf(ctx, patient.key),
      ...allergiesOf(ctx, patient.key),
      ...coveragesOf(ctx, patient.key),
      ...conditionsOf(ctx, patient.key, stay),
      ...careTeamOf(ctx, patient.key, stay),
    ],
    merges: [],
  };
};

/** A40 (ADT_A39): PID and MRG stand in pairs, several in one message. */
const mergesOf = (
  ctx: MessageContext,
): Pick<FeedItem, 'patients' | 'encounters' | 'parts' | 'merges'> => {
  const patients: FeedItem['patients'] = [];
  const merges: FeedItem['merges'] = [];
  for (const segment of ctx.message.segments) {
    if (segment.name === 'PID')
      patients.push(patientOf(ctx, segment, `patient ${patients.length + 1}`));
    if (segment.name !== 'MRG') continue;
    const survivor = patients.at(-1);
    if (!survivor)
      throw new Refusal(ctx.place(segment), 'The merge names no patient to continue in.');
    merges.push(mergeOf(ctx, segment, survivor.key));
  }
  if (patients.length === 0)
    throw new Refusal(`PID of ${ctx.item}`, 'There is no patient in the message.');
  if (merges.length === 0)
    throw new Refusal(`MRG of ${ctx.item}`, 'The merge names no prior number.');
  return { patients, encounters: [], parts: [], merges };
};
