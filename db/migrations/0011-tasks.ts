import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Tasks; open ones carry the index that answers “what is next for this stay”. */
export const tasks: Migration = {
  id: '0011-tasks',
  up: async (trx, c) => {
    await trx.schema.createTable('task', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      /** A kind of lists.md §7, `tk-other` by default. */
      c.text(t, 'kind').notNullable().defaultTo('tk-other');
      c.text(t, 'title').notNullable();
      c.text(t, 'detail');
      c.ref(t, 'ownerId', 'user');
      c.text(t, 'ownerRole');
      /** An instant; a task due on a date ends with that local date. */
      c.text(t, 'dueAt');
      c.text(t, 'dueOn');
      c.text(t, 'priority').notNullable().defaultTo('routine');
      oneOf(t, 'priority', ['routine', 'urgent', 'asap', 'stat']);
      c.text(t, 'status').notNullable().defaultTo('requested');
      oneOf(t, 'status', [
        'requested',
        'in-progress',
        'on-hold',
        'completed',
        'cancelled',
        'rejected',
        'entered-in-error',
      ]);
      c.int(t, 'open').notNullable().defaultTo(1);
      c.text(t, 'completedAt');
      c.text(t, 'completedBy');
      c.text(t, 'statusReason');
      t.index(['patientId']);
    });
    await trx.raw(
      `CREATE INDEX "task_open_encounter" ON "task" ("encounterId", "dueAt", "id") WHERE "open" = 1`,
    );
    await trx.raw(
      `CREATE INDEX "task_open_owner" ON "task" ("ownerId", "dueAt", "id") WHERE "open" = 1`,
    );
  },
};
