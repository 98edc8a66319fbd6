import type { Migration } from './migration';

/** History of every record, drafts of unfinished input, and who set a field (person or feed). */
export const revisions: Migration = {
  id: '0005-revisions',
  up: async (trx, c) => {
    await trx.schema.createTable('revision', (t) => {
      c.text(t, 'tableName').notNullable();
      c.text(t, 'rowId').notNullable();
      c.int(t, 'rowVersion').notNullable();
      c.text(t, 'at').notNullable();
      c.text(t, 'by').notNullable();
      /** JSON of the row as it was before this change. */
      c.text(t, 'before').notNullable();
      t.primary(['tableName', 'rowId', 'rowVersion']);
    });
    await trx.schema.createTable('draft', (t) => {
      c.ref(t, 'userId', 'user').notNullable();
      /** Names the field it belongs to: `note:<encounterId>`, `caseload.filter`, … */
      c.text(t, 'form').notNullable();
      c.text(t, 'patientId');
      c.int(t, 'baseRowVersion');
      c.text(t, 'text').notNullable();
      c.text(t, 'updatedAt').notNullable();
      t.primary(['userId', 'form']);
    });
    await trx.schema.createTable('field_source', (t) => {
      c.text(t, 'tableName').notNullable();
      c.text(t, 'rowId').notNullable();
      c.text(t, 'field').notNullable();
      /** `person` or `feed`. */
      c.text(t, 'source').notNullable();
      c.text(t, 'at').notNullable();
      c.text(t, 'by').notNullable();
      t.primary(['tableName', 'rowId', 'field']);
    });
  },
};
