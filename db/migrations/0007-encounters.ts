import { oneOf } from '../columns';
import type { Migration } from './migration';

const classes = ['inpatient', 'observation', 'emergency', 'outpatient'];

/** Stays with their class and location histories; `active` rows carry the worklists' indexes. */
export const encounters: Migration = {
  id: '0007-encounters',
  up: async (trx, c) => {
    await trx.schema.createTable('encounter', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      /** Class of the open period, or of the last one. */
      c.text(t, 'class').notNullable();
      oneOf(t, 'class', classes);
      c.text(t, 'status').notNullable();
      oneOf(t, 'status', ['planned', 'in-progress', 'finished', 'cancelled']);
      /** 1 = in progress and inpatient or observation, or emergency with a bed of ours. */
      c.int(t, 'active').notNullable().defaultTo(0);
      /** Visit number with its assigner (PV1-19), else none. */
      c.text(t, 'visitNumber');
      c.ref(t, 'visitAssignerId', 'assigner');
      /** FHIR: source and resource id where no identifier stands. */
      c.text(t, 'sourceKey');
      c.ref(t, 'unitId', 'unit');
      c.ref(t, 'bedId', 'bed');
      /** Bed as the feed wrote it, also where it is none of ours. */
      c.text(t, 'bedLabel');
      c.text(t, 'arrivedAt');
      c.text(t, 'careBeganAt');
      c.text(t, 'observationBeganAt');
      c.text(t, 'inpatientOrderedAt');
      /** Admission: start of the stay; basis of the stay day. */
      c.text(t, 'admittedAt');
      c.int(t, 'admittedTimeKnown').notNullable().defaultTo(1);
      c.text(t, 'dischargeOrderedAt');
      c.text(t, 'dischargedAt');
      c.text(t, 'dischargeDisposition');
      c.text(t, 'admitReason');
      c.text(t, 'admitSource');
      c.text(t, 'expectedDischargeOn');
      /** A reason code of the lists where the date is unknown on purpose. */
      c.text(t, 'expectedDischargeUnknown');
      c.text(t, 'plannedLeaveAt');
      /** Disposition planned: home, homeHealth, snf, irf, … (lists.md). */
      c.text(t, 'plannedDisposition');
      c.text(t, 'medicallyReady').notNullable().defaultTo('unknown');
      oneOf(t, 'medicallyReady', ['unknown', 'no', 'yes']);
      c.text(t, 'medicallyReadySince');
      c.text(t, 'medicallyReadyBy');
      c.ref(t, 'attendingId', 'practitioner');
      c.ref(t, 'caseManagerId', 'user');
      c.ref(t, 'dischargePlannerId', 'user');
      c.text(t, 'fedAt');
      t.unique(['visitAssignerId', 'visitNumber']);
      t.unique(['sourceKey']);
      t.index(['patientId', 'admittedAt']);
      t.index(['visitNumber']);
    });
    // The worklists ask for active stays only; the index holds just those, so ten years cost nothing.
    for (const column of ['unitId', 'caseManagerId', 'expectedDischargeOn'])
      await trx.raw(
        `CREATE INDEX "encounter_active_${column}" ON "encounter" ("${column}", "id") WHERE "active" = 1`,
      );
    await trx.raw(
      `CREATE INDEX "encounter_left_unit" ON "encounter" ("unitId", "dischargedAt") WHERE "active" = 0`,
    );
    await trx.schema.createTable('encounter_class_period', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.text(t, 'class').notNullable();
      oneOf(t, 'class', classes);
      c.text(t, 'fromAt').notNullable();
      c.text(t, 'toAt');
      c.text(t, 'by').notNullable();
      oneOf(t, 'by', ['order', 'correction', 'conditionCode44']);
      t.index(['encounterId', 'fromAt']);
    });
    await trx.schema.createTable('encounter_location', (t) => {
      c.record(t);
      /** A transfer that the feed cancelled (A12). */
      c.inError(t);
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.ref(t, 'unitId', 'unit');
      c.ref(t, 'bedId', 'bed');
      c.text(t, 'label').notNullable();
      c.text(t, 'fromAt').notNullable();
      c.text(t, 'toAt');
      t.index(['encounterId', 'fromAt']);
      t.index(['unitId', 'toAt']);
    });
    await trx.schema.createTable('edd_move', (t) => {
      c.record(t);
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.text(t, 'fromOn');
      c.text(t, 'toOn');
      c.text(t, 'reason');
      c.text(t, 'at').notNullable();
      t.index(['encounterId', 'at']);
    });
    await trx.schema.createTable('encounter_fact', (t) => {
      /** One row a discharge, kept in the encounter's own transaction (records.md). */
      c.text(t, 'encounterId').primary().references('id').inTable('encounter');
      c.text(t, 'unitId');
      c.text(t, 'class').notNullable();
      c.text(t, 'payerClass');
      c.text(t, 'dischargedOn').notNullable();
      c.text(t, 'dischargedAt').notNullable();
      c.int(t, 'lengthOfStayDays').notNullable();
      c.text(t, 'disposition');
      t.index(['unitId', 'dischargedOn']);
      t.index(['dischargedOn']);
    });
  },
};
