/** What conditions and typed needs propose. */
import type { Offer } from '../careplans/templates/catalog';
import { fitsCode } from '../careplans/templates/merge';
import { fold } from '../folding';
import { bundleTasks } from './from-assessments';
import type { ProposalLists } from './lists';
import { proposed, type Proposed } from './proposal';
import type { Suggestion } from './suggest';

/** An active condition of the patient. */
export interface CodedCondition {
  code: string;
  display: string;
  /** When it was put on record. */
  recordedAt: string | null;
}

/** Each situation to which a condition's code belongs, with all codes that call for it as ground. */
export const fromConditions = (
  conditions: readonly CodedCondition[],
  offers: readonly Offer[],
): Proposed[] =>
  offers.flatMap(({ id, title, conditionCodes }) => {
    const fitting = conditions.filter(({ code }) => fitsCode(conditionCodes, code));
    if (fitting.length === 0) return [];
    return [
      proposed({
        key: `c:${id}`,
        source: 'condition',
        kind: 'template',
        title,
        templateId: id,
        ground: {
          key: [...new Set(fitting.map(({ code }) => code.toUpperCase()))].sort().join('|'),
          reasons: fitting.map(({ display, recordedAt }) => ({
            from: { en: 'Conditions', es: 'Diagnósticos' },
            at: recordedAt,
            words: { en: display, es: display },
            assessmentId: null,
          })),
        },
      }),
    ];
  });

/** What a person typed that the patient needs, with the line of the library chosen for it. */
export interface TypedNeed {
  id: string;
  words: string;
  /** Id in the library or of a bundle; null = a problem in the person's own words. */
  item: string | null;
  typedAt: string;
}

/** A typed need as it stands in the tray: the chosen line, or a problem in its own words. */
export const fromNeeds = (
  needs: readonly TypedNeed[],
  library: ReadonlyMap<string, Suggestion>,
  lists: ProposalLists,
): Proposed[] =>
  needs.map(({ id, words, item, typedAt }) => {
    const own = { en: words, es: words };
    const found = item === null ? undefined : library.get(item);
    const head = {
      key: `n:${id}`,
      source: 'need' as const,
      ground: {
        key: `${fold(words)}|${item ?? ''}`,
        reasons: [{ from: null, at: typedAt, words: own, assessmentId: null }],
      },
    };
    if (!found) return proposed({ ...head, kind: 'problem', title: own });
    if (found.kind === 'bundle')
      return proposed({
        ...{ ...head, kind: 'tasks', title: found.text, bundle: found.id },
        tasks: bundleTasks(lists, found.id),
      });
    const { kind, text: title, goal, interventions, under, role, timing } = found;
    return proposed({
      ...{ ...head, kind, title, goal, interventions, under, role, timing },
      library: found.library,
      sameItem: found.problemItem,
    });
  });
