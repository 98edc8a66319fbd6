import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Safety alerts of assessments: raised by an answer, open until somebody recorded what was done. */
export const safetyAlerts: Migration = {
  id: '0025-safety-alerts',
  up: async (trx, c) => {
    await trx.schema.createTable('safety_alert', (t) => {
      c.record(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.ref(t, 'assessmentId', 'assessment').notNullable();
      /** Id of the alert in the instrument's definition. */
      c.text(t, 'flag').notNullable();
      /** The answers that raised it, as codes: another answer raises it anew. */
      c.text(t, 'ground').notNullable();
      /** 1 until it was answered. */
      c.int(t, 'open').notNullable().defaultTo(1);
      c.text(t, 'outcome');
      oneOf(t, 'outcome', ['acted', 'mistake']);
      /** Who was told, in words. */
      c.text(t, 'told');
      /** Instant at which they were told. */
      c.text(t, 'toldAt');
      /** What was done, in words. */
      c.text(t, 'done');
      c.text(t, 'answeredAt');
      c.ref(t, 'answeredBy', 'user');
      t.index(['patientId', 'open']);
      t.index(['encounterId', 'open']);
      t.index(['assessmentId', 'flag']);
    });
  },
};
