/** Units with their rooms and beds, as an administrator keeps them. No patient is in them. */

export const bedStatuses = ['open', 'cleaning', 'held', 'closed'] as const;
export type BedStatus = (typeof bedStatuses)[number];

export interface Bed {
  id: string;
  rowVersion: number;
  /** As said aloud: `508-1`, `401`. */
  name: string;
  status: BedStatus;
  statusNote: string | null;
  /** Somebody with an active stay lies in it. */
  occupied: boolean;
  /** A stay, now or ever, names it: it can be closed, and not taken away. */
  used: boolean;
}

export interface Room {
  id: string;
  rowVersion: number;
  name: string;
  beds: Bed[];
}

export interface Unit {
  id: string;
  rowVersion: number;
  name: string;
  /** Codes of the unit in the feed (PV1-3.1, a census' column), besides its name. */
  feedCodes: string[];
  specialty: string | null;
  /** Local HH:MM; stands in where no leaving time is planned (records.md, Expected discharge). */
  usualLeavingTime: string;
  /** Patients one person should carry at most; a line on the load bar, never a bar to assigning. */
  headLimit: number;
  active: boolean;
  rooms: Room[];
  /** Active stays of the unit, with and without a bed of ours. */
  stays: number;
  /** People who belong to it and sign in. */
  people: number;
}
