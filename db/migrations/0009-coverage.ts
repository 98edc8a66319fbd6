import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Who pays, and who looks after the patient. */
export const coverage: Migration = {
  id: '0009-coverage',
  up: async (trx, c) => {
    await trx.schema.createTable('coverage', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.text(t, 'payer').notNullable();
      c.text(t, 'planClass').notNullable();
      oneOf(t, 'planClass', [
        'medicare',
        'medicareAdvantage',
        'medicaid',
        'commercial',
        'selfPay',
        'other',
      ]);
      /** 1 = primary, 2 = secondary … */
      c.int(t, 'rank').notNullable().defaultTo(1);
      c.text(t, 'memberNumber');
      c.text(t, 'groupNumber');
      c.text(t, 'startsOn');
      c.text(t, 'endsOn');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId', 'rank']);
    });
    await trx.schema.createTable('care_team_member', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      /** Exactly one of user, practitioner, relatedPerson, or only a name. */
      c.ref(t, 'userId', 'user');
      c.ref(t, 'practitionerId', 'practitioner');
      c.ref(t, 'relatedPersonId', 'related_person');
      c.text(t, 'name').notNullable();
      c.text(t, 'role').notNullable();
      c.text(t, 'phone');
      c.text(t, 'organization');
      c.text(t, 'note');
      c.text(t, 'startsAt');
      c.text(t, 'endsAt');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['encounterId']);
      t.index(['patientId']);
      t.index(['userId', 'endsAt']);
    });
  },
};
