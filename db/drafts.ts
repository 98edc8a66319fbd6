/** Table `draft`: unfinished input of one person, by form. No history: a draft is not a record. */
import type { Draft } from '../shared/contract/drafts';
import type { Trx } from './connection';

/** Writes a person's drafts over the former ones. */
export const saveDrafts = async (
  trx: Trx,
  userId: string,
  drafts: readonly Omit<Draft, 'updatedAt'>[],
  at: string,
): Promise<void> => {
  for (const draft of drafts)
    await trx('draft')
      .insert({ ...draft, userId, updatedAt: at })
      .onConflict(['userId', 'form'])
      .merge();
};

/** Forgets drafts that were saved or thrown away. */
export const deleteDrafts = (trx: Trx, userId: string, forms: readonly string[]): Promise<number> =>
  trx('draft')
    .where({ userId })
    .whereIn('form', [...forms])
    .del();

/** A person's drafts, newest first. */
export const draftsOf = (trx: Trx, userId: string): Promise<Draft[]> =>
  trx('draft')
    .where({ userId })
    .orderBy([{ column: 'updatedAt', order: 'desc' }, 'form'])
    .select('form', 'patientId', 'baseRowVersion', 'text', 'updatedAt');
