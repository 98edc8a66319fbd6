/** What changed since the version before, in one line of print. */
import type { PlanChange } from '../../shared/careplans/changes';
import type { printWords } from './words';

const kinds = ['added', 'changed', 'removed', 'moved'] as const;
const records = ['plan', 'problem', 'goal', 'activity', 'barrier'] as const;

/** `1 goal changed, 2 interventions added`; each record counts once, however many fields it changed in. */
export const changesInWords = (
  changes: readonly PlanChange[],
  words: (typeof printWords)['en'],
): string =>
  records
    .flatMap((record) =>
      kinds.flatMap((kind) => {
        const ids = changes
          .filter((change) => change.kind === kind && change.record === record)
          .map(({ id }) => id);
        const said = words.change[kind][record];
        return ids.length > 0 && said ? [said(new Set(ids).size)] : [];
      }),
    )
    .join(', ');
