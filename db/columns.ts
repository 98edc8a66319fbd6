/**
 * The only place that knows a column's type on each engine. STRICT tables of
 * SQLite accept TEXT, INTEGER and BLOB; PostgreSQL text is COLLATE "C" so that
 * both sort the same.
 */
import type { Knex } from 'knex';
import type { Engine } from './dialect';

type Table = Knex.CreateTableBuilder;

/** Column makers for one engine; a migration gets them and names no type itself. */
export interface Columns {
  /** UUIDv7 primary key. */
  id: (t: Table) => void;
  /** Free text, a code, an instant (`…At`, UTC ISO-8601) or a date (`…On`, YYYY-MM-DD). */
  text: (t: Table, name: string) => Knex.ColumnBuilder;
  /** Whole number below 2^31; booleans are 0 and 1. */
  int: (t: Table, name: string) => Knex.ColumnBuilder;
  bytes: (t: Table, name: string) => Knex.ColumnBuilder;
  /** A foreign key to `table.id`. */
  ref: (t: Table, name: string, table: string) => Knex.ColumnBuilder;
  /** The same for a column that a table gets later: SQLite takes the reference only with the column. */
  addedRef: (t: Table, name: string, table: string) => Knex.ColumnBuilder;
  /** id, rowVersion, createdAt, createdBy, updatedAt, updatedBy. */
  record: (t: Table) => void;
  /** Entered in error: who, when, why. Clinical rows are never deleted. */
  inError: (t: Table) => void;
}

/** Column makers for the engine. */
export const columnsFor = (engine: Engine): Columns => {
  const textType = engine === 'postgres' ? 'text collate "C"' : 'TEXT';
  const text: Columns['text'] = (t, name) => t.specificType(name, textType);
  const int: Columns['int'] = (t, name) => t.specificType(name, 'INTEGER');
  const id = (t: Table) => void text(t, 'id').primary();
  return {
    id,
    text,
    int,
    bytes: (t, name) => t.specificType(name, engine === 'postgres' ? 'bytea' : 'BLOB'),
    ref: (t, name, table) => {
      const column = text(t, name);
      column.references('id').inTable(table);
      return column;
    },
    addedRef: (t, name, table) => t.specificType(name, `${textType} references "${table}" ("id")`),
    record: (t) => {
      id(t);
      int(t, 'rowVersion').notNullable().defaultTo(1);
      text(t, 'createdAt').notNullable();
      text(t, 'createdBy').notNullable();
      text(t, 'updatedAt').notNullable();
      text(t, 'updatedBy').notNullable();
    },
    inError: (t) => {
      text(t, 'enteredInErrorAt');
      text(t, 'enteredInErrorBy');
      text(t, 'enteredInErrorReason');
    },
  };
};

/** A check that a column holds one of the given codes. */
export const oneOf = (t: Table, column: string, codes: readonly string[]): void =>
  void t.check(`?? in (${codes.map((code) => `'${code}'`).join(', ')})`, [column]);
