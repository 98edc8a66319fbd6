import type { Migration } from './migration';

/** Words beside the reason of a move, the date made unknown, and moves that were taken back. */
export const expectedDischarge: Migration = {
  id: '0016-expected-discharge',
  up: async (trx, c) => {
    await trx.schema.alterTable('edd_move', (t) => {
      c.text(t, 'words');
      c.text(t, 'enteredInErrorAt');
      c.text(t, 'enteredInErrorBy');
      c.text(t, 'enteredInErrorReason');
    });
    // A planner's own list asks as a case manager's does.
    await trx.raw(
      `CREATE INDEX "encounter_active_dischargePlannerId" ON "encounter" ("dischargePlannerId", "id") WHERE "active" = 1`,
    );
  },
};
