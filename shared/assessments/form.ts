/**
 * How the assessment form walks and what a key does, as pure rules: which items are shown, what a
 * digit chooses, where Enter goes, whether two people gave the same answer.
 */
import {
  answered,
  stateOfEntry,
  type Answers,
  type Entry,
  type Value,
} from '../clinical/instruments/answers';
import type { Instrument, Item, Option } from '../clinical/instruments/definition';
import type { Outcome } from '../clinical/instruments/outcome';
import type { SkipReason } from '../clinical/instruments/vocabulary';
import type { Informant } from './assessment';

/** Items that are shown, in the walking order. */
export const shownItems = (instrument: Instrument, outcome: Outcome): Item[] =>
  instrument.items.filter(({ id }) => {
    const state = outcome.states[id];
    return state !== 'notShown' && state !== 'notYetShown';
  });

/** Does it have options to choose from by digit? */
export const isChoice = ({ kind }: Pick<Item, 'kind'>): boolean =>
  kind === 'one' || kind === 'yesNo' || kind === 'many';

/** Nothing to answer: a fact of the record. */
export const isFact = ({ kind }: Pick<Item, 'kind'>): boolean => kind === 'fact';

/** The item after this one, or before it; null at either end. Facts are read, not stopped at. */
export const neighborOf = (items: readonly Item[], id: string, by: 1 | -1): string | null => {
  const asked = items.filter((item) => !isFact(item) || item.id === id);
  const at = asked.findIndex((item) => item.id === id);
  return asked[at + by]?.id ?? null;
};

/** The first item that still waits for an answer, else the first that is asked. */
export const firstOpen = (items: readonly Item[], outcome: Outcome): string | null => {
  const asked = items.filter((item) => !isFact(item));
  const open = asked.find(({ id, required }) => {
    const state = outcome.states[id];
    return state === 'unconfirmed' || (state === 'open' && required);
  });
  return (open ?? asked[0])?.id ?? null;
};

/** Codes that stand chosen. */
export const codesOf = (entry: Entry | null | undefined): readonly string[] =>
  entry?.value && 'codes' in entry.value ? entry.value.codes : [];

/** What choosing an option makes of the present answer; null takes the last one back (`many`). */
export const chosen = (item: Item, entry: Entry | undefined, option: Option): Entry | null => {
  const note = entry?.note ?? null;
  const source = entry?.source ?? null;
  const present = codesOf(entry);
  if (item.kind !== 'many') {
    const same = present.length === 1 && present[0] === option.code;
    // The record's own answer, chosen again, is confirmed and keeps where it came from.
    return { ...answered({ codes: [option.code] }), note, source: same ? source : null };
  }
  const alone = (code: string): boolean =>
    item.options?.find((one) => one.code === code)?.exclusive === true;
  const without = present.filter((code) => code !== option.code);
  const codes = present.includes(option.code)
    ? without
    : option.exclusive
      ? [option.code]
      : [...without.filter((code) => !alone(code)), option.code];
  if (codes.length === 0) return note === null ? null : { ...blank, note };
  return { ...answered({ codes: inOrder(item, codes) }), note };
};

const blank: Entry = { value: null, skipped: null, note: null, source: null, confirmed: true };

const inOrder = (item: Item, codes: readonly string[]): string[] => {
  const order = (item.options ?? []).map(({ code }) => code);
  return [...codes].sort((a, b) => order.indexOf(a) - order.indexOf(b));
};

/** The option that a digit chooses. */
export const optionOfKey = (item: Item, key: string): Option | undefined =>
  item.options?.find((option) => option.key === key);

/** An answer in place of the present one; its note stays, null takes the answer back. */
export const withValue = (entry: Entry | undefined, value: Value | null): Entry | null => {
  const note = entry?.note ?? null;
  if (value !== null) return { ...answered(value), note };
  return note === null ? null : { ...blank, note };
};

/** Passed over with its reason; chosen again, it is open once more. */
export const withSkip = (entry: Entry | undefined, reason: SkipReason): Entry | null => {
  const note = entry?.note ?? null;
  if (entry?.skipped === reason) return note === null ? null : { ...blank, note };
  return { ...blank, note, skipped: reason };
};

/** A note to an item, kept beside its answer. */
export const withNote = (entry: Entry | undefined, note: string | null): Entry | null => {
  const next = { ...(entry ?? blank), note };
  return next.note === null && next.value === null && next.skipped === null ? null : next;
};

/** A person confirms what was offered. */
export const confirmedEntry = (entry: Entry): Entry => ({ ...entry, confirmed: true });

const canonical = (entry: Entry | null | undefined): string =>
  entry ? JSON.stringify([entry.value, entry.skipped, entry.note, entry.confirmed]) : 'nothing';

/** The same answer, wherever it came from? */
export const sameEntry = (a: Entry | null | undefined, b: Entry | null | undefined): boolean =>
  canonical(a) === canonical(b);

/** The answers with some changed that are not saved yet. */
export const laidOver = (
  answers: Answers,
  changes: Readonly<Record<string, Entry | null>>,
): Answers =>
  Object.fromEntries(
    Object.entries({ ...answers, ...changes }).filter(
      (pair): pair is [string, Entry] => pair[1] !== null,
    ),
  );

/** Items whose answers differ between two states: what somebody else changed meanwhile. */
export const changedItems = (before: Answers, after: Answers): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (id) => !sameEntry(before[id], after[id]),
  );

/** Do all items share the same few options, so that they stand in columns under one head? */
export const sharedOptions = (instrument: Instrument): readonly Option[] | null => {
  const [first, ...rest] = instrument.items.filter(({ kind }) => kind === 'one');
  const options = first?.options ?? [];
  if (!first || rest.length < 2 || options.length < 3 || options.length > 5) return null;
  const key = JSON.stringify(options.map(({ code, text }) => [code, text]));
  const alike = rest.filter(
    (item) => JSON.stringify(item.options?.map(({ code, text }) => [code, text])) === key,
  );
  return alike.length >= rest.length - 1 ? options : null;
};

/** Who answered and with whose help, where the form itself asks for it (intake 1 and 2a). */
export const saidOfWho = (
  answers: Readonly<Record<string, Entry | null>>,
): { informant?: Informant; interpreter?: boolean } => {
  const code = (id: string): string | undefined => {
    const entry = answers[id];
    return entry && stateOfEntry(entry) === 'answered' ? codesOf(entry)[0] : undefined;
  };
  const informant = (
    { pat: 'patient', fam: 'family', care: 'family', fac: 'staff', rec: 'staff' } as const
  )[code('in.informant') ?? ''];
  const interpreter = ({ staff: true, remote: true, no: false, decl: false, na: false } as const)[
    code('in.lang.interp') ?? ''
  ];
  return {
    ...(informant === undefined ? {} : { informant }),
    ...(interpreter === undefined ? {} : { interpreter }),
  };
};

/** A typed number; null where it is none. A comma is read as the decimal point. */
export const typedNumber = (text: string): number | null => {
  const plain = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
};

/** The language in which the patient is asked, as the record or the form says it. */
export const languageOf = (said: string | null): 'en' | 'es' | null => {
  if (said === null) return null;
  if (/^(es|spa|spanish|español)\b/i.test(said)) return 'es';
  return /^(en|eng|english)\b/i.test(said) ? 'en' : null;
};
