/** What the mapping of one HL7 message carries along: the message, its times, its warnings. */
import type { Said } from '../../../shared/imports/facts';
import { maxText } from '../limits';
import { Refusal, type ReadingLog } from '../reading-log';
import { dateOfTime, parseHl7Time, type FeedTime } from '../times';
import { fieldOf, fieldsOf, placeOf, type Field, type Message, type Segment } from './message';

/** What reading needs to know of the hospital. */
export interface Hl7Options {
  zone: string;
  /** The import's own time, against which a birth date is possible or not. */
  now: string;
  /** PV1-2 and PV1-18 codes that mean observation. */
  observationCodes?: readonly string[] | undefined;
}

/** One message under the hand of the mappers. */
export class MessageContext {
  readonly item: string;
  /** The sending facility (MSH-4), which gives out the numbers that name no assigner. */
  readonly sourceDefault: string;
  private readonly told = new Set<string>();

  constructor(
    readonly message: Message,
    readonly options: Hl7Options,
    private readonly log: ReadingLog,
  ) {
    this.item = `message ${message.number}`;
    const header = message.segments[0]!;
    const facility = fieldOf(message, header, 4).at(1);
    this.sourceDefault = facility === '' ? 'HL7: none' : facility;
  }

  field(segment: Segment, field: number): Field {
    return fieldOf(this.message, segment, field);
  }

  fields(segment: Segment, field: number): Field[] {
    return fieldsOf(this.message, segment, field);
  }

  place(segment: Segment, field?: number): string {
    return placeOf(this.message, segment, field);
  }

  /** A warning, once per place and reason. */
  warn(where: string, reason: string): void {
    const key = `${where} ${reason}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.log.warn(where, reason, this.item);
  }

  /** Text of a component: not said, said to be empty, or the text. */
  text(
    segment: Segment,
    field: number,
    read: (field: Field) => string = (f) => f.at(1),
  ): Said<string> {
    const found = this.field(segment, field);
    if (found.isNull) return null;
    const text = read(found);
    if (text === '') return undefined;
    if (text.length <= maxText) return text;
    this.warn(this.place(segment, field), 'The text is very long; its end was left out.');
    return text.slice(0, maxText);
  }

  /** A time whose impossibility sets the message aside. Undefined when it does not stand. */
  requiredTime(segment: Segment, field: number): FeedTime | null | undefined {
    const found = this.field(segment, field);
    if (found.isNull) return null;
    const text = found.at(1);
    if (text === '' || /^0+$/.test(text)) return undefined;
    const time = parseHl7Time(text, this.options.zone);
    const where = this.place(segment, field);
    if (!time) throw new Refusal(where, 'There is no such date or time.');
    if (time.movedByGap)
      this.warn(
        where,
        'This time does not exist on the day the clocks go forward; it was moved on.',
      );
    return time;
  }

  /** A time that may be left out when it is impossible, with a warning. */
  time(segment: Segment, field: number): FeedTime | undefined {
    try {
      return this.requiredTime(segment, field) ?? undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.warn(error.where, `${error.reason} It was left out.`);
      return undefined;
    }
  }

  /** A date that may be left out when it is impossible or not exact to the day. */
  date(segment: Segment, field: number): Said<string> {
    if (this.field(segment, field).isNull) return null;
    const time = this.time(segment, field);
    if (!time) return undefined;
    return dateOfTime(time, this.options.zone) ?? undefined;
  }
}
