import type { Migration } from './migration';

/**
 * What a goal is measured by, with the words of each level of goal attainment scaling (Kiresuk and
 * Sherman 1968: −2 … +2); what an intervention and a barrier of a plan still lacked. SQLite adds no
 * foreign key to a table that stands: that a tie stays within its problem is the repository's work.
 */
export const planMeasures: Migration = {
  id: '0027-plan-measures',
  up: async (trx, c) => {
    await trx.schema.alterTable('goal', (t) => {
      /** A code of `measureKinds`; null = as typed, of no kind. */
      c.text(t, 'measureKind');
      c.text(t, 'unit');
      /** Ends of a scale. */
      c.int(t, 'scaleLow');
      c.int(t, 'scaleHigh');
      for (const level of ['Minus2', 'Minus1', '0', 'Plus1', 'Plus2']) c.text(t, `level${level}`);
    });
    await trx.schema.alterTable('activity', (t) => {
      /** The goal that it serves; null = the problem as a whole. */
      c.text(t, 'goalId');
      c.text(t, 'ownerContact');
      c.text(t, 'startOn');
      c.text(t, 'outcome');
    });
    await trx.schema.alterTable('barrier', (t) => {
      /** What it blocks; null = the problem as a whole. */
      c.text(t, 'goalId');
      c.text(t, 'activityId');
    });
  },
};
