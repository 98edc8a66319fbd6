/** One row in every table, with a value in every column: what a migration must not lose. */
import type { Knex } from 'knex';
import { structureOf, type Structure, type TableStructure } from './structure';

export type Values = Record<string, string | number | Buffer>;

/** Tables after those that they refer to. */
export const inReferenceOrder = (structure: Structure): string[] => {
  const placed = new Set<string>();
  const place = (name: string): void => {
    if (placed.has(name)) return;
    for (const target of Object.values(structure[name]!.references)) {
      const table = target.split('.')[0]!;
      if (table !== name) place(table);
    }
    placed.add(name);
  };
  for (const name of Object.keys(structure)) place(name);
  return [...placed];
};

/** A row that the table takes. References name the row of the other table, which has the same keys. */
export const rowFor = (name: string, table: TableStructure): Values =>
  Object.fromEntries(
    Object.entries(table.columns).map(([column, { kind }]) => {
      const refersTo = table.references[column]?.split('.');
      if (kind === 'bytes') return [column, Buffer.from([0, 1, 254, 255])];
      if (kind === 'int') return [column, 1];
      if (refersTo) return [column, `${refersTo[0]}-1`];
      return [
        column,
        table.codes[column]?.[0] ?? (column === 'id' ? `${name}-1` : `${column} “é”`),
      ];
    }),
  );

/** Puts a row into every table that has none of these yet; answers with them and the former ones. */
export const fillTables = async (
  db: Knex,
  filled: Record<string, Values> = {},
): Promise<Record<string, Values>> => {
  const structure = await structureOf(db);
  const rows = { ...filled };
  for (const name of inReferenceOrder(structure)) {
    if (name === 'schema_version' || rows[name]) continue;
    rows[name] = rowFor(name, structure[name]!);
    await db(name).insert(rows[name]);
  }
  return rows;
};
