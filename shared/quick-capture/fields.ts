/** The fields of a part, read from its text. */
import {
  barrierWords,
  notReached,
  contactActs,
  contactBeginnings,
  priorities,
  progressUnits,
  relations,
} from './lexicon';
import type { Owners } from './owner';
import { anyOf, isWordStart, matchAt, type Span } from './text';
import type { ContactHow, Due, Owner, Question } from './types';
import { phrasesIn, resolve, type Calendar, type Phrase } from './when';

interface FirstWord<Value> {
  words: readonly string[];
  value: Value;
}

/** The value whose word comes first in the text. */
const firstNamed = <Value>(
  text: string,
  candidates: readonly FirstWord<Value>[],
  plural = '',
): Value | null => {
  const forms = candidates.flatMap(({ words, value }) =>
    words.length === 0
      ? []
      : [{ form: new RegExp(anyOf(words.flatMap((one) => [one, one + plural])), 'uy'), value }],
  );
  for (let at = 0; at < text.length; at += 1) {
    if (!isWordStart(text, at)) continue;
    const hit = forms.find(({ form }) => matchAt(form, text, at));
    if (hit) return hit.value;
  }
  return null;
};

/** The category of a barrier; null when no word names one. */
export const categoryOf = (text: string, payers: readonly string[]): string | null =>
  firstNamed(
    text,
    Object.entries(barrierWords).map(([category, words]) => ({
      words: category === 'financial-payer' ? [...words, ...payers] : words,
      value: category,
    })),
    's',
  );

export const reachedIn = (text: string): boolean =>
  firstNamed(text, [{ words: notReached, value: true }]) === null;

/** How a contact was made, where the line did not begin with it. */
export const howIn = (text: string): ContactHow =>
  firstNamed(
    text,
    [...contactBeginnings, ...contactActs].map(([words, value]) => ({ words: [words], value })),
  ) ?? 'talk';

/** The relation, organization, member of the staff or role that is named first. */
export const withWhom = (
  text: string,
  organizations: readonly { name: string; folded: string }[],
  owners: Owners,
): string | null => {
  const relation = Object.entries(relations).map(([word, value]) => ({
    form: new RegExp(anyOf([word]), 'uy'),
    value,
  }));
  const places = organizations.map(({ name, folded }) => ({
    form: new RegExp(anyOf([folded]), 'uy'),
    value: name,
  }));
  for (let at = 0; at < text.length; at += 1) {
    if (!isWordStart(text, at)) continue;
    const hit = [...places, ...relation].find(({ form }) => matchAt(form, text, at));
    if (hit) return hit.value;
    const named = owners.namedAt(text, at)?.owner;
    if (named) return 'user' in named ? named.user : named.role;
  }
  return null;
};

const units = Object.keys(progressUnits);
const measure = new RegExp(
  `(\\d+(?:[.,]\\d+)?)\\s*(${anyOf(units.filter((one) => one !== '%'))}|%)`,
  'u',
);

/** The first number with a unit. */
export const measureIn = (text: string): { value: number; unit: string } | null => {
  const match = measure.exec(text);
  return (
    match && {
      value: Number(match[1]!.replace(',', '.')),
      unit: progressUnits[match[2]!] ?? match[2]!,
    }
  );
};

const last = priorities.map(
  ([words, priority]) =>
    [new RegExp(`(?<![\\p{L}\\p{N}])${anyOf([words])}[\\s.,;:!?]*$`, 'u'), priority] as const,
);

/** The priority that the last word gives. */
export const priorityIn = (
  text: string,
): { priority: 'stat' | 'asap' | 'urgent'; span: Span } | null => {
  for (const [form, priority] of last) {
    const match = form.exec(text);
    if (match) return { priority, span: { from: match.index, to: match.index + match[0].length } };
  }
  return null;
};

export interface FoundDue {
  due: Due;
  spans: readonly Span[];
  ask: Question | null;
}

/** After the phrase at most punctuation or a bed. */
const closing =
  /[\s.,;:!?)]*(?:(?:(?:bed|room|rm|cama|cuarto|hab)\.?\s*)?#?\d{3,4}(?:[-/.]\d{1,2})?)?[\s.,;:!?)]*$/uy;

const counts = (phrase: Phrase, text: string): boolean =>
  phrase.preposition || phrase.from === 0 || matchAt(closing, text, phrase.to) !== null;

/** The due of a part: one phrase where it may stand; two are unclear. */
export const dueIn = (
  text: string,
  calendar: Calendar,
  { prepositionOnly }: { prepositionOnly: boolean },
): FoundDue => {
  const none: FoundDue = { due: {}, spans: [], ask: null };
  const phrases = phrasesIn(text).filter((one) => !prepositionOnly || one.preposition);
  const counting = phrases.filter((one) => counts(one, text));
  if (counting.length === 0) return none;
  if (phrases.length > 1) return { ...none, ask: 'due-unclear' };
  const { due, ask } = resolve(counting[0]!, calendar);
  return due === null ? { ...none, ask } : { due, spans: counting, ask };
};

/** A task's fields: who, by when, how pressing; and the words that say so. */
export interface TaskFields {
  owner: Owner | null;
  due: Due;
  priority: 'stat' | 'asap' | 'urgent' | null;
  spans: readonly Span[];
  ask: readonly Question[];
}

/** Blanks in place of pieces, so that every index stays. */
const blanked = (text: string, spans: readonly Span[]): string => {
  let result = text;
  for (const { from, to } of spans)
    result = result.slice(0, from) + ' '.repeat(to - from) + result.slice(to);
  return result;
};

export const taskFields = (text: string, calendar: Calendar, owners: Owners): TaskFields => {
  const found = owners.ownersIn(text);
  const open = blanked(text, found.spans);
  const early = priorityIn(open);
  const calm = early ? blanked(open, [early.span]) : open;
  const shift = calm.length - calm.trimStart().length;
  const due = dueIn(calm.slice(shift).trimEnd(), calendar, { prepositionOnly: false });
  const dueSpans = due.spans.map(({ from, to }) => ({ from: from + shift, to: to + shift }));
  const late = early ?? priorityIn(blanked(calm, dueSpans));
  return {
    owner: found.owner,
    due: due.due,
    priority: late?.priority ?? null,
    spans: [...found.spans, ...dueSpans, ...(late ? [late.span] : [])],
    ask: [...(found.unknown ? ['owner-unknown' as const] : []), ...(due.ask ? [due.ask] : [])],
  };
};
