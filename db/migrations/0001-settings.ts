import type { Migration } from './migration';

/** Settings of the hospital, and keys that live inside the encrypted file (audit key, installation id). */
export const settings: Migration = {
  id: '0001-settings',
  up: async (trx, c) => {
    await trx.schema.createTable('setting', (t) => {
      c.text(t, 'key').primary();
      c.text(t, 'value').notNullable();
      c.int(t, 'rowVersion').notNullable().defaultTo(1);
      c.text(t, 'updatedAt').notNullable();
      c.text(t, 'updatedBy').notNullable();
    });
    await trx.schema.createTable('secret', (t) => {
      c.text(t, 'name').primary();
      c.bytes(t, 'value').notNullable();
    });
  },
};
