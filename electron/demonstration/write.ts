/** Writes generated rows with raw multi-row inserts, table by table, those that others refer to first. */
import type { Trx } from '../../db/connection';
import { tableOrder, type Cell, type Row, type Rows } from './book';
import type { HospitalData } from './generate';

/** Rows a statement may hold (environment.md: at most 500). */
const rowsPerStatement = 500;
/** Values a statement may bind: below SQLite's 32,766 and PostgreSQL's 65,535. */
const valuesPerStatement = 30_000;

export interface WriteOptions {
  /** Told after each statement. */
  progress?: (rows: number, of: number) => void;
}

/** Writes the hospital into an empty, migrated store, inside the caller's transaction. */
export const writeHospital = (
  trx: Trx,
  data: HospitalData,
  options: WriteOptions = {},
): Promise<number> => writeRows(trx, data.rows, options);

/** Writes gathered rows; answers with how many. The event loop breathes after every statement. */
export const writeRows = async (
  trx: Trx,
  rows: Rows,
  { progress }: WriteOptions = {},
): Promise<number> => {
  const of = tableOrder.reduce((sum, table) => sum + (rows[table]?.length ?? 0), 0);
  let written = 0;
  for (const table of tableOrder)
    for (const alike of groupedByColumns(rows[table] ?? [])) {
      const columns = Object.keys(alike[0] ?? {});
      const size = Math.max(
        1,
        Math.min(rowsPerStatement, Math.floor(valuesPerStatement / columns.length)),
      );
      for (let start = 0; start < alike.length; start += size) {
        const chunk = alike.slice(start, start + size);
        await insert(trx, table, columns, chunk);
        written += chunk.length;
        progress?.(written, of);
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
    }
  return written;
};

/** Rows that name the same columns in the same order go into the same statements. */
const groupedByColumns = (rows: readonly Row[]): Row[][] => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = Object.keys(row).join();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
};

const insert = async (
  trx: Trx,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> => {
  const one = `(${columns.map(() => '?').join(',')})`;
  const values: Cell[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column] ?? null);
  await trx.raw(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(',')}) VALUES ${rows.map(() => one).join(',')}`,
    values,
  );
};
