/**
 * The engines agree on the order of rows only where a query states all of it: where missing values
 * go (SQLite has them first, PostgreSQL last), and which of two equal rows comes first (SQLite the
 * one written first, PostgreSQL either). Every query of a test's store is held against this.
 */
import type { Knex } from 'knex';
import type { Structure } from './structure';

const orders = /order by (.+?)(?= limit | offset | for update|\)|$)/gi;
const sources = /(?:from|join) [`"](\w+)[`"]/gi;
const term = /^(?:[`"]\w+[`"]\.)?[`"](\w+)[`"]( asc| desc)?( nulls (?:first|last))?$/i;

/** Columns of an order that come to a different order on each engine, with the reason. */
export const unstatedOrders = (sql: string, structure: Structure): string[] => {
  const tables = [...sql.matchAll(sources)].flatMap(([, name]) => structure[name!] ?? []);
  const isNullable = (column: string): boolean =>
    tables.some(({ columns }) => columns[column]?.nullable);
  const isSingle = (columns: readonly string[]): boolean =>
    tables.some(({ primaryKey, indexes }) =>
      [primaryKey, ...indexes.filter(({ unique }) => unique).map((index) => index.columns)].some(
        (key) => columns.includes(key.at(-1)!),
      ),
    );
  return [...sql.matchAll(orders)].flatMap(([, list]) => {
    const terms = list!.split(',').map((text) => term.exec(text.trim()));
    const names = terms.flatMap((match) => match?.[1] ?? []);
    const missing = terms.flatMap((match) =>
      match && isNullable(match[1]!) && !match[3]
        ? [`${match[1]} may be missing, and nothing says where missing ones go`]
        : [],
    );
    const isWhole = tables.length === 0 || isSingle(names);
    return [...missing, ...(isWhole ? [] : [`rows of equal ${names.join(', ')} have no order`])];
  });
};

/** Watches a store's queries; the answer throws for those whose order is not stated. */
export const watchOrders = (db: Knex, structure: Structure): (() => void) => {
  const seen = new Map<string, string[]>();
  db.on('query', ({ sql }: { sql: string }) => {
    if (!seen.has(sql)) seen.set(sql, unstatedOrders(sql, structure));
  });
  return () => {
    const found = [...seen].filter(([, problems]) => problems.length > 0);
    if (found.length > 0)
      throw new Error(found.map(([sql, problems]) => `${problems.join('; ')}:\n${sql}`).join('\n'));
  };
};
