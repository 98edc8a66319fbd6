import type { Migration } from './migration';

/** The template that a record of a care plan came from, and its item there: ids of data files. */
export const templateOrigins: Migration = {
  id: '0024-template-origins',
  up: async (trx, c) => {
    for (const table of ['problem', 'goal', 'activity', 'barrier'])
      await trx.schema.alterTable(table, (t) => {
        c.text(t, 'templateId');
        c.int(t, 'templateVersion');
        c.text(t, 'templateItem');
      });
  },
};
