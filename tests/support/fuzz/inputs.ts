/** Inputs for a declared call, from its own schema: such as a window sends, bent ones, and hostile ones. */
import fc from 'fast-check';
import type { z } from 'zod';
import { hostile, hostileKeys, hostileTexts } from './hostile';

/** Where generated values that must mean something in this hospital come from. */
export interface Sense {
  /** Ids for a field of that call: mostly of the right kind. */
  idsFor: (call: string, key: string) => readonly string[];
  /** Ids seen in answers lately. */
  recent: () => readonly string[];
  /** Texts for fields of that name, where not any text will do. */
  textsFor: (key: string) => readonly string[];
  /** The counter of a row as it stands, where it is known. */
  versionOf: (id: string) => number | undefined;
}

/** What zod keeps of a schema; read only. */
interface Definition {
  type: string;
  format?: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
  entries?: Record<string, string>;
  values?: readonly (string | number | null)[];
}

const definitionOf = (schema: z.ZodType): Definition =>
  (schema as unknown as { _zod: { def: Definition } })._zod.def;

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!;

/** Dates and instants around the world's own time, and some far from it. */
const days = ['2026-03-12', '2026-03-11', '2026-03-13', '2026-03-20', '2026-02-01', '2024-02-29'];
const instants = [
  ...['2026-03-12T13:42:00.000Z', '2026-03-12T08:00:00.000Z', '2026-03-14T18:30:00.000Z'],
  ...['2026-03-08T07:30:00.000Z', '1970-01-01T00:00:00.000Z', '2199-12-31T23:59:59.999Z'],
];
const words = [
  ...['Walks 100 ft', 'Daughter agrees', 'Ñandú', 'a', 'RN', '555-0100', 'zq', 'sulfa'],
  ...['tk-other', 'edd-other', 'unk-other', 'edd-fix', 'snf', 'home', '77', '0'],
];

const text = (sense: Sense, schema: z.ZodType, key: string): fc.Arbitrary<string> => {
  const fitting = (from: readonly string[]): string[] =>
    from.filter((value) => schema.safeParse(value).success);
  const own = fitting(sense.textsFor(key));
  const any = fitting([...words, ...days, ...instants, ...hostileTexts]);
  const free = fc.string({ unit: 'grapheme', maxLength: 60 });
  if (own.length > 0)
    return fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...own) },
      { weight: 1, arbitrary: free },
    );
  if (any.length === 0) return fc.constantFrom(...hostileTexts);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...any) },
    { weight: 1, arbitrary: free },
  );
};

const id = (sense: Sense, call: string, key: string): fc.Arbitrary<string> =>
  fc.tuple(fc.nat(99), fc.nat(), fc.uuid()).map(([way, n, other]) => {
    const recent = sense.recent();
    if (way < 78) return pick(sense.idsFor(call, key), n);
    return way < 92 && recent.length > 0 ? pick(recent, n) : other;
  });

/** What the schema takes, as far as its types tell; its refinements may still refuse it. */
const fitting = (
  sense: Sense,
  call: string,
  schema: z.ZodType,
  key: string,
): fc.Arbitrary<unknown> => {
  const def = definitionOf(schema);
  const inner = (of: z.ZodType, name = key): fc.Arbitrary<unknown> =>
    fitting(sense, call, of, name);
  switch (def.type) {
    case 'object':
      return object(sense, def, inner);
    case 'array':
      return fc.array(inner(def.element!), { maxLength: 4 });
    case 'record':
      return fc
        .array(fc.tuple(inner(def.keyType!) as fc.Arbitrary<string>, inner(def.valueType!)), {
          maxLength: 4,
        })
        .map((entries) => Object.fromEntries(entries) as unknown);
    case 'nullable':
      return fc.oneof(fc.constant(null), inner(def.innerType!));
    case 'optional':
    case 'default':
      return fc.oneof(fc.constant(undefined), inner(def.innerType!));
    case 'union':
      return fc.oneof(...def.options!.map((option) => inner(option)));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!));
    case 'literal':
      return fc.constantFrom(...def.values!);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) },
        { weight: 1, arbitrary: fc.integer() },
      );
    case 'string':
      if (def.format === 'uuid') return id(sense, call, key);
      if (def.format === 'date') return fc.constantFrom(...days);
      if (def.format === 'datetime') return fc.constantFrom(...instants);
      return text(sense, schema, key);
    case 'custom':
      return fc.oneof(fc.uint8Array({ maxLength: 400 }), text(sense, schema, key));
    default:
      throw new Error(`the fuzz test does not know how to make a ${def.type}`);
  }
};

const object = (
  sense: Sense,
  def: Definition,
  inner: (of: z.ZodType, key?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> => {
  const shape = Object.entries(def.shape!).map(
    ([key, schema]) => [key, inner(schema, key)] as const,
  );
  return fc
    .tuple(fc.nat(9), fc.record(Object.fromEntries(shape)) as fc.Arbitrary<Record<string, unknown>>)
    .map(([way, value]) => {
      const row = value['id'] ?? value['encounterId'] ?? value['seriesId'] ?? value['patientId'];
      const known = typeof row === 'string' ? sense.versionOf(row) : undefined;
      if ('rowVersion' in value && known !== undefined && way < 8) value['rowVersion'] = known;
      return value;
    });
};

/** Every place inside a value, as keys from the top. */
const placesIn = (value: unknown, path: readonly string[] = []): string[][] => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, at]) => [
    [...path, key],
    ...placesIn(at, [...path, key]),
  ]);
};

/** A fitting value with one place made unfit: another value, a strange key, a missing one, too many. */
const bent = (value: unknown, way: number, n: number, strange: unknown): unknown => {
  const places = placesIn(value);
  const place = places.length > 0 ? pick(places, n) : [];
  let holder = value as Record<string, unknown>;
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const key = place.at(-1) ?? 'extra';
  if (typeof holder !== 'object' || holder === null) return strange;
  if (way === 0) delete holder[key];
  else if (way === 1 && !Array.isArray(holder))
    Object.defineProperty(holder, pick(hostileKeys, n), {
      ...{ value: strange, enumerable: true, configurable: true, writable: true },
    });
  else if (way === 2) holder[key] = Array.from({ length: 300 }, () => holder[key]);
  else holder[key] = strange;
  return value;
};

/** Six of ten such as a window sends, three bent at one place, one hostile from the start. */
export const inputsOf = (sense: Sense, call: string, schema: z.ZodType): fc.Arbitrary<unknown> => {
  const fit = fitting(sense, call, schema, '');
  return fc.oneof(
    { weight: 6, arbitrary: fit },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fit, fc.nat(5), fc.nat(), hostile)
        .map(([value, way, n, strange]) => bent(value, way, n, strange)),
    },
    { weight: 1, arbitrary: hostile },
  );
};
