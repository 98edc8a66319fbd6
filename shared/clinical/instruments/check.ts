/**
 * What the schema cannot see in an instrument's file: names that lead nowhere, bands with gaps,
 * ranges that the items cannot make. A file with a finding is not loaded.
 */
import { namesIn, type Condition } from './condition';
import { isFactName, type Instrument, type Item, type Score, type Term } from './definition';
import { itemsOf, reachOf } from './scoring';
import { placeholdersIn } from './words';

const chosen = (item: Item): boolean => ['one', 'yesNo', 'many'].includes(item.kind);
const twice = (ids: readonly string[]): string[] => ids.filter((id, at) => ids.indexOf(id) !== at);

/** Codes of options that a condition names, with their item. */
const codesIn = (condition: Condition): [string, string][] => {
  if ('all' in condition) return condition.all.flatMap(codesIn);
  if ('any' in condition) return condition.any.flatMap(codesIn);
  if ('not' in condition) return codesIn(condition.not);
  if ('count' in condition)
    return condition.count.flatMap((item) => condition.in.map((code) => [item, code] as const)) as [
      string,
      string,
    ][];
  if (!('item' in condition)) return [];
  const codes = 'in' in condition ? condition.in : 'notIn' in condition ? condition.notIn : [];
  return codes.map((code) => [condition.item, code]);
};

interface Known {
  items: ReadonlySet<string>;
  scores: ReadonlySet<string>;
  flags: ReadonlySet<string>;
}

const conditionFindings = (
  where: string,
  condition: Condition,
  instrument: Instrument,
  known: Known,
): string[] => {
  const names = namesIn(condition);
  const lost = (kind: string, list: string[], there: ReadonlySet<string>): string[] =>
    list
      .filter((name) => !there.has(name))
      .map((name) => `${where} asks for the ${kind} ${name}, which is not there or stands later`);
  return [
    ...lost('item', names.items, known.items),
    ...lost('score', names.scores, known.scores),
    ...lost('flag', names.flags, known.flags),
    ...names.facts
      .filter((name) => !isFactName(name))
      .map((name) => `${where} asks for ${name}, which is no fact of the record`),
    ...codesIn(condition).flatMap(([id, code]) => {
      const item = instrument.items.find((one) => one.id === id);
      return !item || item.optionsFrom || item.options?.some((option) => option.code === code)
        ? []
        : [`${where} asks whether ${id} is ${code}, which it does not offer`];
    }),
  ];
};

/** A part stands behind the item that it is part of, with nothing else between. */
const followsItsWhole = (item: Item, { items }: Instrument): boolean => {
  const before = items[items.indexOf(item) - 1];
  return (
    before !== undefined &&
    (before.id === item.partOf
      ? before.partOf === undefined
      : before.partOf !== undefined && before.partOf === item.partOf)
  );
};

const itemFindings = (item: Item, instrument: Instrument, sound: readonly Score[]): string[] => {
  const options = item.options ?? [];
  const before = instrument.items.slice(0, instrument.items.indexOf(item)).map(({ id }) => id);
  const earlier = new Set(before);
  const scores = new Set(
    sound
      .filter(({ term }) => itemsOf(instrument, term).every((id) => earlier.has(id)))
      .map(({ id }) => id),
  );
  return [
    ...(chosen(item) === options.length > 0 || (chosen(item) && item.optionsFrom)
      ? []
      : [`${item.id} is of kind ${item.kind} and has ${options.length} options`]),
    ...twice(options.map(({ code }) => code)).map((code) => `${item.id} has ${code} twice`),
    ...twice(options.flatMap(({ key }) => (key === undefined ? [] : [key]))).map(
      (key) => `${item.id} has the key ${key} twice`,
    ),
    ...(item.kind !== 'many' && options.some(({ exclusive }) => exclusive)
      ? [`${item.id} takes one answer, so none of its options is exclusive`]
      : []),
    ...(item.kind === 'link' && item.link === undefined ? [`${item.id} links to nothing`] : []),
    ...(item.min !== undefined && item.max !== undefined && item.min > item.max
      ? [`${item.id} has a least value above its most`]
      : []),
    ...(item.partOf !== undefined && !followsItsWhole(item, instrument)
      ? [`${item.id} is part of ${item.partOf}, which does not stand right before it`]
      : []),
    ...(item.prefill ?? []).flatMap(({ from, item: source }) =>
      from === 'item' && !(source !== undefined && earlier.has(source))
        ? [`${item.id} is prefilled from an item that does not stand before it`]
        : [],
    ),
    ...(item.shownWhen
      ? conditionFindings(`The display of ${item.id}`, item.shownWhen, instrument, {
          items: earlier,
          scores,
          flags: new Set(),
        })
      : []),
  ];
};

const termFindings = (
  where: string,
  term: Term,
  instrument: Instrument,
  known: Known,
): string[] => {
  if ('item' in term) {
    const item = instrument.items.find(({ id }) => id === term.item);
    if (!item) return [`${where} needs the item ${term.item}, which is not there`];
    const scored = chosen(item)
      ? item.options?.some(({ points }) => points !== undefined)
      : item.min !== undefined && item.max !== undefined;
    const lost = (term.onlyWorse ?? [])
      .flat()
      .filter((code) => !item.options?.some((option) => option.code === code));
    return [
      ...(scored ? [] : [`${where} needs ${item.id}, which has no points and no range`]),
      ...lost.map((code) => `${where} compares ${code}, which ${item.id} does not offer`),
    ];
  }
  if ('score' in term)
    return known.scores.has(term.score)
      ? []
      : [`${where} needs the score ${term.score}, which is not there or stands later`];
  if ('sum' in term)
    return term.sum.flatMap((part) => termFindings(where, part, instrument, known));
  const below = termFindings(where, term.of, instrument, known);
  if ('atMost' in term || below.length > 0) return below;
  const starts = term.steps.map(([from]) => from);
  const rising = starts.every((from, at) => at === 0 || from > (starts[at - 1] ?? from));
  return rising ? [] : [`${where} has steps that do not rise`];
};

const lowestStepIsReached = (term: Term, instrument: Instrument): boolean => {
  if ('sum' in term) return term.sum.every((part) => lowestStepIsReached(part, instrument));
  if ('item' in term || 'score' in term) return true;
  if (!lowestStepIsReached(term.of, instrument)) return false;
  if ('atMost' in term) return true;
  const { least } = reachOf(instrument, term.of, { answers: {}, state: () => 'open' });
  return least >= (term.steps[0]?.[0] ?? least);
};

const bandFindings = (score: Score): string[] =>
  (score.bandSets ?? []).flatMap(({ bands }) => {
    const first = bands[0];
    const last = bands.at(-1);
    return [
      ...(first?.from === score.min && last?.to === score.max
        ? []
        : [`The bands of ${score.id} do not reach from ${score.min} to ${score.max}`]),
      ...bands.flatMap((band, at) => {
        const before = bands[at - 1];
        if (band.from > band.to) return [`The band ${band.id} of ${score.id} is empty`];
        return before !== undefined && band.from !== before.to + 1
          ? [`Between the bands ${before.id} and ${band.id} of ${score.id} is a gap or an overlap`]
          : [];
      }),
      ...twice(bands.map(({ id }) => id)).map((id) => `${score.id} has the band ${id} twice`),
    ];
  });

const scoreFindings = (score: Score, instrument: Instrument, sound: readonly Score[]): string[] => {
  const where = `The score ${score.id}`;
  const known: Known = {
    items: new Set(instrument.items.map(({ id }) => id)),
    scores: new Set(sound.map(({ id }) => id)),
    flags: new Set(),
  };
  const terms = termFindings(where, score.term, instrument, known);
  if (terms.length > 0) return terms;
  if (!lowestStepIsReached(score.term, instrument))
    return [`${where} has no step for its lowest value`];
  const reach = reachOf(instrument, score.term, { answers: {}, state: () => 'open' });
  const sets = score.bandSets ?? [];
  return [
    ...(reach.least === score.min && reach.most === score.max
      ? []
      : [
          `${where} says ${score.min} to ${score.max}, its items make ${reach.least} to ${reach.most}`,
        ]),
    ...bandFindings(score),
    ...(sets.length === 0 || sets.at(-1)?.when === undefined
      ? []
      : [`${where} has no bands where no condition holds`]),
    ...sets.flatMap(({ when }) =>
      when ? conditionFindings(`A band of ${score.id}`, when, instrument, known) : [],
    ),
    ...(score.codes ?? []).flatMap(({ when }) =>
      conditionFindings(`A code of ${score.id}`, when, instrument, known),
    ),
  ];
};

/** Everything wrong with a definition that its schema took, in plain words. */
export const findingsIn = (instrument: Instrument): string[] => {
  const { items, scores, flags, proposals } = instrument;
  const itemIds = new Set(items.map(({ id }) => id));
  const all: Known = {
    items: itemIds,
    scores: new Set(scores.map(({ id }) => id)),
    flags: new Set(flags.map(({ id }) => id)),
  };
  const upTo = (at: number): Known => ({
    ...all,
    flags: new Set(flags.slice(0, at).map(({ id }) => id)),
  });
  const texts = [
    ...flags.flatMap(({ text, clearText, familyText }) => [text, clearText, familyText]),
    ...proposals.flatMap(({ text, goal, interventions }) => [text, goal, ...(interventions ?? [])]),
  ];
  // One after another: a score may need those before it that are right, so none is followed for ever.
  const sound: Score[] = [];
  const ofScores = scores.flatMap((score) => {
    const found = scoreFindings(score, instrument, sound);
    if (found.length === 0) sound.push(score);
    return found;
  });
  return [
    ...[items, scores, flags, proposals].flatMap((list) =>
      twice(list.map(({ id }) => id)).map((id) => `${id} stands twice`),
    ),
    ...items.flatMap((item) => itemFindings(item, instrument, sound)),
    ...ofScores,
    ...flags.flatMap((flag, at) => [
      ...conditionFindings(`The flag ${flag.id}`, flag.raisedWhen, instrument, upTo(at)),
      ...(flag.kind === 'alert' && flag.familyText
        ? [`The alert ${flag.id} has words for the family's page`]
        : []),
    ]),
    ...proposals.flatMap((proposal) =>
      conditionFindings(`The proposal ${proposal.id}`, proposal.when, instrument, all),
    ),
    ...(instrument.opensWhen
      ? conditionFindings('Its opening', instrument.opensWhen, instrument, all)
      : []),
    ...(instrument.appliesTo
      ? conditionFindings('Its use', instrument.appliesTo.when, instrument, all)
      : []),
    ...texts
      .flatMap((text) => (text ? placeholdersIn(text) : []))
      .filter((id) => !itemIds.has(id))
      .map((id) => `A text names the item ${id}, which is not there`),
  ];
};
