/* Knex ships no types for the dialect classes that ours extends; only what is used is declared. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  export default class Base {
    connectionSettings: unknown;
    _formatBindings(bindings: unknown[] | undefined): unknown[];
    _driver(): unknown;
    acquireRawConnection(): Promise<unknown>;
    destroyRawConnection(connection: unknown): Promise<void>;
    _query(connection: unknown, obj: unknown): Promise<unknown>;
    queryCompiler(...args: unknown[]): unknown;
    tableCompiler(...args: unknown[]): unknown;
  }
}
declare module 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js' {
  export default class QueryCompiler {
    constructor(...args: unknown[]);
    single: { limit?: unknown; skipBinding?: Record<string, boolean> };
    _groupOrderNulls(item: unknown, type: unknown): string;
    _valueClause(statement: { value: unknown; asColumn?: boolean }): string;
    limit(): string;
  }
}
declare module 'knex/lib/dialects/sqlite3/schema/sqlite-tablecompiler.js' {
  export default class TableCompiler {
    constructor(...args: unknown[]);
    sequence?: { sql: string }[];
    createQuery(columns: unknown, ifNot: unknown, like: unknown): void;
  }
}
