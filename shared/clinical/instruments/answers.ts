/** Answers of a response: what was said, why not, where it came from. */
import { z } from 'zod';
import { isDate } from '../../time';
import type { Item } from './definition';
import { prefillSources, skipReasonSchema } from './vocabulary';

const line = z.string().min(1).max(500);

export const valueSchema = z.union([
  z.strictObject({ codes: z.array(z.string().max(100)).min(1).max(40) }),
  z.strictObject({ number: z.number() }),
  z.strictObject({ text: z.string().min(1).max(4000) }),
  z.strictObject({ date: z.string().refine(isDate) }),
  z.strictObject({
    person: z.strictObject({
      name: line,
      relation: line.nullable(),
      phone: line.nullable(),
      /** Related person of the record. */
      id: z.string().nullable(),
    }),
  }),
  z.strictObject({ organization: z.strictObject({ name: line, id: z.string().nullable() }) }),
  /** The number of another instrument's response. */
  z.strictObject({
    link: z.strictObject({
      instrument: z.string(),
      version: z.int(),
      response: z.string().nullable(),
      number: z.number(),
    }),
  }),
]);
export type Value = z.infer<typeof valueSchema>;

/** One item's answer. Exactly one of `value` and `skipped`, or a note alone. */
export const entrySchema = z
  .strictObject({
    value: valueSchema.nullable(),
    skipped: skipReasonSchema.nullable(),
    note: z.string().min(1).max(2000).nullable(),
    /** Where a prefilled value came from and of when it is. */
    source: z
      .strictObject({
        from: z.enum(prefillSources),
        asOf: z.string().nullable(),
        response: z.string().nullable(),
      })
      .nullable(),
    /** An unconfirmed prefill is open. */
    confirmed: z.boolean(),
  })
  .refine(({ value, skipped }) => value === null || skipped === null);
export type Entry = z.infer<typeof entrySchema>;

export const answersSchema = z.record(z.string().max(100), entrySchema);
export type Answers = z.infer<typeof answersSchema>;

/** An answer as a person gives it. */
export const answered = (value: Value): Entry => ({
  value,
  skipped: null,
  note: null,
  source: null,
  confirmed: true,
});

/** An item passed over with its reason. */
export const skipped = (reason: NonNullable<Entry['skipped']>): Entry => ({
  value: null,
  skipped: reason,
  note: null,
  source: null,
  confirmed: true,
});

/** How an item stands. */
export type ItemState =
  | 'answered'
  | 'open'
  /** A prefilled value that nobody confirmed: open. */
  | 'unconfirmed'
  | 'refused'
  | 'unable'
  | 'notApplicable'
  /** Its display condition does not hold. */
  | 'notShown'
  /** Whether it is shown depends on something open. */
  | 'notYetShown';

const stateOfSkip = {
  'an-refused': 'refused',
  'an-unable': 'unable',
  'an-na': 'notApplicable',
} as const;

/** How a shown item stands. */
export const stateOfEntry = (entry: Entry | undefined): ItemState => {
  if (!entry) return 'open';
  if (entry.skipped !== null) return stateOfSkip[entry.skipped];
  if (entry.value === null) return 'open';
  return entry.confirmed ? 'answered' : 'unconfirmed';
};

/** What is wrong with a value, as a code that the window puts in words. */
export type ValueProblem =
  | 'wrongKind'
  | 'unknownOption'
  | 'oneOnly'
  | 'noneWithOthers'
  | 'twice'
  | 'whole'
  | 'tooLow'
  | 'tooHigh'
  | 'wrongInstrument'
  | 'empty';

const ofNumber = (item: Item, number: number): ValueProblem | null => {
  if (item.kind === 'integer' && !Number.isInteger(number)) return 'whole';
  if (item.min !== undefined && number < item.min) return 'tooLow';
  if (item.max !== undefined && number > item.max) return 'tooHigh';
  return null;
};

const ofCodes = (item: Item, codes: readonly string[]): ValueProblem | null => {
  const options = item.options ?? [];
  if (new Set(codes).size !== codes.length) return 'twice';
  if (item.kind !== 'many' && codes.length > 1) return 'oneOnly';
  if (item.optionsFrom === undefined && codes.some((code) => !options.some((o) => o.code === code)))
    return 'unknownOption';
  const alone = options.some((option) => option.exclusive && codes.includes(option.code));
  return alone && codes.length > 1 ? 'noneWithOthers' : null;
};

const blank = (text: string): ValueProblem | null => (text.trim() === '' ? 'empty' : null);

/** Checks a value against its item: kind, options, unit's range. null when it is right. */
export const valueProblem = (item: Item, value: Value): ValueProblem | null => {
  switch (item.kind) {
    case 'one':
    case 'yesNo':
    case 'many':
      return 'codes' in value ? ofCodes(item, value.codes) : 'wrongKind';
    case 'integer':
    case 'decimal':
      return 'number' in value ? ofNumber(item, value.number) : 'wrongKind';
    case 'date':
      return 'date' in value ? null : 'wrongKind';
    case 'text':
    case 'fact':
      return 'text' in value ? blank(value.text) : 'wrongKind';
    case 'person':
      return 'person' in value ? blank(value.person.name) : 'wrongKind';
    case 'organization':
      return 'organization' in value ? blank(value.organization.name) : 'wrongKind';
    case 'link':
      if (!('link' in value)) return 'wrongKind';
      if (value.link.instrument !== item.link?.instrument) return 'wrongInstrument';
      return ofNumber(item, value.link.number);
  }
};
