/** What kind of part a text begins like. */
import {
  barrierBeginnings,
  barrierStill,
  contactActs,
  contactBeginnings,
  eddJoins,
  eddUnknown,
  eddWords,
  marks,
  nounFollowers,
  progressBeginnings,
  relations,
  taskLeads,
  taskVerbs,
} from './lexicon';
import type { Owners } from './owner';
import { anyOf, matchAt } from './text';
import type { ContactHow } from './types';
import { dateOfDay, phraseAt, type Calendar, type Phrase } from './when';
import { isDate } from '../time';

export interface EddFound {
  kind: 'edd';
  /** Where the word, its joints and the date end. */
  to: number;
  phrase: Phrase | null;
}

export type Beginning =
  | EddFound
  | { kind: 'contact'; how: ContactHow | null; from: number }
  | { kind: 'barrier' | 'progress' | 'task' | 'note'; from: number };

const sticky = (source: string): RegExp => new RegExp(source, 'uy');
const edd = sticky(`${anyOf(eddWords)}\\s*`);
const join = sticky(`(?:${anyOf(eddJoins)}|->|=|:)\\s*`);
const unknown = sticky(`(?:${anyOf(eddUnknown)}|\\?)`);
const article = '(?:(?:the|her|his|la|el|su)\\s+)?';
const barrier = sticky(`(?:${anyOf(barrierStill)}\\s+)?${anyOf(barrierBeginnings)}`);
const progress = sticky(anyOf(progressBeginnings));
const task = sticky(
  `(?:${anyOf(taskLeads)},?\\s+)*(${anyOf(taskVerbs)})(?!\\s+${anyOf(nounFollowers)})`,
);
const verb = sticky(anyOf(taskVerbs));

const forms = <Value>(words: readonly (readonly [string, Value])[], before = '') =>
  words
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([word, value]) => [sticky(`${before}${anyOf([word])}`), value] as const);
const contacts = forms(contactBeginnings);

const valueAt = <Value>(
  candidates: readonly (readonly [RegExp, Value])[],
  text: string,
): Value | null => candidates.find(([form]) => matchAt(form, text, 0))?.[1] ?? null;

const eddAt = (text: string, calendar: Calendar): EddFound | null => {
  const word = matchAt(edd, text, 0);
  if (!word) return null;
  let at = word[0].length;
  let bare = false;
  for (let match = matchAt(join, text, at); match; match = matchAt(join, text, at)) {
    // The article may belong to the day: “el 14”.
    bare = /^el\s/.test(match[0]);
    if (bare && phraseAt(text, at)) break;
    at += match[0].length;
  }
  const none = matchAt(unknown, text, at);
  if (none) return { kind: 'edd', to: at + none[0].length, phrase: null };
  const phrase = phraseAt(text, at);
  if (!phrase?.day || !isDate(dateOfDay(phrase.day, calendar))) return null;
  return { kind: 'edd', to: phrase.to, phrase };
};

/** Tells what texts of one hospital begin like. */
export const beginningsOf = (
  organizations: readonly string[],
  owners: Owners,
  calendar: Calendar,
) => {
  const who = anyOf([...Object.keys(relations), ...organizations]);
  const acts = forms(contactActs, `${article}${who}\\s+`);

  /** Null is a note, or plain text. */
  const beginning = (text: string): Beginning | null => {
    for (const [mark, kind] of marks) {
      const match = matchAt(mark, text, 0);
      if (!match) continue;
      const from = match[0].length;
      return kind === 'contact' ? { kind, how: null, from } : { kind, from };
    }
    const discharge = eddAt(text, calendar);
    if (discharge) return discharge;
    const how = valueAt(contacts, text) ?? valueAt(acts, text);
    if (how) return { kind: 'contact', how, from: 0 };
    if (matchAt(barrier, text, 0)) return { kind: 'barrier', from: 0 };
    if (matchAt(progress, text, 0)) return { kind: 'progress', from: 0 };
    if (matchAt(task, text, 0) || owners.begins(text)) return { kind: 'task', from: 0 };
    const phrase = phraseAt(text, 0);
    const next = phrase && matchAt(/[\s,:]+/y, text, phrase.to);
    return phrase && next && matchAt(verb, text, phrase.to + next[0].length)
      ? { kind: 'task', from: 0 }
      : null;
  };
  return beginning;
};

export type BeginningOf = ReturnType<typeof beginningsOf>;
