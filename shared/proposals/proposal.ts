/**
 * A proposal: what an answer, a score, a condition or a typed need would add to a plan or to the
 * tasks, with the ground it stands on. Nothing of it is in the plan until a person accepts it.
 */
import type { Proposal } from '../clinical/instruments/definition';
import type { Text } from '../clinical/instruments/vocabulary';

export type DueRule = Proposal['due'];

export const proposalSources = ['assessment', 'condition', 'need'] as const;
export type ProposalSource = (typeof proposalSources)[number];

/** What accepting makes: lines of a plan, all of a template, or tasks. */
export const proposalKinds = ['problem', 'goal', 'intervention', 'template', 'tasks'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** What a proposal stands on, as a person reads it. */
export interface Reason {
  /** The form, the condition's list, or null for a typed need. */
  from: Text | null;
  /** When it was said: instant; null where the record has no time for it. */
  at: string | null;
  words: Text;
  /** The response that holds the answer. */
  assessmentId: string | null;
}

export interface Ground {
  /** The answers or codes as text; a decision holds until this changes. */
  key: string;
  reasons: readonly Reason[];
}

export interface ProposedTask {
  kind: string;
  title: Text;
  role: string | null;
  due: DueRule | null;
  priority: 'stat' | 'urgent' | 'routine';
}

/** A line of the library that a proposal is, so that it is known again. */
export interface LibraryItem {
  templateId: string;
  version: number;
  item: string;
}

export interface Proposed {
  /** The same for the same thing proposed to the same stay. */
  key: string;
  source: ProposalSource;
  kind: ProposalKind;
  title: Text;
  ground: Ground;
  /** Of a problem: its goal and interventions. */
  goal: Text | null;
  interventions: readonly Text[];
  /** Of a goal or an intervention: the problem that it stands under, where none in the plan fits. */
  under: Text | null;
  /** Role of the owner: one of the lists, or of the templates for a library line. */
  role: string | null;
  due: DueRule | null;
  /** Time of a library line, `D-1d`. */
  timing: string | null;
  tasks: readonly ProposedTask[];
  /** Set for a bundle: its name is the title. */
  bundle: string | null;
  library: LibraryItem | null;
  /** The library's problem that it says the same as, or belongs under. */
  sameItem: string | null;
  /** Set for a template: all of its situation. */
  templateId: string | null;
}

const empty = {
  goal: null,
  interventions: [],
  under: null,
  role: null,
  due: null,
  timing: null,
  tasks: [],
  bundle: null,
  library: null,
  sameItem: null,
  templateId: null,
} as const;

/** A proposal with nothing beside what is named. */
export const proposed = (
  values: Pick<Proposed, 'key' | 'source' | 'kind' | 'title' | 'ground'> & Partial<Proposed>,
): Proposed => ({ ...empty, ...values });

/** A key's part from words: `Ride home!` → `ride-home`. */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);

const fnv = (text: string, seed: number): string => {
  let hash = seed;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** Short name of a ground (FNV-1a, twice): what a decision remembers and a window sends back. */
export const hashOf = (ground: string): string => fnv(ground, 0x811c9dc5) + fnv(ground, 0x2f0b4c47);

/** All reasons in one sentence, in both languages. */
export const reasonWords = ({ reasons }: Ground): Text => ({
  en: reasons.map(({ words }) => words.en).join('; '),
  es: reasons.map(({ words }) => words.es).join('; '),
});

/**
 * One of each: what two forms propose alike is one proposal that stands on both, so that nobody
 * decides it twice. A further ground is a changed ground.
 */
export const merged = (all: readonly Proposed[]): Proposed[] => {
  const byKey = new Map<string, Proposed>();
  for (const next of all) {
    const before = byKey.get(next.key);
    if (!before) {
      byKey.set(next.key, next);
      continue;
    }
    const keys = [...new Set([...before.ground.key.split('|'), ...next.ground.key.split('|')])];
    byKey.set(next.key, {
      ...before,
      ground: {
        key: keys.sort().join('|'),
        reasons: [...before.ground.reasons, ...next.ground.reasons],
      },
    });
  }
  return [...byKey.values()];
};
