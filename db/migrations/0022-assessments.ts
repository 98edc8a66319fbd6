import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Assessments, and the definition of every instrument's version that something was answered to. */
export const assessments: Migration = {
  id: '0022-assessments',
  up: async (trx, c) => {
    await trx.schema.createTable('instrument_version', (t) => {
      c.record(t);
      c.text(t, 'instrument').notNullable();
      c.int(t, 'version').notNullable();
      /** The definition as JSON, as it was when first answered to: it re-scores for ever. */
      c.text(t, 'definition').notNullable();
      t.unique(['instrument', 'version']);
    });
    await trx.schema.createTable('assessment', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.ref(t, 'instrumentVersionId', 'instrument_version').notNullable();
      c.text(t, 'instrument').notNullable();
      c.text(t, 'status').notNullable();
      oneOf(t, 'status', ['in-progress', 'completed', 'amended', 'entered-in-error']);
      /** Instant of completion; null while in progress. */
      c.text(t, 'completedAt');
      c.ref(t, 'completedBy', 'user');
      c.text(t, 'informant');
      oneOf(t, 'informant', ['patient', 'family', 'staff']);
      /** 1 used, 0 not used, null not said. */
      c.int(t, 'interpreter');
      /** JSON: answers by item. */
      c.text(t, 'answers').notNullable();
      /** JSON: facts of the record that scores and flags were reckoned with, kept at completion. */
      c.text(t, 'facts');
      /** JSON: scores and flags as they were at completion. */
      c.text(t, 'result');
      c.text(t, 'amendReason');
      t.index(['patientId', 'createdAt']);
      t.index(['encounterId', 'instrument', 'status']);
      t.index(['patientId', 'instrument', 'completedAt']);
      t.index(['instrumentVersionId']);
    });
  },
};
