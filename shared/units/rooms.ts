/** Rooms and beds of a unit, typed fast: `401 to 426`, `501-517 x2`, `Room A, Room B x2`. */

export interface RoomBeds {
  name: string;
  beds: string[];
}

export type RoomsProblem = 'empty' | 'range' | 'beds' | 'tooMany' | 'twice';

/** Most rooms of one unit. */
const mostRooms = 400;
const mostBeds = 12;

const rangePattern = /^(\D*)(\d+)\s*(?:-|–|to|a)\s*\1?(\d+)$/i;
const bedsPattern = /\s*(?:x|×)\s*(\d+)$/i;

/**
 * Reads a list of rooms, separated by commas or lines. A single room has one bed named like it; of
 * several beds each is named `508-1`, `508-2`.
 */
export const parseRooms = (
  text: string,
): { ok: true; rooms: RoomBeds[] } | { ok: false; problem: RoomsProblem; part: string } => {
  const rooms: RoomBeds[] = [];
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0) return { ok: false, problem: 'empty', part: '' };
  for (const part of parts) {
    const beds = Number(bedsPattern.exec(part)?.[1] ?? 1);
    const names = expand(part.replace(bedsPattern, '').trim());
    if (names === null) return { ok: false, problem: 'range', part };
    if (beds < 1 || beds > mostBeds) return { ok: false, problem: 'beds', part };
    for (const name of names) rooms.push({ name, beds: bedNames(name, beds) });
    if (rooms.length > mostRooms) return { ok: false, problem: 'tooMany', part };
  }
  const twice = rooms.find(({ name }, i) => rooms.findIndex((other) => other.name === name) !== i);
  return twice ? { ok: false, problem: 'twice', part: twice.name } : { ok: true, rooms };
};

const bedNames = (room: string, count: number): string[] =>
  count === 1 ? [room] : Array.from({ length: count }, (_, i) => `${room}-${i + 1}`);

/** `401 to 426` → 26 names, with the zeros and letters that stand before the number. */
const expand = (part: string): string[] | null => {
  const range = rangePattern.exec(part);
  if (!range) return part === '' || part.length > 40 ? null : [part];
  const [, prefix = '', first = '', last = ''] = range;
  const from = Number(first);
  const to = Number(last);
  if (to < from || to - from >= mostRooms) return null;
  return Array.from(
    { length: to - from + 1 },
    (_, i) => prefix + String(from + i).padStart(first.length, '0'),
  );
};

/** Beds of a list of rooms. */
export const countBeds = (rooms: readonly RoomBeds[]): number =>
  rooms.reduce((sum, room) => sum + room.beds.length, 0);
