import type { Migration } from './migration';

/** Who looked at an opening with a reason, when, and what they found. */
export const reviewedOpenings: Migration = {
  id: '0023-reviewed-openings',
  up: async (trx, c) => {
    await trx.schema.alterTable('access_grant', (t) => {
      c.text(t, 'reviewedAt');
      c.text(t, 'reviewedBy');
      c.text(t, 'reviewNote');
      t.index(['kind', 'fromAt', 'id']);
    });
    await trx.schema.alterTable('patient', (t) => void t.index(['restricted', 'survivorId']));
  },
};
