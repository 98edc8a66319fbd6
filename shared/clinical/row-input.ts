/** Values of a stranger's row, checked one by one; what is wrong is said in plain words. */
import { z } from 'zod';
import { epochOf, instantOfEpoch, isDate } from '../time';

/** A row that no answer can be given to; its message is the row's error. */
export class RowError extends Error {}

export type Input = Readonly<Record<string, unknown>>;
const inputSchema = z.record(z.string(), z.unknown());

/** A row's object. Throws where it is none. */
export const inputOf = (input: unknown): Input => {
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success || Array.isArray(input)) throw new RowError('The input is no object.');
  return parsed.data;
};

/** Absent is null; a key that is not there is the same. */
export const absent = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

/** A value as the sentence shows it. */
export const show = (value: unknown): string =>
  typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? String(value));

/** A number within its range; null where it is absent. */
export const numberOf = (
  name: string,
  value: unknown,
  { least, most, whole }: { least: number; most: number; whole: boolean },
): number | null => {
  if (absent(value)) return null;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new RowError(`${name} is ${show(value)}, which is no number.`);
  if (whole && !Number.isInteger(value))
    throw new RowError(`${name} is ${show(value)}, which is no whole number.`);
  if (value < least || value > most)
    throw new RowError(`${name} is ${show(value)}; it can be ${least} to ${most}.`);
  return value;
};

/** true or false; null where it is absent. */
export const booleanOf = (name: string, value: unknown): boolean | null => {
  if (absent(value)) return null;
  if (typeof value !== 'boolean')
    throw new RowError(`${name} is ${show(value)}, which is neither true nor false.`);
  return value;
};

const instant = z.iso.datetime({ offset: true });
/** An instant as UTC with milliseconds; null where it is absent. */
export const instantOf = (name: string, value: unknown): string | null => {
  if (absent(value)) return null;
  if (!instant.safeParse(value).success)
    throw new RowError(`${name} is ${show(value)}, which is no instant (2026-03-12T14:00:00Z).`);
  return instantOfEpoch(epochOf(String(value)));
};

/** A list; null where it is absent. */
export const listOf = (name: string, value: unknown): unknown[] | null => {
  if (absent(value)) return null;
  if (!Array.isArray(value)) throw new RowError(`${name} is ${show(value)}, which is no list.`);
  return value as unknown[];
};

/** At least something must be said, if only that it is open: a row of nothing is no row. */
export const given = (input: Input, names: readonly string[]): void => {
  if (names.every((name) => input[name] === undefined))
    throw new RowError(`Nothing is given; it needs ${names.join(', ')}.`);
};

/** A date; null where it is absent. */
export const dateOf = (name: string, value: unknown): string | null => {
  if (absent(value)) return null;
  if (typeof value !== 'string' || !isDate(value))
    throw new RowError(`${name} is ${show(value)}, which is no date (2026-03-12).`);
  return value;
};

/** What a rule cannot do without. */
export const needed = <Value>(name: string, value: Value | null): Value => {
  if (value === null) throw new RowError(`${name} is missing.`);
  return value;
};
