/**
 * Rooms and beds of a unit, typed fast: `401 to 426`, `501-517 x2`, `rooms 501 to 517, two beds`,
 * `ICU 1 to 8, single`, or one room with its beds named: `509: W D`.
 */

export interface RoomBeds {
  name: string;
  beds: string[];
}

export type RoomsProblem = 'empty' | 'range' | 'beds' | 'tooMany' | 'twice';

export type ParsedRooms =
  { ok: true; rooms: RoomBeds[] } | { ok: false; problem: RoomsProblem; part: string };

/** Most rooms of one unit. */
export const mostRooms = 400;
/** Most beds of one room. */
export const mostBeds = 12;
/** Longest name of a room or a bed. */
const longestName = 40;

const rangePattern = /^(\D*)(\d+)\s*(?:-|–|to|a)\s*\1?(\d+)$/i;
/** `x2`, `× 2`, `2 beds`, `two beds`, `single`, `dobles` at the end of a part. */
const timesPattern = /^(.*?)\s*(?:x|×)\s*(\d+)$/i;
const countPattern =
  /^(.*?)\s*\b(\d+|one|two|three|four|una|dos|tres|cuatro)\s+(?:beds?|camas?)(?:\s+(?:each|cada una?))?$/i;
const wordPattern =
  /^(.*?)\s*\b(singles?|individual(?:es)?|sencill[oa]s?|doubles?|dobles?|semi-?private|triples?|quads?)(?:\s+rooms?)?$/i;
const leadingWord = /^(?:rooms?|cuartos?|habitaci(?:ón|on|ones)|salas?)\s+(?=\S*\d)/i;

const bedWords: readonly (readonly [RegExp, number])[] = [
  [/^(one|una|single|individual|sencill)/i, 1],
  [/^(two|dos|double|doble|semi)/i, 2],
  [/^(three|tres|triple)/i, 3],
  [/^(four|cuatro|quad)/i, 4],
];

const numberOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : (bedWords.find(([known]) => known.test(word))?.[1] ?? 1);

/** A part's rooms and, where it says so, how many beds each has. */
const bedsOf = (part: string): { rooms: string; beds: number | null } => {
  const found = timesPattern.exec(part) ?? countPattern.exec(part) ?? wordPattern.exec(part);
  return found
    ? { rooms: found[1]!.trim(), beds: numberOf(found[2]!) }
    : { rooms: part, beds: null };
};

/** Parts with the bed count that stands after their own comma: `501 to 517, two beds`. */
const partsOf = (text: string): { part: string; rooms: string; beds: number | null }[] => {
  const parts: { part: string; rooms: string; beds: number | null }[] = [];
  const typed = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  for (const part of typed) {
    const { rooms, beds } = bedsOf(part);
    const before = parts.at(-1);
    if (rooms === '' && before && before.beds === null) before.beds = beds;
    else parts.push({ part, rooms: rooms.replace(leadingWord, ''), beds });
  }
  return parts;
};

/**
 * Reads a list of rooms, separated by commas or lines. A single room has one bed named like it; of
 * several beds each is named `508-1`, `508-2`.
 */
export const parseRooms = (text: string): ParsedRooms => {
  const rooms: RoomBeds[] = [];
  const parts = partsOf(text);
  if (parts.length === 0) return { ok: false, problem: 'empty', part: '' };
  for (const { part, rooms: named, beds } of parts) {
    const own = beds === null ? namedBeds(part) : null;
    if (own) {
      if (own.beds.length > mostBeds) return { ok: false, problem: 'beds', part };
      rooms.push(own);
      continue;
    }
    const count = beds ?? 1;
    const names = expand(named);
    if (names === null) return { ok: false, problem: 'range', part };
    if (count < 1 || count > mostBeds) return { ok: false, problem: 'beds', part };
    for (const name of names) rooms.push({ name, beds: bedNames(name, count) });
    if (rooms.length > mostRooms) return { ok: false, problem: 'tooMany', part };
  }
  const twice =
    firstTwice(rooms.map(({ name }) => name)) ?? firstTwice(rooms.flatMap((r) => r.beds));
  return twice === null ? { ok: true, rooms } : { ok: false, problem: 'twice', part: twice };
};

/** The first name that stands twice, without regard to case. */
export const firstTwice = (names: readonly string[]): string | null => {
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return null;
};

/** `509: W D` → room 509 with the beds W and D, named as they are said. */
const namedBeds = (part: string): RoomBeds | null => {
  const found = /^([^:]{1,40}):\s*(\S.*)$/.exec(part);
  if (!found) return null;
  const name = found[1]!.trim().replace(leadingWord, '');
  const beds = found[2]!.trim().split(/\s+/);
  return beds.every((bed) => bed.length <= longestName) ? { name, beds } : null;
};

/** Names of a room's beds: the room's own for one, `508-1`, `508-2` for several. */
export const bedNames = (room: string, count: number): string[] =>
  count === 1 ? [room] : Array.from({ length: count }, (_, i) => `${room}-${i + 1}`);

/** `401 to 426` → 26 names, with the zeros and letters that stand before the number. */
const expand = (part: string): string[] | null => {
  const range = rangePattern.exec(part);
  if (!range) return part === '' || part.length > longestName ? null : [part];
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

/** The rooms with some of their beds named otherwise: room → names, parted by spaces. */
export const withBedNames = (
  rooms: readonly RoomBeds[],
  named: Readonly<Record<string, string>>,
): RoomBeds[] =>
  rooms.map((room) => {
    const beds = (named[room.name] ?? '').split(/\s+/).filter(Boolean);
    return beds.length === 0 ? room : { name: room.name, beds };
  });
