/**
 * What a response says: which items are shown and open, scores with their bands, flags in three
 * values, and what is proposed with its grounds. Pure: the same answers and facts give the same
 * outcome for ever, by the definition of the version that they were given to.
 */
import {
  stateOfEntry,
  valueProblem,
  type Answers,
  type ItemState,
  type Value,
  type ValueProblem,
} from './answers';
import {
  groundsOf,
  holds,
  type Condition,
  type FlagState,
  type Grounds,
  type Truth,
} from './condition';
import type { Band, Flag, Instrument, Item, Proposal, Score } from './definition';
import { scoreResult, type ScoreResult } from './scoring';
import type { FactName } from './vocabulary';

/** What the record knows; a fact that is absent or null is not recorded. */
export type Facts = Partial<Record<FactName, string | number | null>>;

export interface FlagResult {
  id: string;
  kind: Flag['kind'];
  state: FlagState;
  /** The parts that raised it. */
  grounds: Condition[];
}

export interface ProposalResult {
  id: string;
  proposal: Proposal;
  grounds: Condition[];
  /** The answers it stands on, as text: a rejected proposal stays away until this changes. */
  groundKey: string;
}

export interface Outcome {
  /** How every item stands, in the file's order. */
  states: Record<string, ItemState>;
  scores: ScoreResult[];
  flags: FlagResult[];
  proposals: ProposalResult[];
  /** Required items that are shown: answered or skipped with a reason, of all. */
  done: number;
  of: number;
  /**
   * Shown and required, and neither answered nor skipped. One whose display depends on something
   * open waits for that; where that was refused, it is never asked and holds nothing up.
   */
  open: string[];
  /** Values that their item does not take. */
  problems: { item: string; problem: ValueProblem | 'unknownItem' }[];
  /** Meant for this patient? null: not known. */
  applies: Truth;
}

const passed = new Set<ItemState>(['answered', 'refused', 'unable', 'notApplicable']);
const unanswered = new Set<ItemState>(['open', 'unconfirmed']);

/** Remembers an answer and meets a question that asks for itself with `null`. */
const remembered = <Key extends string, Result>(
  make: (key: Key) => Result,
  whileAsked: Result,
): ((key: Key) => Result) => {
  const known = new Map<Key, Result>();
  return (key) => {
    if (known.has(key)) return known.get(key) as Result;
    known.set(key, whileAsked);
    const result = make(key);
    known.set(key, result);
    return result;
  };
};

const codesOf = (value: Value | null | undefined): readonly string[] | null =>
  value && 'codes' in value ? value.codes : null;

const numberOf = (item: Item, value: Value | null | undefined): number | null => {
  if (!value) return null;
  if ('number' in value) return value.number;
  if ('link' in value) return value.link.number;
  if (!('codes' in value)) return null;
  const points = value.codes.map(
    (code) => item.options?.find((option) => option.code === code)?.points,
  );
  return points.includes(undefined) ? null : points.reduce<number>((a, b) => a + (b ?? 0), 0);
};

/** Judges conditions of one response. */
const judge = (instrument: Instrument, answers: Answers, facts: Facts) => {
  const items = new Map(instrument.items.map((item) => [item.id, item]));
  const scores = new Map(instrument.scores.map((score) => [score.id, score]));
  const flags = new Map(instrument.flags.map((flag) => [flag.id, flag]));
  const itemOf = (id: string): Item => {
    const item = items.get(id);
    if (!item) throw new Error(`There is no item ${id}.`);
    return item;
  };

  const shown = remembered<string, Truth>((id) => {
    const { shownWhen } = itemOf(id);
    return shownWhen === undefined ? true : holds(shownWhen, grounds);
  }, null);
  const state = (id: string): ItemState => {
    const visible = shown(id);
    if (visible === null) return 'notYetShown';
    return visible ? stateOfEntry(answers[id]) : 'notShown';
  };
  const bandsOf = (score: Score): readonly Band[] =>
    score.bandSets?.find(({ when }) => when === undefined || holds(when, grounds) === true)
      ?.bands ?? [];
  const score = remembered<string, ScoreResult | null>((id) => {
    const definition = scores.get(id);
    if (!definition) throw new Error(`There is no score ${id}.`);
    const code = definition.codes?.find(({ when }) => holds(when, grounds) === true)?.code ?? null;
    return scoreResult(instrument, definition, { answers, state }, code, bandsOf(definition));
  }, null);
  const flag = remembered<string, FlagState>((id) => {
    const definition = flags.get(id);
    if (!definition) throw new Error(`There is no flag ${id}.`);
    const truth = holds(definition.raisedWhen, grounds);
    return truth === null ? 'open' : truth ? 'raised' : 'clear';
  }, 'open');

  const grounds: Grounds = {
    shown,
    answered: (id) => state(id) === 'answered',
    codes: (id) => (state(id) === 'answered' ? codesOf(answers[id]?.value) : null),
    value: (id) => (state(id) === 'answered' ? numberOf(itemOf(id), answers[id]?.value) : null),
    score: (id) => {
      const result = score(id);
      return { value: result?.value ?? null, band: result?.band ?? null };
    },
    flag,
    fact: (name) => facts[name as FactName] ?? null,
  };
  return { grounds, state, score, flag };
};

/** What a ground stands on, as one text. */
const keyOf = (ground: Condition, grounds: Grounds, instrument: Instrument): string => {
  if ('flag' in ground) {
    const flag = instrument.flags.find(({ id }) => id === ground.flag);
    const below = flag ? groundsOf(flag.raisedWhen, grounds) : [];
    return below.length === 0
      ? `${ground.flag}=${grounds.flag(ground.flag)}`
      : below.map((part) => keyOf(part, grounds, instrument)).join('&');
  }
  if ('item' in ground) {
    const said = grounds.codes(ground.item) ?? grounds.value(ground.item) ?? '';
    return `${ground.item}=${typeof said === 'object' ? [...said].sort().join('+') : said}`;
  }
  if ('score' in ground) return `${ground.score}=${grounds.score(ground.score).value}`;
  if ('fact' in ground) return `${ground.fact}=${grounds.fact(ground.fact)}`;
  return JSON.stringify(ground);
};

/** The outcome of a response. */
export const outcomeOf = (instrument: Instrument, answers: Answers, facts: Facts = {}): Outcome => {
  const { grounds, state, score, flag } = judge(instrument, answers, facts);
  const states = Object.fromEntries(instrument.items.map(({ id }) => [id, state(id)]));
  const asked = instrument.items.filter(
    ({ id, required }) => required && states[id] !== 'notShown',
  );
  const done = asked.filter(({ id }) => passed.has(state(id)));
  return {
    states,
    scores: instrument.scores.map(({ id }) => score(id)!),
    flags: instrument.flags.map(({ id, kind, raisedWhen }) => ({
      id,
      kind,
      state: flag(id),
      grounds: groundsOf(raisedWhen, grounds),
    })),
    proposals: instrument.proposals
      .filter(({ when }) => holds(when, grounds) === true)
      .map((proposal) => {
        const basis = groundsOf(proposal.when, grounds);
        return {
          id: proposal.id,
          proposal,
          grounds: basis,
          groundKey: [...new Set(basis.map((part) => keyOf(part, grounds, instrument)))]
            .sort()
            .join('&'),
        };
      }),
    done: done.length,
    of: asked.length,
    open: asked.filter(({ id }) => unanswered.has(state(id))).map(({ id }) => id),
    problems: problemsIn(instrument, answers),
    applies: instrument.appliesTo === undefined ? true : holds(instrument.appliesTo.when, grounds),
  };
};

/** Values that their item does not take, and answers to items that there are not. */
export const problemsIn = (instrument: Instrument, answers: Answers): Outcome['problems'] =>
  Object.entries(answers).flatMap(([id, entry]): Outcome['problems'] => {
    const item = instrument.items.find((one) => one.id === id);
    if (!item) return [{ item: id, problem: 'unknownItem' }];
    const problem = entry.value === null ? null : valueProblem(item, entry.value);
    return problem === null ? [] : [{ item: id, problem }];
  });

/** Does an instrument open by itself on these facts (readmission interview)? */
export const opensBy = (instrument: Instrument, facts: Facts): boolean =>
  instrument.opensWhen !== undefined &&
  holds(instrument.opensWhen, judge(instrument, {}, facts).grounds) === true;
