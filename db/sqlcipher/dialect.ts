/**
 * The Knex dialect over @signalapp/sqlcipher: better-sqlite3's, with this driver's way to open,
 * key and run. Tables are created STRICT.
 */
import Base from 'knex/lib/dialects/better-sqlite3/index.js';
import QueryCompiler from 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js';
import TableCompiler from 'knex/lib/dialects/sqlite3/schema/sqlite-tablecompiler.js';
import Database from '@signalapp/sqlcipher';
import { openRaw, type OpenOptions } from './open';

interface Query {
  sql: string;
  method?: string;
  bindings?: unknown[];
  returning?: unknown;
  response?: unknown;
  context?: unknown;
}

class StrictTableCompiler extends TableCompiler {
  override createQuery(columns: { sql: string[] }, ifNot: boolean, like: unknown): void {
    super.createQuery(columns, ifNot, like);
    const last = this.sequence?.at(-1);
    if (last && /^create table/i.test(last.sql)) last.sql += ' strict';
  }
}

/**
 * Knex writes `nulls: 'last'` for SQLite as an order by “is null” alone and forgets the column;
 * SQLite has had NULLS LAST since 3.30, as PostgreSQL has.
 *
 * Limits and flags (0, 1) are written out, not bound: SQLite looks at what is bound to a limit, or to
 * the column of a partial index, and prepares the statement anew at each execution, which takes twenty
 * times what a lookup does.
 */
class SqlcipherQueryCompiler extends QueryCompiler {
  _groupOrder(item: unknown, type: unknown): string {
    return this._groupOrderNulls(item, type);
  }

  override limit(): string {
    const { limit, skipBinding } = this.single;
    if (limit === undefined || Number.isSafeInteger(limit))
      this.single.skipBinding = { ...skipBinding, limit: true };
    return super.limit();
  }

  override _valueClause(statement: { value: unknown; asColumn?: boolean }): string {
    const { value, asColumn } = statement;
    const isFlag = value === 0 || value === 1;
    return isFlag && !asColumn ? String(value) : super._valueClause(statement);
  }
}

const writes = new Set(['insert', 'update', 'del', 'counter']);

/** Client class to hand to `knex({client})`; connection = {filename, key, readOnly}. */
export class SqlcipherClient extends Base {
  override _driver(): typeof Database {
    return Database;
  }

  override async acquireRawConnection(): Promise<Database> {
    return openRaw(this.connectionSettings as OpenOptions);
  }

  override async destroyRawConnection(connection: Database): Promise<void> {
    connection.close();
  }

  override async _query(connection: Database, obj: Query): Promise<Query> {
    const statement = connection.prepare(obj.sql);
    const bindings = this._formatBindings(obj.bindings) as never[];
    if (obj.method !== undefined && writes.has(obj.method) && !obj.returning) {
      const done = statement.run(bindings);
      obj.response = done;
      obj.context = { lastID: done.lastInsertRowid, changes: done.changes };
    } else {
      obj.response = statement.all(bindings);
    }
    return obj;
  }

  override queryCompiler(...args: [unknown, unknown]): unknown {
    return new SqlcipherQueryCompiler(this, ...args);
  }

  override tableCompiler(...args: [unknown, unknown]): unknown {
    return new StrictTableCompiler(this, ...args);
  }
}
