/** Answers of any instrument, for property tests: right values, reasons for none, and open items. */
import fc from 'fast-check';
import {
  answered,
  skipped,
  type Answers,
  type Entry,
  type Value,
} from '../../shared/clinical/instruments/answers';
import type { Instrument, Item } from '../../shared/clinical/instruments/definition';
import { prefillSources, skipReasons } from '../../shared/clinical/instruments/vocabulary';

const words = fc
  .string({ minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() !== '' && text === text.trim());

/** Codes that a choice takes: an exclusive one stands alone. */
const codesOf = (item: Item): fc.Arbitrary<string[]> => {
  const all = (item.options ?? []).map(({ code }) => code);
  if (item.kind !== 'many') return fc.constantFrom(...all).map((code) => [code]);
  const alone = (item.options ?? []).filter(({ exclusive }) => exclusive).map(({ code }) => code);
  const others = all.filter((code) => !alone.includes(code));
  const several: fc.Arbitrary<string[]>[] =
    others.length === 0 ? [] : [fc.subarray(others, { minLength: 1 })];
  const single = alone.map((code): fc.Arbitrary<string[]> => fc.constant([code]));
  return fc.oneof(...several, ...single);
};

/** A value that the item takes. */
export const valueOf = (item: Item): fc.Arbitrary<Value> => {
  switch (item.kind) {
    case 'one':
    case 'yesNo':
    case 'many':
      return codesOf(item).map((codes) => ({ codes }));
    case 'integer':
      return fc.integer({ min: item.min ?? 0, max: item.max ?? 100 }).map((number) => ({ number }));
    case 'decimal':
      return fc
        .integer({ min: Math.ceil((item.min ?? 0) * 10), max: Math.floor((item.max ?? 100) * 10) })
        .map((tenths) => ({ number: tenths / 10 }));
    case 'date':
      return fc
        .date({
          min: new Date('2000-01-01T00:00:00Z'),
          max: new Date('2050-12-31T00:00:00Z'),
          noInvalidDate: true,
        })
        .map((date) => ({ date: date.toISOString().slice(0, 10) }));
    case 'text':
    case 'fact':
      return words.map((text) => ({ text }));
    case 'person':
      return fc
        .record({
          name: words,
          relation: fc.option(words),
          phone: fc.option(words),
          id: fc.option(fc.uuid()),
        })
        .map((person) => ({ person }));
    case 'organization':
      return fc
        .record({ name: words, id: fc.option(fc.uuid()) })
        .map((organization) => ({ organization }));
    case 'link':
      return fc
        .record({
          instrument: fc.constant(item.link?.instrument ?? ''),
          version: fc.constant(1),
          response: fc.option(fc.uuid()),
          number: fc.integer({ min: item.min ?? 0, max: item.max ?? 10 }),
        })
        .map((link) => ({ link }));
  }
};

const sources = fc.option(
  fc.record({
    from: fc.constantFrom(...prefillSources),
    asOf: fc.option(fc.constant('2026-03-01T12:00:00.000Z')),
    response: fc.option(fc.uuid()),
  }),
);

/** An entry of the item: answered (confirmed or not), or skipped, with or without a note. */
export const entryOf = (item: Item): fc.Arbitrary<Entry> =>
  fc.oneof(
    fc
      .record({
        value: valueOf(item),
        note: fc.option(words),
        source: sources,
        confirmed: fc.boolean(),
      })
      .map((entry) => ({ ...entry, skipped: null })),
    fc
      .record({ reason: fc.constantFrom(...skipReasons), note: fc.option(words) })
      .map(({ reason, note }) => ({ ...skipped(reason), note })),
  );

const keyed = (
  items: readonly Item[],
  entry: (item: Item) => fc.Arbitrary<Entry | undefined>,
): fc.Arbitrary<Answers> =>
  fc
    .tuple(...items.map(entry))
    .map((entries) =>
      Object.fromEntries(
        entries.flatMap((one, at) => (one === undefined ? [] : [[items[at]!.id, one]])),
      ),
    );

/** Any response: some items open. */
export const anyAnswers = ({ items }: Instrument): fc.Arbitrary<Answers> =>
  keyed(items, (item) => fc.option(entryOf(item), { nil: undefined }));

/** A response in which every item has a confirmed value. */
export const fullAnswers = ({ items }: Instrument): fc.Arbitrary<Answers> =>
  keyed(items, (item) => valueOf(item).map(answered));
