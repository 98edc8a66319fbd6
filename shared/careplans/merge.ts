/**
 * Three-way merge of a record's fields: what stood there when the person began, what the person
 * wrote, what somebody else saved meanwhile. Nothing is lost: what both changed is asked.
 */

export type Value = string | number | null;
export type Fields = Readonly<Record<string, Value>>;

/** Where the value of a field comes from: nobody changed it, one did, both the same, both otherwise. */
export type Origin = 'same' | 'mine' | 'theirs' | 'both' | 'conflict';

export interface MergedField {
  field: string;
  base: Value;
  mine: Value;
  theirs: Value;
  origin: Origin;
  /** What would be saved; of a conflict mine, until a person picks. */
  value: Value;
}

/** Every field of the record with its merge, in the order of `base`. */
export const mergeFields = (base: Fields, mine: Fields, theirs: Fields): MergedField[] =>
  Object.keys(base).map((field) => {
    const values = {
      base: base[field] ?? null,
      mine: mine[field] ?? null,
      theirs: theirs[field] ?? null,
    };
    const origin = originOf(values);
    return { field, ...values, origin, value: origin === 'theirs' ? values.theirs : values.mine };
  });

const originOf = ({ base, mine, theirs }: { base: Value; mine: Value; theirs: Value }): Origin => {
  if (mine === theirs) return mine === base ? 'same' : 'both';
  if (mine === base) return 'theirs';
  return theirs === base ? 'mine' : 'conflict';
};

/** Those that a person must decide. */
export const conflictsOf = (merged: readonly MergedField[]): MergedField[] =>
  merged.filter(({ origin }) => origin === 'conflict');

export type Pick = 'mine' | 'theirs' | 'base';

/** The fields as they are to be saved; null while a conflict has no pick. */
export const resolved = (
  merged: readonly MergedField[],
  picks: Readonly<Record<string, Pick | undefined>>,
): Fields | null => {
  const entries: [string, Value][] = [];
  for (const each of merged) {
    const pick = picks[each.field];
    if (each.origin === 'conflict' && pick === undefined) return null;
    entries.push([each.field, pick === undefined ? each.value : each[pick]]);
  }
  return Object.fromEntries(entries);
};
