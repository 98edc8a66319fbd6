import type { Migration } from './migration';

/** Batches of imported files, what waits for a person, and remembered CSV mappings. */
export const imports: Migration = {
  id: '0014-imports',
  up: async (trx, c) => {
    await trx.schema.createTable('import_batch', (t) => {
      c.record(t);
      c.text(t, 'fileName').notNullable();
      c.text(t, 'format').notNullable();
      c.text(t, 'sha256').notNullable();
      /** `accepted`, `partly`, `refused`. */
      c.text(t, 'outcome').notNullable();
      /** JSON of the counts and of the refused places with reasons. */
      c.text(t, 'report').notNullable();
      t.index(['sha256']);
      t.index(['createdAt']);
    });
    await trx.schema.createTable('import_difference', (t) => {
      /** A feed's value for a typed field, waiting for a person (records.md: Typed against fed). */
      c.record(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.text(t, 'tableName').notNullable();
      c.text(t, 'rowId').notNullable();
      c.text(t, 'field').notNullable();
      c.text(t, 'ours');
      c.text(t, 'theirs');
      c.ref(t, 'batchId', 'import_batch').notNullable();
      /** Where in the file: `message 12`. */
      c.text(t, 'place').notNullable().defaultTo('');
      c.text(t, 'decidedAt');
      /** `ours`, `theirs`. */
      c.text(t, 'decision');
      t.index(['decidedAt']);
      t.index(['rowId', 'field']);
      t.unique(['tableName', 'rowId', 'field', 'batchId']);
    });
    await trx.schema.createTable('possible_duplicate', (t) => {
      c.record(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'otherId', 'patient').notNullable();
      c.text(t, 'decidedAt');
      /** `same`, `different`, `later`. */
      c.text(t, 'decision');
      t.unique(['patientId', 'otherId']);
    });
    await trx.schema.createTable('import_message', (t) => {
      /** SHA-256 of each HL7 message that was taken: the same one twice changes nothing. */
      c.text(t, 'digest').primary();
      c.ref(t, 'batchId', 'import_batch').notNullable();
    });
    await trx.schema.createTable('fed_record', (t) => {
      /**
       * What a feed wrote of a record: the time of its newest message, and the rowVersion it left.
       * A higher rowVersion means that a person changed the row since; `revision` tells which fields.
       */
      c.text(t, 'tableName').notNullable();
      c.text(t, 'rowId').notNullable();
      c.text(t, 'fedAt').notNullable();
      c.int(t, 'fedVersion').notNullable();
      t.primary(['tableName', 'rowId']);
    });
    await trx.schema.createTable('csv_mapping', (t) => {
      /** Keyed by the hash of the header set. */
      c.text(t, 'headerKey').primary();
      c.text(t, 'mapping').notNullable();
      c.text(t, 'updatedAt').notNullable();
      c.text(t, 'updatedBy').notNullable();
    });
  },
};
