import { oneOf } from '../columns';
import type { Migration } from './migration';

/**
 * What was decided about proposals, against the ground they stood on; and needs that a person typed.
 * What is proposed is reckoned anew from answers, conditions and needs: only decisions are kept.
 */
export const proposals: Migration = {
  id: '0026-proposals',
  up: async (trx, c) => {
    await trx.schema.createTable('proposal_need', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.text(t, 'words').notNullable();
      /** Id of the library's line or the bundle that was chosen; null = a problem in these words. */
      c.text(t, 'item');
      t.index(['encounterId']);
    });
    await trx.schema.createTable('proposal_decision', (t) => {
      c.record(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.ref(t, 'carePlanId', 'care_plan');
      c.text(t, 'proposalKey').notNullable();
      c.text(t, 'title').notNullable();
      c.text(t, 'verdict').notNullable();
      oneOf(t, 'verdict', ['accepted', 'adapted', 'used', 'rejected', 'open']);
      /** Hash of the ground that was decided on. */
      c.text(t, 'ground').notNullable();
      /** JSON: the reasons as they read then, with the response that each came from. */
      c.text(t, 'reasons').notNullable();
      /** Id of the list of reasons for saying no. */
      c.text(t, 'reason');
      c.text(t, 'reasonText');
      c.text(t, 'decidedAt').notNullable();
      c.ref(t, 'decidedBy', 'user').notNullable();
      /** JSON: lines and tasks that were made or taken for it. */
      c.text(t, 'made').notNullable();
      t.unique(['encounterId', 'proposalKey']);
    });
  },
};
