import { oneOf } from '../columns';
import type { Migration } from './migration';

/** Conditions, allergies, code status, concerns, observations, procedures and requests. */
export const clinical: Migration = {
  id: '0008-clinical',
  up: async (trx, c) => {
    await trx.schema.createTable('condition', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'system');
      c.text(t, 'code');
      c.text(t, 'display').notNullable();
      c.text(t, 'clinicalStatus').notNullable().defaultTo('active');
      oneOf(t, 'clinicalStatus', [
        'active',
        'recurrence',
        'relapse',
        'inactive',
        'remission',
        'resolved',
      ]);
      /** 1 = principal diagnosis of the stay. */
      c.int(t, 'principal').notNullable().defaultTo(0);
      c.text(t, 'onsetOn');
      c.text(t, 'abatedOn');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId', 'clinicalStatus']);
      t.index(['encounterId']);
    });
    await trx.schema.createTable('allergy', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      /** `none` is the positive statement “No known allergies”, with author and date. */
      c.text(t, 'kind').notNullable();
      oneOf(t, 'kind', ['allergy', 'intolerance', 'none']);
      c.text(t, 'substance').notNullable();
      c.text(t, 'code');
      c.text(t, 'reaction');
      c.text(t, 'severity');
      c.text(t, 'clinicalStatus').notNullable().defaultTo('active');
      oneOf(t, 'clinicalStatus', ['active', 'inactive', 'resolved']);
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId']);
    });
    await trx.schema.createTable('code_status', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'status').notNullable();
      oneOf(t, 'status', ['full', 'dnr', 'dni', 'comfort', 'other']);
      c.text(t, 'saidBy').notNullable();
      c.text(t, 'at').notNullable();
      c.text(t, 'note');
      t.index(['patientId', 'at']);
    });
    await trx.schema.createTable('concern', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.text(t, 'words').notNullable();
      c.text(t, 'saidBy');
      c.text(t, 'raisedTo');
      c.text(t, 'answer');
      c.text(t, 'openedAt').notNullable();
      c.text(t, 'answeredAt');
      t.index(['encounterId', 'answeredAt']);
    });
    await trx.schema.createTable('observation', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'system');
      c.text(t, 'code').notNullable();
      c.text(t, 'display').notNullable();
      /** Number as text, to keep its digits; unit as UCUM. */
      c.text(t, 'value').notNullable();
      c.text(t, 'unit');
      c.text(t, 'at').notNullable();
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId', 'code', 'at']);
    });
    await trx.schema.createTable('procedure', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'system');
      c.text(t, 'code');
      c.text(t, 'display').notNullable();
      /** FHIR event status. */
      c.text(t, 'status').notNullable();
      c.text(t, 'performedFrom');
      c.text(t, 'performedTo');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['encounterId']);
      t.index(['patientId', 'performedFrom']);
    });
    await trx.schema.createTable('service_request', (t) => {
      /** What was asked for elsewhere; our own referrals are another matter. */
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'system');
      c.text(t, 'code');
      c.text(t, 'display').notNullable();
      /** FHIR request status and intent. */
      c.text(t, 'status').notNullable();
      c.text(t, 'intent').notNullable();
      c.text(t, 'authoredAt');
      c.text(t, 'requester');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId', 'authoredAt']);
    });
  },
};
