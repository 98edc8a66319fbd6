/**
 * Many rows of one table at once, as an import writes them. SQLite takes them one by one through a
 * kept statement: Knex's single insert of a hundred rows is a text of its own for every number of
 * rows, which costs more to build and to prepare than the rows cost to write. PostgreSQL, to which
 * every statement is a journey, takes them in pieces.
 */
import type { Trx } from './connection';
import { affected, engineOf } from './dialect';
import { rawConnection } from './sqlcipher/raw';

type Row = Record<string, string | number | null | Buffer>;

/** Rows of one PostgreSQL statement. */
const pieceSize = 200;
/** Rows between two chances for the event loop. */
const rowsPerBreath = 20;

const name = (text: string): string => `"${text}"`;

/** A row's values in the order of the columns; a Buffer is bytes to the driver. */
const bound = (row: Row, columns: readonly string[]): (string | number | null)[] =>
  columns.map((column) => (row[column] ?? null) as string | number | null);

/**
 * Inserts rows; with `key`, a row that stands already takes the new values. All rows have the same
 * columns. `breathe` gives the event loop its turn where it is due.
 */
export const insertRows = async (
  trx: Trx,
  table: string,
  rows: readonly Row[],
  { key, breathe }: { key?: readonly string[]; breathe?: () => Promise<void> } = {},
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  if (engineOf(trx) === 'postgres') {
    for (let at = 0; at < rows.length; at += pieceSize) {
      const query = trx(table).insert(rows.slice(at, at + pieceSize));
      await (key ? query.onConflict([...key]).merge() : query);
      await breathe?.();
    }
    return;
  }
  const columns = Object.keys(first);
  const db = await rawConnection(trx);
  const statement = db.prepare(
    `INSERT INTO ${name(table)} (${columns.map(name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})${
      key ? onConflict(columns, key) : ''
    }`,
  );
  for (const [index, row] of rows.entries()) {
    statement.run(bound(row, columns));
    if (index % rowsPerBreath === rowsPerBreath - 1) await breathe?.();
  }
};

const onConflict = (columns: readonly string[], key: readonly string[]): string => {
  const others = columns.filter((column) => !key.includes(column));
  return ` ON CONFLICT (${key.map(name).join(', ')}) DO UPDATE SET ${others
    .map((column) => `${name(column)} = excluded.${name(column)}`)
    .join(', ')}`;
};

/** Changes fields of the row that still has this version; answers whether there was one. */
export const updateRow = async (
  trx: Trx,
  table: string,
  at: { id: string; rowVersion: number },
  patch: Row,
): Promise<boolean> => {
  if (engineOf(trx) === 'postgres') return affected(await trx(table).where(at).update(patch)) === 1;
  const columns = Object.keys(patch);
  const db = await rawConnection(trx);
  const statement = db.prepare(
    `UPDATE ${name(table)} SET ${columns.map((column) => `${name(column)} = ?`).join(', ')} WHERE "id" = ? AND "rowVersion" = ?`,
  );
  return statement.run([...bound(patch, columns), at.id, at.rowVersion]).changes === 1;
};
