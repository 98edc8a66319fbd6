/**
 * The one way a record is written: insert with its common columns, or update under its rowVersion
 * with the former row kept in `revision`. Repositories build on these and nothing else writes.
 */
import { uuidv7 } from 'uuidv7';
import { conflict, notFound } from '../shared/errors';
import { insertRows, updateRow } from './bulk';
import type { Trx } from './connection';
import { keptQuery, type KeptQuery } from './statements';

/** Who writes, and when (UTC ISO-8601 with milliseconds). */
export interface Actor {
  userId: string;
  at: string;
}

/** Columns every record has. */
export interface RecordColumns {
  id: string;
  rowVersion: number;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
}

type Values = Record<string, string | number | null | Buffer>;

/** Inserts a record; `id` is made unless given. Returns the row as written (given columns only). */
export const insertRecord = async <T extends Partial<Values>>(
  trx: Trx,
  table: string,
  values: T,
  actor: Actor,
): Promise<T & RecordColumns> => {
  const row = {
    id: uuidv7(),
    ...values,
    rowVersion: 1,
    createdAt: actor.at,
    createdBy: actor.userId,
    updatedAt: actor.at,
    updatedBy: actor.userId,
  };
  await insertRows(trx, table, [stated(row)]);
  return row as T & RecordColumns;
};

/** Without the fields of which nothing is said: they take the column's default. */
const stated = (row: Partial<Values>): Values =>
  Object.fromEntries(
    Object.entries(row).filter(
      (entry): entry is [string, Values[string]] => entry[1] !== undefined,
    ),
  );

/** Keeps a row as it is before it changes or goes. */
const keepFormer = async (
  trx: Trx,
  table: string,
  row: RecordColumns,
  actor: Actor,
): Promise<void> => {
  const kept = {
    tableName: table,
    rowId: row.id,
    rowVersion: row.rowVersion,
    at: actor.at,
    by: actor.userId,
    before: JSON.stringify(row),
  };
  await insertRows(trx, 'revision', [kept]);
};

const rowQueries = new Map<string, KeptQuery<[string], RecordColumns>>();

/** A record by id, held against others who would change it. */
const heldRow = (trx: Trx, table: string, id: string): Promise<RecordColumns | undefined> => {
  const known = rowQueries.get(table);
  if (known) return known.first(trx, id);
  const made = keptQuery<[string], RecordColumns>((under, asked) =>
    under(table).where({ id: asked }).forUpdate().select('*'),
  );
  rowQueries.set(table, made);
  return made.first(trx, id);
};

const changed = async <Row extends RecordColumns>(
  trx: Trx,
  table: string,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<Row, keyof RecordColumns>>,
  actor: Actor,
  keep: typeof keepFormer | null,
): Promise<Row> => {
  // Of two who save at once the second waits here, and then reads what the first wrote.
  const before = (await heldRow(trx, table, id)) as Row | undefined;
  if (!before) throw notFound();
  if (before.rowVersion !== rowVersion) throw conflict(before);
  const fields = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && before[field as keyof Row] !== value,
  );
  if (fields.length === 0) return before;
  const next = {
    ...Object.fromEntries(fields),
    rowVersion: rowVersion + 1,
    updatedAt: actor.at,
    updatedBy: actor.userId,
  };
  await keep?.(trx, table, before, actor);
  if (!(await updateRow(trx, table, { id, rowVersion }, next as Values)))
    throw conflict(await trx(table).where({ id }).first());
  return { ...before, ...next } as Row;
};

/**
 * Changes a record that still has the `rowVersion` the caller saw; the former row goes to
 * `revision`. Throws `conflict` with the present row, or `notFound`. Unchanged values write nothing.
 */
export const updateRecord = <Row extends RecordColumns>(
  trx: Trx,
  table: string,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<Row, keyof RecordColumns>>,
  actor: Actor,
): Promise<Row> => changed(trx, table, id, rowVersion, patch, actor, keepFormer);

/**
 * The same for a record that somebody is still filling in: what it was a moment ago is no history
 * and is not kept. Its first state that others rely on is written by `updateRecord`.
 */
export const updateUnfinished = <Row extends RecordColumns>(
  trx: Trx,
  table: string,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<Row, keyof RecordColumns>>,
  actor: Actor,
): Promise<Row> => changed(trx, table, id, rowVersion, patch, actor, null);

/** Marks a clinical row as entered in error; it stays, with who, when and why. */
export const enterInError = (
  trx: Trx,
  table: string,
  id: string,
  rowVersion: number,
  reason: string,
  actor: Actor,
): Promise<RecordColumns> =>
  updateRecord<RecordColumns & Record<string, unknown>>(
    trx,
    table,
    id,
    rowVersion,
    {
      enteredInErrorAt: actor.at,
      enteredInErrorBy: actor.userId,
      enteredInErrorReason: reason,
    },
    actor,
  );

/** Takes a row away that is no clinical fact; what it was stays in `revision`. */
export const dropRecord = async (
  trx: Trx,
  table: string,
  row: RecordColumns,
  actor: Actor,
): Promise<void> => {
  await keepFormer(trx, table, row, actor);
  await trx(table).where({ id: row.id }).del();
};

/** One former state of a record. */
export interface Revision {
  tableName: string;
  rowId: string;
  rowVersion: number;
  at: string;
  by: string;
  before: string;
}

/** Former states of a record, newest first. */
export const revisionsOf = (trx: Trx, table: string, rowId: string): Promise<Revision[]> =>
  trx('revision').where({ tableName: table, rowId }).orderBy('rowVersion', 'desc');
