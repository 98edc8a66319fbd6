/**
 * Lines of the library for a need that somebody types: found by its words, those that this hospital's
 * plans use most first.
 */
import type { Offer, Templates } from '../careplans/templates/catalog';
import { plainText } from '../careplans/templates/merge';
import type { Text } from '../clinical/instruments/vocabulary';
import { fold } from '../folding';
import type { ProposalLists } from './lists';
import type { LibraryItem } from './proposal';

export interface Suggestion {
  id: string;
  kind: 'problem' | 'goal' | 'intervention' | 'bundle';
  text: Text;
  goal: Text | null;
  interventions: readonly Text[];
  /** Of a goal or an intervention: its problem. */
  under: Text | null;
  /** A role of the templates. */
  role: string | null;
  timing: string | null;
  library: LibraryItem | null;
  /** The library's problem that it is or belongs under. */
  problemItem: string | null;
  /** Folded words that it is found by: its own count double. */
  words: readonly string[];
  around: readonly string[];
}

/** Words that say nothing about a need, in both languages. */
const empty = new Set(
  (
    'a an and are as at be been by can cannot do does for from get gets go goes has have her him his ' +
    'if in is it its need needs no not of on or our out she so some than that the their them then ' +
    'there they this to up want wants was we when who will with without would you your patient ' +
    'al algo como con cuando de del el ella en es esta este ha hay la las le lo los mas me mi muy ' +
    'necesita necesidad para pero por que se si sin son su sus tiene un una y ya paciente'
  ).split(' '),
);

/** The words of a text that say something, folded, each once. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    fold(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1 && !empty.has(word)),
  ),
];

/** Does a typed word mean a word of the text? `rides` finds `ride`, `transp` finds `transport`. */
const meets = (typed: string, word: string): boolean =>
  typed === word ||
  (typed.length > 2 && word.startsWith(typed)) ||
  (word.length > 2 && typed.startsWith(word) && typed.length - word.length < 4);

const text = (words: string): Text => ({ en: plainText(words), es: plainText(words) });

const linesOf = ({ id: templateId, version, title, problems }: Offer): Suggestion[] =>
  problems.flatMap(({ problem, note }) => {
    const library = (item: string): LibraryItem => ({ templateId, version, item });
    const around = wordsOf(
      [problem.statement, note ?? '', templateId === 'library' ? '' : title.en].join(' '),
    );
    const below = {
      ...{ goal: null, interventions: [], under: text(problem.statement) },
      problemItem: problem.id,
    };
    return [
      {
        ...{ id: problem.id, kind: 'problem', text: text(problem.statement), under: null },
        goal: problem.goals[0] ? text(problem.goals[0].statement) : null,
        interventions: problem.interventions.map(({ what }) => text(what)),
        ...{ role: null, timing: problem.goals[0]?.by ?? null, library: library(problem.id) },
        problemItem: problem.id,
        words: wordsOf(problem.statement),
        around: wordsOf(
          [note ?? '', ...problem.goals.flatMap(({ voice }) => [voice.en, voice.es])].join(' '),
        ),
      } satisfies Suggestion,
      ...problem.goals.map((goal): Suggestion => ({
        ...{ ...below, id: goal.id, kind: 'goal', text: text(goal.statement), role: null },
        ...{ timing: goal.by, library: library(goal.id), around },
        words: wordsOf([goal.statement, goal.voice.en, goal.voice.es].join(' ')),
      })),
      ...problem.interventions.map((each): Suggestion => ({
        ...{ ...below, id: each.id, kind: 'intervention', text: text(each.what) },
        role: each.owner,
        ...{ timing: each.due, library: library(each.id), words: wordsOf(each.what), around },
      })),
    ];
  });

/** Everything that can be suggested, by id; the library's own line stands for those that use it. */
export const suggestible = (
  templates: Pick<Templates, 'offers'>,
  lists: ProposalLists,
): ReadonlyMap<string, Suggestion> => {
  const lines = templates.offers.flatMap(linesOf);
  const bundles = lists.bundles.map(({ id, text: name, tasks }): Suggestion => {
    const titles = tasks.map(({ kind }) => lists.taskKind(kind)!);
    return {
      ...{ id, kind: 'bundle', text: name, goal: null, under: null, role: null },
      ...{ timing: null, library: null, problemItem: null, interventions: [] },
      words: wordsOf(`${name.en} ${name.es}`),
      around: wordsOf(titles.map(({ en, es }) => `${en} ${es}`).join(' ')),
    };
  });
  return new Map([...lines, ...bundles].map((each) => [each.id, each]));
};

/**
 * The best lines for what is typed: most of its words first (a line's own count double), then those
 * used most, then a problem before its parts. Nothing where no word says anything.
 */
export const suggest = (
  typed: string,
  library: ReadonlyMap<string, Suggestion>,
  used: ReadonlyMap<string, number>,
  limit = 8,
): Suggestion[] => {
  const asked = wordsOf(typed);
  const order = ['problem', 'bundle', 'goal', 'intervention'];
  return [...library.values()]
    .map((line) => {
      const own = asked.filter((word) => line.words.some((each) => meets(word, each))).length;
      const near = asked.filter((word) => line.around.some((each) => meets(word, each))).length;
      return { line, score: own * 2 + near, uses: used.get(line.id) ?? 0 };
    })
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.uses - a.uses ||
        order.indexOf(a.line.kind) - order.indexOf(b.line.kind) ||
        (a.line.text.en < b.line.text.en ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ line }) => line);
};
