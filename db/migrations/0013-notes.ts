import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Notes (written, signed, amended) and the record of documents made, printed and saved. */
export const notes: Migration = {
  id: '0013-notes',
  up: async (trx, c) => {
    await trx.schema.createTable('note', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'kind').notNullable().defaultTo('note');
      c.text(t, 'text').notNullable();
      c.text(t, 'status').notNullable();
      oneOf(t, 'status', ['preliminary', 'final', 'amended', 'entered-in-error']);
      c.text(t, 'signedAt');
      c.ref(t, 'signedBy', 'user');
      /** The signed note that this one amends; both stay readable. */
      c.ref(t, 'amendsId', 'note');
      c.text(t, 'amendReason');
      t.index(['patientId', 'createdAt']);
      t.index(['encounterId', 'createdAt']);
    });
    await trx.schema.createTable('document', (t) => {
      c.record(t);
      c.ref(t, 'patientId', 'patient');
      c.ref(t, 'encounterId', 'encounter');
      /** `carePlan`, or `external` for metadata of a DocumentReference. */
      c.text(t, 'kind').notNullable();
      c.text(t, 'title').notNullable();
      c.ref(t, 'carePlanId', 'care_plan');
      /** Version printed; null = the working draft. */
      c.int(t, 'version');
      c.text(t, 'paper');
      c.int(t, 'pages');
      /** `preview`, `print`, `save`, `import`. */
      c.text(t, 'purpose').notNullable();
      c.text(t, 'recipient');
      c.text(t, 'sha256');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId', 'createdAt']);
    });
  },
};
