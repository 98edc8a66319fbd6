/** The units of the demonstration as set-up asks for them: for tests and the demonstration run. */
import type { SetUpInput } from '../../shared/contract/session';
import { definitions } from './resources';

/** Units with rooms and beds, in the words of `session.setUp`. */
export const setUpUnits = (): SetUpInput['units'] =>
  definitions().hospital.units.map(({ name, rooms }) => ({
    name,
    rooms: Array.from({ length: rooms.to - rooms.from + 1 }, (_, index) => {
      const room = String(rooms.from + index);
      return {
        name: room,
        beds:
          rooms.beds === 1
            ? [room]
            : Array.from({ length: rooms.beds }, (_bed, n) => `${room}-${n + 1}`),
      };
    }),
  }));
