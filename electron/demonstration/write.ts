/** Writes generated rows with raw multi-row inserts, table by table, those that others refer to first. */
import { appendAudit } from '../../db/audit';
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

/**
 * Writes the hospital into an empty, migrated store, inside the caller's transaction. Where the
 * store has its audit key already, the chain begins with how the records came to be.
 */
export const writeHospital = async (
  trx: Trx,
  data: HospitalData,
  options: WriteOptions = {},
): Promise<number> => {
  const revision = await completeRevisions(trx, data.rows.revision ?? []);
  const written = await writeRows(trx, { ...data.rows, revision }, options);
  if (await hasAuditKey(trx)) await writeHistory(trx, data);
  return written;
};

const hasAuditKey = async (trx: Trx): Promise<boolean> =>
  (await trx('secret').where({ name: 'auditKey' }).first('name')) !== undefined;

/** Workstation of the entries that tell of the time before the store was made. */
const toldAt = 'told by the demonstration';

const writeHistory = async (trx: Trx, { history, rows }: HospitalData): Promise<void> => {
  const roles = new Map(rows.user?.map(({ id, role }) => [id, role]));
  for (const [index, { by, ...entry }] of history.entries()) {
    await appendAudit(
      trx,
      {
        ...entry,
        userId: by,
        role: String(roles.get(by) ?? ''),
        workstation: toldAt,
        outcome: 'ok',
        reason: null,
        detail: null,
      },
      [entry.patientId],
    );
    if (index % entriesPerTurn === 0) await breathe();
  }
};

/** A former state names every column, as those that the application keeps do. */
const completeRevisions = async (trx: Trx, revisions: readonly Row[]): Promise<Row[]> => {
  const empty = new Map<string, Row>();
  const complete: Row[] = [];
  for (const revision of revisions) {
    const table = String(revision.tableName);
    let columns = empty.get(table);
    if (!columns) {
      const names = Object.keys(await trx(table).columnInfo());
      columns = Object.fromEntries(names.map((name) => [name, null]));
      empty.set(table, columns);
    }
    const before = { ...columns, ...(JSON.parse(String(revision.before)) as Row) };
    complete.push({ ...revision, before: JSON.stringify(before) });
  }
  return complete;
};

/** Audit entries between two breaths of the event loop. */
const entriesPerTurn = 40;

const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

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
        await breathe();
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
