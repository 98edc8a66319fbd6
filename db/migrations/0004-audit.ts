import type { Migration } from './migration';
import { makeAppendOnly } from '../dialect';

/** The audit chain and the patients each entry touched; neither can be changed or deleted. */
export const audit: Migration = {
  id: '0004-audit',
  up: async (trx, c) => {
    await trx.schema.createTable('audit', (t) => {
      c.int(t, 'seq').primary();
      c.text(t, 'at').notNullable();
      c.text(t, 'userId');
      c.text(t, 'role');
      c.text(t, 'workstation').notNullable();
      c.text(t, 'action').notNullable();
      c.text(t, 'patientId');
      c.text(t, 'encounterId');
      c.text(t, 'recordType');
      c.text(t, 'recordId');
      c.int(t, 'versionBefore');
      c.int(t, 'versionAfter');
      c.text(t, 'outcome').notNullable();
      c.text(t, 'reason');
      /** JSON of ids, field names, filters and counts; never clinical text. */
      c.text(t, 'detail');
      /** Hex of HMAC-SHA-256(audit key, previous mac ‖ canonical JSON). */
      c.text(t, 'mac').notNullable();
      t.index(['patientId', 'seq']);
      t.index(['userId', 'seq']);
    });
    await trx.schema.createTable('audit_subject', (t) => {
      c.int(t, 'seq').notNullable().references('seq').inTable('audit');
      c.text(t, 'patientId').notNullable();
      t.primary(['seq', 'patientId']);
      t.index(['patientId', 'seq']);
    });
    await makeAppendOnly(trx, 'audit');
    await makeAppendOnly(trx, 'audit_subject');
  },
};
