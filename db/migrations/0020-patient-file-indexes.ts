import type { Migration } from './migration';

/** What a patient's file reads by its stay or patient; without an index, the whole table each time. */
export const patientFileIndexes: Migration = {
  id: '0020-patient-file-indexes',
  up: async (trx) => {
    await trx.schema.alterTable('task', (t) => {
      t.index(['encounterId', 'open', 'completedAt']);
    });
    await trx.schema.alterTable('concern', (t) => {
      t.index(['patientId']);
    });
  },
};
