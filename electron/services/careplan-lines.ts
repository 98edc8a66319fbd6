/** What a chosen line of the library brings to a plan besides its text. */
import { measureOf } from '../../shared/careplans/suggestions';
import type { SuggestedRecord } from '../../shared/careplans/suggestions';
import { oftenWords } from '../../shared/careplans/templates/merge';
import { notFound } from '../../shared/errors';
import { templates } from '../clinical/templates';

/** The columns of the record that is made of a line; none where nothing was chosen. */
export const lineOf = (
  chosen: { templateId: string; item: string } | undefined,
  record: SuggestedRecord,
): Record<string, string | number | null> => {
  if (chosen === undefined) return {};
  const offer = templates.offer(chosen.templateId);
  const problems = offer?.problems.map(({ problem }) => problem) ?? [];
  const origin = {
    templateId: chosen.templateId,
    templateVersion: offer?.version ?? null,
    templateItem: chosen.item,
  };
  if (record === 'problem' && problems.some(({ id }) => id === chosen.item)) return origin;
  const goal = problems.flatMap(({ goals }) => goals).find(({ id }) => id === chosen.item);
  if (record === 'goal' && goal) return { ...origin, ...measureOf(goal) };
  const intervention = problems
    .flatMap(({ interventions }) => interventions)
    .find(({ id }) => id === chosen.item);
  if (record === 'activity' && intervention)
    return {
      ...{ ...origin, kind: intervention.kind, frequency: oftenWords(intervention) },
      ownerRole: templates.role(intervention.owner)?.en ?? null,
    };
  throw notFound();
};
