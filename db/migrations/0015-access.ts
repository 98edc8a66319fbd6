import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Reach beyond the unit: covering for a window, or glass broken with a reason. */
export const access: Migration = {
  id: '0015-access',
  up: async (trx, c) => {
    await trx.schema.createTable('access_grant', (t) => {
      c.record(t);
      c.ref(t, 'userId', 'user').notNullable();
      c.ref(t, 'patientId', 'patient').notNullable();
      c.text(t, 'kind').notNullable();
      oneOf(t, 'kind', ['covering', 'breakGlass']);
      c.text(t, 'reason').notNullable();
      c.text(t, 'fromAt').notNullable();
      c.text(t, 'toAt').notNullable();
      t.index(['userId', 'patientId', 'toAt']);
    });
  },
};
