import { oneOf } from '../columns';
import type { Migration } from './migration';

/** People who sign in, the units they belong to, their licenses. */
export const users: Migration = {
  id: '0003-users',
  up: async (trx, c) => {
    await trx.schema.createTable('user', (t) => {
      c.record(t);
      /** Folded to lower case; also the name of the key slot in the vault. */
      c.text(t, 'signInName').notNullable().unique();
      c.text(t, 'givenName').notNullable();
      c.text(t, 'familyName').notNullable();
      c.text(t, 'role').notNullable();
      oneOf(t, 'role', [
        'administrator',
        'unitLead',
        'caseManager',
        'dischargePlanner',
        'auditor',
        'interface',
      ]);
      c.text(t, 'phone');
      c.int(t, 'mustChangePassphrase').notNullable().defaultTo(0);
      c.int(t, 'active').notNullable().defaultTo(1);
      /** JSON of that person's own settings: language, theme, density, filters. */
      c.text(t, 'preferences').notNullable().defaultTo('{}');
    });
    await trx.schema.createTable('membership', (t) => {
      c.record(t);
      c.ref(t, 'userId', 'user').notNullable();
      c.ref(t, 'unitId', 'unit').notNullable();
      t.unique(['userId', 'unitId']);
    });
    await trx.schema.createTable('credential', (t) => {
      c.record(t);
      c.ref(t, 'userId', 'user').notNullable();
      /** RN, LSW, CCM … as printed behind the name. */
      c.text(t, 'kind').notNullable();
      c.text(t, 'state');
      c.text(t, 'number');
      c.text(t, 'expiresOn');
      t.unique(['userId', 'kind']);
    });
  },
};
