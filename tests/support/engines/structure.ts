/** What an engine's own catalog says of its tables, in words that are the same for both. */
import type { Knex } from 'knex';
import { engineOf, type Engine } from '../../../db/dialect';

export interface Column {
  kind: 'text' | 'int' | 'bytes';
  nullable: boolean;
  default: string | null;
}

export interface Index {
  columns: string[];
  unique: boolean;
  /** The condition of a partial index, without quotes, brackets and casts. */
  where: string | null;
}

export interface TableStructure {
  columns: Record<string, Column>;
  primaryKey: string[];
  indexes: Index[];
  /** `column → table.column`. */
  references: Record<string, string>;
  /** Codes that a check allows. */
  codes: Record<string, string[]>;
}

export type Structure = Record<string, TableStructure>;

type Row = Record<string, unknown>;

const inOrder = (indexes: Index[]): Index[] =>
  indexes.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

const sqliteKinds: Record<string, Column['kind']> = { TEXT: 'text', INTEGER: 'int', BLOB: 'bytes' };

const sqliteTable = async (db: Knex, name: string, sql: string): Promise<TableStructure> => {
  const columns = (await db.raw(`PRAGMA table_info("${name}")`)) as Row[];
  const keys = columns
    .filter(({ pk }) => Number(pk) > 0)
    .toSorted((a, b) => Number(a['pk']) - Number(b['pk']));
  const indexes: Index[] = [];
  for (const index of (await db.raw(`PRAGMA index_list("${name}")`)) as Row[]) {
    if (index['origin'] === 'pk') continue;
    const parts = (await db.raw(`PRAGMA index_info("${String(index['name'])}")`)) as Row[];
    const made = (await db('sqlite_master').where({ name: index['name'] }).first('sql')) as {
      sql: string | null;
    };
    indexes.push({
      columns: parts.map((part) => String(part['name'])),
      unique: index['unique'] === 1,
      where: plainCondition(/ where (.*)$/i.exec(made.sql ?? '')?.[1]),
    });
  }
  const references = (await db.raw(`PRAGMA foreign_key_list("${name}")`)) as Row[];
  return {
    columns: Object.fromEntries(
      columns.map((column) => [
        column['name'],
        {
          kind: sqliteKinds[String(column['type']).toUpperCase()]!,
          // Columns of a STRICT table's key are never null, said or not.
          nullable: column['notnull'] === 0 && column['pk'] === 0,
          default: plainDefault(column['dflt_value']),
        },
      ]),
    ),
    primaryKey: keys.map((column) => String(column['name'])),
    indexes: inOrder(indexes),
    references: Object.fromEntries(
      references.map((each) => [each['from'], `${String(each['table'])}.${String(each['to'])}`]),
    ),
    codes: Object.fromEntries(
      [...sql.matchAll(/check ?\([`"](\w+)[`"] in \(([^)]*)\)\)/gi)].map(([, column, list]) => [
        column!,
        codesIn(list!),
      ]),
    ),
  };
};

const codesIn = (text: string): string[] =>
  [...text.matchAll(/'([^']*)'/g)].map(([, code]) => code!);

const plainCondition = (text: string | undefined): string | null =>
  text === undefined ? null : text.replace(/[()"`]/g, '').toLowerCase();

/** `'open'::text` and `'open'` are the same default, `1` and `'1'` as well. */
const plainDefault = (value: unknown): string | null =>
  typeof value === 'string' ? value.replace(/::\w+$/, '').replace(/^'(.*)'$/, '$1') : null;

const sqlite = async (db: Knex): Promise<Structure> => {
  const tables = (await db('sqlite_master')
    .where({ type: 'table' })
    .whereNot('name', 'like', 'sqlite_%')
    .orderBy('name')
    .select('name', 'sql')) as { name: string; sql: string }[];
  const structure: Structure = {};
  for (const { name, sql } of tables) structure[name] = await sqliteTable(db, name, sql);
  return structure;
};

const postgresKinds: Record<string, Column['kind']> = {
  text: 'text',
  integer: 'int',
  bytea: 'bytes',
};

const columnNames = `array(select attname::text from unnest(keys) with ordinality as k(n, i)
  join pg_attribute on attrelid = relation and attnum = n order by i)`;

const constraintsSql = `select relation::regclass::text as "table", contype as kind, target,
  pg_get_constraintdef(oid) as definition, ${columnNames} as columns
  from (select oid, conrelid as relation, contype, conkey as keys, confrelid::regclass::text as target
    from pg_constraint where connamespace = 'public'::regnamespace) as constraints`;

const indexesSql = `select relation::regclass::text as "table", indisunique as "unique", condition,
  ${columnNames} as columns
  from (select indrelid as relation, indisunique, indkey::int2[] as keys,
      pg_get_expr(indpred, indrelid) as condition
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = 'public'::regnamespace and not indisprimary) as indexes`;

const unquoted = (name: unknown): string => String(name).replaceAll('"', '');

const postgres = async (db: Knex): Promise<Structure> => {
  const columns = (await db('information_schema.columns')
    .where({ table_schema: 'public' })
    .orderBy(['table_name', 'ordinal_position'])) as Row[];
  const rowsOf = async (sql: string): Promise<Row[]> => (await db.raw(sql)).rows;
  const constraints = await rowsOf(constraintsSql);
  const indexes = await rowsOf(indexesSql);
  const structure: Structure = {};
  for (const column of columns) {
    const table = (structure[String(column['table_name'])] ??= {
      columns: {},
      primaryKey: [],
      indexes: [],
      references: {},
      codes: {},
    });
    table.columns[String(column['column_name'])] = {
      kind: postgresKinds[String(column['data_type'])]!,
      nullable: column['is_nullable'] === 'YES',
      default: plainDefault(column['column_default']),
    };
  }
  for (const { table, kind, target, definition, columns: of } of constraints) {
    const of_ = of as string[];
    const into = structure[unquoted(table)]!;
    if (kind === 'p') into.primaryKey = of_;
    if (kind === 'f')
      into.references[of_[0]!] =
        `${unquoted(target)}.${/REFERENCES \S+\("?(\w+)"?\)/.exec(String(definition))![1]}`;
    if (kind === 'c') into.codes[of_[0]!] = codesIn(String(definition));
  }
  for (const { table, unique, condition, columns: of } of indexes)
    structure[unquoted(table)]!.indexes.push({
      columns: of as string[],
      unique: unique === true,
      where: plainCondition((condition as string | null) ?? undefined),
    });
  for (const table of Object.values(structure)) table.indexes = inOrder(table.indexes);
  return structure;
};

/** Names of a store's tables. */
export const tableNames = (db: Knex): Promise<string[]> =>
  engineOf(db) === 'postgres'
    ? db('pg_tables').where({ schemaname: 'public' }).orderBy('tablename').pluck('tablename')
    : db('sqlite_master')
        .where({ type: 'table' })
        .whereNot('name', 'like', 'sqlite_%')
        .orderBy('name')
        .pluck('name');

const catalogs: Record<Engine, (db: Knex) => Promise<Structure>> = { sqlcipher: sqlite, postgres };

/** Every table of a store. */
export const structureOf = (db: Knex): Promise<Structure> => catalogs[engineOf(db)](db);
