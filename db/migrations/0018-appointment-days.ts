import type { Migration } from './migration';

/** Appointments of whole days, people taken off an appointment, and the indexes of the calendar. */
export const appointmentDays: Migration = {
  id: '0018-appointment-days',
  up: async (trx, c) => {
    await trx.schema.alterTable('appointment_series', (t) => {
      /** Nominal days without a time (clocks.md: P1D is not PT24H); 0 = it has a time. */
      c.int(t, 'wholeDays').notNullable().defaultTo(0);
      /** The room its place names, folded; null where it names none. */
      c.text(t, 'placeFolded');
      c.text(t, 'cancelReason');
      // What is over is never asked for: the calendar reads from a window's start on.
      t.index(['unitId', 'endsLocal']);
      t.index(['encounterId', 'endsLocal']);
      t.index(['placeFolded', 'endsLocal']);
    });
    await trx.schema.alterTable('appointment_exception', (t) => {
      t.index(['startsLocal']);
    });
    await trx.schema.alterTable('appointment_participant', (t) => {
      /** Taken off the appointment; the row stays. */
      c.text(t, 'removedAt');
    });
  },
};
