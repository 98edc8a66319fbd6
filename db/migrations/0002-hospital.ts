import { oneOf } from '../columns';
import type { Migration } from './migration';

/** The hospital, its units, rooms and beds. */
export const hospital: Migration = {
  id: '0002-hospital',
  up: async (trx, c) => {
    await trx.schema.createTable('hospital', (t) => {
      c.record(t);
      c.text(t, 'name').notNullable();
      /** IANA zone; every wall time a person sees is in it. */
      c.text(t, 'zone').notNullable();
      c.text(t, 'phone');
      c.text(t, 'helpDesk');
    });
    await trx.schema.createTable('unit', (t) => {
      c.record(t);
      c.text(t, 'name').notNullable();
      /** The unit's code in the feed (PV1-3.1, census column); several separated by commas. */
      c.text(t, 'feedCodes').notNullable().defaultTo('');
      c.text(t, 'specialty');
      /** Local HH:MM, stands in where no leaving time is planned (records.md). */
      c.text(t, 'usualLeavingTime').notNullable().defaultTo('11:00');
      c.int(t, 'headLimit').notNullable().defaultTo(25);
      c.int(t, 'active').notNullable().defaultTo(1);
      t.unique(['name']);
    });
    await trx.schema.createTable('room', (t) => {
      c.record(t);
      c.ref(t, 'unitId', 'unit').notNullable();
      c.text(t, 'name').notNullable();
      t.unique(['unitId', 'name']);
    });
    await trx.schema.createTable('bed', (t) => {
      c.record(t);
      c.ref(t, 'roomId', 'room').notNullable();
      /** As said aloud: `508-1`, `401`. */
      c.text(t, 'name').notNullable();
      c.text(t, 'status').notNullable().defaultTo('open');
      oneOf(t, 'status', ['open', 'cleaning', 'held', 'closed']);
      c.text(t, 'statusNote');
      t.unique(['roomId', 'name']);
    });
  },
};
