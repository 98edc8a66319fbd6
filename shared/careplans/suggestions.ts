/** Lines of the library and the templates, offered while a person types. */
import { fold } from '../folding';
import { valueProblem } from './measure-check';
import { libraryId, type Offer } from './templates/catalog';
import type { TemplateGoal } from './templates/definition';
import { hasBlank, plainText } from './templates/merge';
import type { GoalContent } from './version';

export type SuggestedRecord = 'problem' | 'goal' | 'activity';

/** A line that fits. */
export interface Suggestion {
  templateId: string;
  item: string;
  text: string;
  /** How many records in the plans of the unit's patients came from it. */
  used: number;
}

/** How many are offered at once. */
const mostOffered = 8;

/** All lines of one kind; a line that several templates share is there once, the library's own. */
export const suggestible = (
  offers: readonly Offer[],
  record: SuggestedRecord,
  used: ReadonlyMap<string, number>,
): Suggestion[] => {
  const found = new Map<string, Suggestion>();
  const ordered = [
    ...offers.filter(({ id }) => id === libraryId),
    ...offers.filter(({ id }) => id !== libraryId),
  ];
  for (const { id: templateId, problems } of ordered)
    for (const { problem } of problems) {
      const lines =
        record === 'problem'
          ? [[problem.id, problem.statement] as const]
          : record === 'goal'
            ? problem.goals.map(({ id, statement }) => [id, statement] as const)
            : problem.interventions.map(({ id, what }) => [id, what] as const);
      for (const [item, words] of lines)
        if (!found.has(item))
          found.set(item, {
            ...{ templateId, item, text: plainText(words), used: used.get(item) ?? 0 },
          });
    }
  return [...found.values()];
};

/**
 * Lines in which every typed word begins a word, those used most first, then in the order of the
 * library. Nothing typed asks for all. Texts that stand there already are not offered again.
 */
export const suggestionsFor = (
  lines: readonly Suggestion[],
  text: string,
  standing: readonly string[],
): Suggestion[] => {
  const there = new Set(standing.map(fold));
  const words = fold(text).split(/\s+/).filter(Boolean);
  return lines
    .filter((line) => {
      if (there.has(fold(line.text))) return false;
      const parts = fold(line.text).split(/[^\p{L}\p{N}]+/u);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    })
    .toSorted((a, b) => b.used - a.used)
    .slice(0, mostOffered);
};

/** What a template's goal is measured by; words where its target fits no kind. */
export const measureOf = (
  goal: TemplateGoal,
): Pick<GoalContent, 'measure' | 'measureKind' | 'unit' | 'scaleLow' | 'scaleHigh' | 'target'> => {
  const { measure, type, unit = null } = goal;
  const target = plainText(goal.target);
  const ends = /^(\d+)–(\d+)$/.exec(unit ?? '');
  const laidDown = {
    ...{ measure, measureKind: type === 'count-of' ? ('number' as const) : type },
    ...{ unit: ends ? null : unit },
    ...{ scaleLow: ends ? Number(ends[1]) : null, scaleHigh: ends ? Number(ends[2]) : null },
  };
  const fits = !hasBlank(target) && valueProblem(laidDown, target) === null;
  return fits
    ? { ...laidDown, target }
    : {
        ...{ measure: unit === null ? measure : `${measure} (${unit})`, measureKind: null },
        ...{ unit: null, scaleLow: null, scaleHigh: null, target },
      };
};
