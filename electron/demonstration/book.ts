/** Rows of the demonstration hospital as they are gathered, table by table, before they are written. */
import { idOf } from './ids';

/** What a column holds. */
export type Cell = string | number | null;
export type Row = Record<string, Cell>;

/** Tables the generator fills, those that others refer to first. */
export const tableOrder = [
  'setting',
  'assigner',
  'assigner_alias',
  'hospital',
  'unit',
  'room',
  'bed',
  'user',
  'membership',
  'credential',
  'practitioner',
  'patient',
  'patient_identifier',
  'related_person',
  'encounter',
  'encounter_class_period',
  'encounter_location',
  'edd_move',
  'encounter_fact',
  'condition',
  'allergy',
  'code_status',
  'concern',
  'observation',
  'coverage',
  'care_team_member',
  'care_plan',
  'care_plan_version',
  'problem',
  'goal',
  'goal_progress',
  'activity',
  'barrier',
  'task',
  'appointment_series',
  'appointment_exception',
  'appointment_participant',
  'note',
  'document',
  'access_grant',
  'draft',
  'revision',
  'fed_record',
  'field_source',
] as const;
export type TableName = (typeof tableOrder)[number];

/** Rows by table, in the order they were made. */
export type Rows = { [Table in TableName]?: Row[] };

/** When a record was made and last changed, and by whom. */
export interface Stamp {
  at: string;
  by: string;
  /** Last change, where there was one. */
  changedAt?: string | undefined;
}

type Values = Record<string, Cell | undefined>;

/** Gathers rows and gives each the id that seed, table and key make. */
export interface Book {
  /** The id a record has or will have; `at` is the instant it is made. */
  id: (table: TableName, key: string, at: string) => string;
  /** Adds a record with the common columns; values that are undefined are left out. */
  record: (table: TableName, key: string, stamp: Stamp, values: Values) => string;
  /** The same, answering with the row, which may be changed until it is taken. */
  made: (table: TableName, key: string, stamp: Stamp, values: Values) => Row;
  /** Adds a row of a table without the common columns. */
  row: (table: TableName, values: Row) => void;
  /** Hands over what was gathered and starts again. */
  take: () => Rows;
}

/** A new book for a seed. */
export const newBook = (seed: string): Book => {
  let rows: Rows = {};
  const row: Book['row'] = (table, values) => {
    (rows[table] ??= []).push(values);
  };
  // Rows of one moment follow each other: the last instant is the one asked for again.
  let lastAt = '';
  let lastMs = 0;
  const id: Book['id'] = (table, key, at) => {
    if (at !== lastAt) {
      lastAt = at;
      lastMs = Date.parse(at);
    }
    return idOf(seed, table, key, lastMs);
  };
  const made: Book['made'] = (table, key, stamp, values) => {
    const fresh: Row = { id: id(table, key, stamp.at) };
    for (const name in values) {
      const value = values[name];
      if (value !== undefined) fresh[name] = value;
    }
    fresh.rowVersion = 1;
    fresh.createdAt = stamp.at;
    fresh.createdBy = stamp.by;
    fresh.updatedAt = stamp.changedAt ?? stamp.at;
    fresh.updatedBy = stamp.by;
    row(table, fresh);
    return fresh;
  };
  return {
    id,
    row,
    made,
    record: (table, key, stamp, values) => String(made(table, key, stamp, values).id),
    take: () => {
      const taken = rows;
      rows = {};
      return taken;
    },
  };
};
