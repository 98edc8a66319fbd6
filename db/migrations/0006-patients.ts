import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Patients, their identifiers, and the people around them (records.md: Identity, Merge). */
export const patients: Migration = {
  id: '0006-patients',
  up: async (trx, c) => {
    await trx.schema.createTable('assigner', (t) => {
      c.record(t);
      c.text(t, 'name').notNullable().unique();
      c.int(t, 'isOurs').notNullable().defaultTo(0);
    });
    await trx.schema.createTable('assigner_alias', (t) => {
      /** HL7 namespace or OID, FHIR system, or `CSV: none`. */
      c.text(t, 'alias').primary();
      c.ref(t, 'assignerId', 'assigner').notNullable();
    });
    await trx.schema.createTable('patient', (t) => {
      c.record(t);
      /** Own id, or that of the patient this one was merged into; reads resolve through it. */
      c.text(t, 'survivorId').notNullable();
      c.text(t, 'familyName').notNullable();
      c.text(t, 'givenName').notNullable();
      c.text(t, 'middleName');
      c.text(t, 'suffix');
      /** Name folded for search and sorting: lower case, no accents. */
      c.text(t, 'nameFolded').notNullable();
      c.text(t, 'birthDate');
      c.text(t, 'sex').notNullable().defaultTo('unknown');
      oneOf(t, 'sex', ['female', 'male', 'other', 'unknown']);
      c.text(t, 'deceasedAt');
      c.text(t, 'language');
      c.text(t, 'maritalStatus');
      c.text(t, 'phone');
      c.text(t, 'addressLine');
      c.text(t, 'city');
      c.text(t, 'state');
      c.text(t, 'postalCode');
      /** The number people read aloud: identifier of type MR, else the first. */
      c.text(t, 'mrn');
      c.int(t, 'restricted').notNullable().defaultTo(0);
      c.text(t, 'restrictedReason');
      /** MSH-7 or EVN-2 of the newest feed message applied. */
      c.text(t, 'fedAt');
      t.index(['nameFolded']);
      t.index(['birthDate', 'nameFolded']);
      t.index(['mrn']);
      t.index(['survivorId']);
    });
    await trx.schema.createTable('patient_identifier', (t) => {
      c.record(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'assignerId', 'assigner').notNullable();
      c.text(t, 'type').notNullable();
      c.text(t, 'value').notNullable();
      t.unique(['assignerId', 'type', 'value']);
      t.index(['patientId']);
      t.index(['value']);
    });
    await trx.schema.createTable('related_person', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.text(t, 'name').notNullable();
      c.text(t, 'relationship');
      c.text(t, 'phone');
      c.text(t, 'address');
      /** Health care agent, designated caregiver, guardian, emergency contact: comma-separated codes. */
      c.text(t, 'roles').notNullable().defaultTo('');
      c.text(t, 'note');
      /** Makes a contact of a feed the same one next time. */
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId']);
    });
    await trx.schema.createTable('practitioner', (t) => {
      c.record(t);
      c.text(t, 'familyName').notNullable();
      c.text(t, 'givenName').notNullable().defaultTo('');
      c.text(t, 'prefix');
      c.text(t, 'specialty');
      c.text(t, 'phone');
      c.ref(t, 'assignerId', 'assigner');
      c.text(t, 'identifier');
      /** Name folded, to know a clinician who comes by name alone. */
      c.text(t, 'nameFolded').notNullable().defaultTo('');
      t.unique(['assignerId', 'identifier']);
      t.index(['nameFolded']);
    });
  },
};
