/** What completed assessments propose: their instrument's rules, with the answers as ground. */
import type { Answers } from '../clinical/instruments/answers';
import type { Condition } from '../clinical/instruments/condition';
import type { Instrument, Proposal } from '../clinical/instruments/definition';
import { outcomeOf, type Facts, type Outcome } from '../clinical/instruments/outcome';
import type { Text } from '../clinical/instruments/vocabulary';
import { answerInWords, filledIn } from '../clinical/instruments/words';
import type { PlanClass } from '../coverage/coverage';
import type { ProposalLists } from './lists';
import { merged, proposed, slug, type Proposed, type ProposedTask, type Reason } from './proposal';

/** A completed response as the rules need it: the newest of its instrument in the stay. */
export interface Answered {
  id: string;
  instrument: Instrument;
  answers: Answers;
  facts: Facts;
  completedAt: string | null;
}

const both = (make: (language: 'en' | 'es') => string): Text => ({
  en: make('en'),
  es: make('es'),
});

/** The instrument with the rules that the lists add to it for this payer. */
const withRules = (
  instrument: Instrument,
  lists: ProposalLists,
  payer: PlanClass | null,
): Instrument => ({
  ...instrument,
  proposals: [
    ...instrument.proposals,
    ...lists.rules
      .filter(
        (rule) =>
          rule.instrument === instrument.id &&
          (rule.planClasses === undefined || (payer !== null && rule.planClasses.includes(payer))),
      )
      .map(({ proposal }) => proposal),
  ],
});

/** A part of a ground in words: the flag's sentence, the answer, the score with its band. */
const groundWords = (part: Condition, one: Answered, outcome: Outcome): Text | null => {
  const { instrument, answers } = one;
  if ('flag' in part) {
    const flag = instrument.flags.find(({ id }) => id === part.flag);
    return flag ? both((language) => filledIn(flag.text, instrument, answers, language)) : null;
  }
  if ('item' in part) {
    const item = instrument.items.find(({ id }) => id === part.item);
    const words = both((l) => answerInWords(instrument, answers, part.item, l) ?? '');
    return item && words.en !== ''
      ? both((language) => `${item.text[language]} ${words[language]}`)
      : null;
  }
  if ('score' in part) {
    const score = instrument.scores.find(({ id }) => id === part.score);
    const result = outcome.scores.find(({ id }) => id === part.score);
    if (!score || result?.value === null || result?.value === undefined) return null;
    return both((language) => `${score.text[language]} ${result.value}`);
  }
  return null;
};

/** The instrument's short name with words: "Intake", "AHC HRSN". */
const nameOf = ({ short, title }: Instrument): Text =>
  /^[A-Z][a-z]/.test(short) ? { en: short, es: title.es } : { en: short, es: short };

const reasonOf = (one: Answered, grounds: readonly Condition[], outcome: Outcome): Reason => {
  const words = grounds.flatMap((part) => groundWords(part, one, outcome) ?? []);
  return {
    from: nameOf(one.instrument),
    at: one.completedAt,
    assessmentId: one.id,
    words: both((language) => words.map((each) => each[language]).join('; ')),
  };
};

/** The tasks that a rule makes; none where it makes lines of a plan. */
const tasksOf = (rule: Proposal, title: Text, lists: ProposalLists): ProposedTask[] => {
  const { kind, ref, owner: role, due, priority = 'routine' } = rule;
  if (kind === 'problem' || kind === 'goal' || kind === 'intervention') return [];
  if (kind === 'bundle') return bundleTasks(lists, ref ?? '');
  const first = { kind: lists.taskFor(ref).kind, title, role, due, priority };
  const second = rule.with === undefined ? null : lists.taskFor(rule.with);
  return second?.text
    ? [first, { kind: second.kind, title: second.text, role, due, priority }]
    : [first];
};

/** The tasks of a bundle, each owned as its kind says. */
export const bundleTasks = (lists: ProposalLists, id: string): ProposedTask[] =>
  (lists.bundle(id)?.tasks ?? []).map(({ kind, due }) => {
    const { en, es, owner } = lists.taskKind(kind)!;
    return { kind, title: { en, es }, role: owner, due, priority: 'routine' };
  });

const proposalOf = (
  rule: Proposal,
  one: Answered,
  ground: Proposed['ground'],
  lists: ProposalLists,
): Proposed => {
  const { instrument, answers } = one;
  const place = lists.place(rule.id);
  const text = place?.text ?? rule.text;
  const fill = (words: Text): Text => both((l) => filledIn(words, instrument, answers, l));
  const title = fill(text);
  const tasks = tasksOf(rule, title, lists);
  const kind =
    rule.kind === 'problem' || rule.kind === 'goal' || rule.kind === 'intervention'
      ? rule.kind
      : 'tasks';
  // By what it says before answers are filled in: another answer is another ground, not another thing.
  const key = `a:${rule.kind}:${slug(rule.kind === 'bundle' ? (rule.ref ?? '') : text.en)}`;
  return proposed({
    ...{ key, source: 'assessment', kind, title, ground, tasks },
    goal: rule.goal ? fill(rule.goal) : null,
    interventions: (rule.interventions ?? []).map(fill),
    under: place?.under ?? null,
    sameItem: place?.item ?? null,
    role: rule.owner,
    due: rule.due,
    bundle: rule.kind === 'bundle' ? (rule.ref ?? null) : null,
  });
};

/** Everything that the responses propose, each thing once. */
export const fromAssessments = (
  answered: readonly Answered[],
  lists: ProposalLists,
  payer: PlanClass | null,
): Proposed[] =>
  merged(
    answered.flatMap((one) => {
      const instrument = withRules(one.instrument, lists, payer);
      const outcome = outcomeOf(instrument, one.answers, one.facts);
      return outcome.proposals.map(({ proposal, grounds, groundKey }) =>
        proposalOf(
          proposal,
          one,
          {
            key: `${instrument.id}:${groundKey}`,
            reasons: [reasonOf(one, grounds, outcome)],
          },
          lists,
        ),
      );
    }),
  );
