/** Calls about units, rooms and beds: the administrator's house, without a patient in it. */
import { z } from 'zod';
import { mostBeds, mostRooms } from '../units/rooms';
import { bedStatuses, type Unit } from '../units/unit';
import { answer, idSchema, lineSchema, nothing, read, rowVersionSchema, write } from './define';

const roomSchema = z.strictObject({
  name: lineSchema(40),
  beds: z.array(lineSchema(40)).min(1).max(mostBeds),
});

const unitFields = {
  name: lineSchema(80),
  feedCodes: z
    .array(
      lineSchema(40).refine((code) => !code.includes(','), { error: 'one code, without commas' }),
    )
    .max(20),
  specialty: lineSchema(80).nullable(),
  usualLeavingTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  headLimit: z.int().min(1).max(200),
};

const which = { id: idSchema, rowVersion: rowVersionSchema };

/** A unit stands in the session (switch, memberships), in lists and on the boards. */
const changes = ['units', 'session', 'users', 'caseload', 'health'] as const;

const change = <Input>(input: z.ZodType<Input>) =>
  write({ input, output: answer<Unit>(), access: 'units.manage', changes });

export const unitCalls = {
  /** All units, open ones first, each with its rooms and beds in the order they are walked. */
  'units.list': read({
    input: nothing,
    output: answer<Unit[]>(),
    access: 'units.manage',
    reads: ['units', 'users', 'caseload', 'encounters', 'imports'],
  }),
  'units.add': change(z.strictObject({ ...unitFields, rooms: z.array(roomSchema).max(mostRooms) })),
  'units.change': change(z.strictObject({ ...which, ...unitFields })),
  /** Closes a unit that nobody lies in, or opens it again. */
  'units.setActive': change(z.strictObject({ ...which, active: z.boolean() })),
  /** Adds rooms; a room that is there already gets the beds it has not. */
  'units.addRooms': change(
    z.strictObject({ unitId: idSchema, rooms: z.array(roomSchema).min(1).max(mostRooms) }),
  ),
  'units.renameRoom': change(z.strictObject({ ...which, name: lineSchema(40) })),
  'units.changeBed': change(
    z.strictObject({
      ...which,
      name: lineSchema(40),
      status: z.enum(bedStatuses),
      statusNote: lineSchema(120).nullable(),
    }),
  ),
  /** Takes away a bed that no stay ever named; the room goes with its last bed. */
  'units.removeBed': change(z.strictObject(which)),
};
