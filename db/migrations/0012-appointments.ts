import { oneOf } from '../columns';
import type { Migration } from './migration';

/**
 * Appointment series (rounds, meetings, visits) and what differs on single occurrences.
 * A series keeps local start and IANA zone, never UTC (clocks.md: Recurring events).
 */
export const appointments: Migration = {
  id: '0012-appointments',
  up: async (trx, c) => {
    await trx.schema.createTable('appointment_series', (t) => {
      c.record(t);
      c.inError(t);
      c.text(t, 'kind').notNullable();
      oneOf(t, 'kind', ['round', 'meeting', 'visit']);
      c.text(t, 'title').notNullable();
      c.ref(t, 'unitId', 'unit');
      c.ref(t, 'patientId', 'patient');
      c.ref(t, 'encounterId', 'encounter');
      /** Local wall time YYYY-MM-DDTHH:MM of the first occurrence. */
      c.text(t, 'startsLocal').notNullable();
      c.text(t, 'zone').notNullable();
      c.int(t, 'minutes').notNullable();
      /** RFC 5545 RRULE value without `RRULE:`; null = a single appointment. */
      c.text(t, 'rule');
      /** Last local start that can occur (for windows), null = open-ended. */
      c.text(t, 'endsLocal');
      c.text(t, 'place');
      c.text(t, 'address');
      c.int(t, 'travelBeforeMinutes').notNullable().defaultTo(0);
      c.int(t, 'travelAfterMinutes').notNullable().defaultTo(0);
      c.text(t, 'note');
      c.text(t, 'status').notNullable().defaultTo('booked');
      oneOf(t, 'status', ['booked', 'cancelled', 'entered-in-error']);
      t.index(['unitId', 'startsLocal']);
      t.index(['endsLocal']);
      t.index(['patientId']);
    });
    await trx.schema.createTable('appointment_exception', (t) => {
      c.record(t);
      c.ref(t, 'seriesId', 'appointment_series').notNullable();
      /** RECURRENCE-ID: the original local start, also after a move. */
      c.text(t, 'originalLocal').notNullable();
      c.int(t, 'cancelled').notNullable().defaultTo(0);
      c.text(t, 'startsLocal');
      c.int(t, 'minutes');
      c.text(t, 'title');
      c.text(t, 'place');
      c.text(t, 'note');
      c.text(t, 'reason');
      t.unique(['seriesId', 'originalLocal']);
    });
    await trx.schema.createTable('appointment_participant', (t) => {
      c.record(t);
      c.ref(t, 'seriesId', 'appointment_series').notNullable();
      c.ref(t, 'userId', 'user');
      c.ref(t, 'practitionerId', 'practitioner');
      c.text(t, 'name');
      c.text(t, 'role');
      c.int(t, 'required').notNullable().defaultTo(1);
      c.text(t, 'status').notNullable().defaultTo('needs-action');
      oneOf(t, 'status', ['accepted', 'declined', 'tentative', 'needs-action']);
      t.index(['seriesId']);
      t.index(['userId']);
    });
  },
};
