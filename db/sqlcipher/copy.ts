/**
 * Copies of a store's file: made whole by the engine, opened with their key, checked page by page,
 * given a new key. A copy is never opened in WAL mode, so that it stays one file with one hash.
 */
import Database from '@signalapp/sqlcipher';
import type { Store } from '../connection';

/** Writes a copy of an open store, encrypted with the same key, into a new file. */
export const copyInto = async (store: Store, target: string): Promise<void> => {
  const [{ query_only: reading }] = (await store.knex.raw('PRAGMA query_only')) as [
    { query_only: number },
  ];
  // The reading worker's connection refuses even a copy into another file.
  if (reading === 1) await store.knex.raw('PRAGMA query_only = OFF');
  try {
    await store.knex.raw('VACUUM INTO ?', [target]);
  } finally {
    if (reading === 1) await store.knex.raw('PRAGMA query_only = ON');
  }
};

/** What a check of a copy found. */
export interface CopyFacts {
  /** The engine's findings; empty = sound. */
  faults: string[];
  rows: Record<string, number>;
  auditHead: { seq: number; mac: string } | null;
  /** The newest migration the copy has. */
  schema: string | null;
}

const opened = <T>(filename: string, key: Uint8Array, work: (db: Database) => T): T => {
  const db = new Database(filename);
  try {
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    return work(db);
  } finally {
    db.close();
  }
};

/** What a check of the engine found, without its “ok”. */
const findings = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.map((row) => String(Object.values(row)[0])).filter((finding) => finding !== 'ok');

/** Names of the copy's tables; null where its schema cannot be read. Throws for a wrong key. */
const tableNames = (db: Database): string[] | null => {
  try {
    return db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .all()
      .map((row) => String(row['name']));
  } catch (error) {
    if (error instanceof Error && `${error.message}`.includes('SQLITE_NOTADB')) throw error;
    return null;
  }
};

/** Opens a copy and reads all of it. Throws SQLITE_NOTADB for a wrong key. */
export const checkCopy = (filename: string, key: Uint8Array): CopyFacts =>
  opened(filename, key, (db) => {
    db.pragma('query_only = ON');
    // Pages first: where one of the schema's is damaged, nothing else of the copy can be asked.
    const names = tableNames(db);
    const faults = findings(db.pragma('cipher_integrity_check'));
    if (names !== null && faults.length === 0)
      faults.push(...findings(db.pragma('integrity_check')));
    if (names === null || faults.length > 0)
      return {
        faults: faults.length > 0 ? faults : ['the schema cannot be read'],
        rows: {},
        auditHead: null,
        schema: null,
      };
    const count = (name: string): number =>
      Number(db.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.['n']);
    const head = db.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1').get();
    const schema = db.prepare('SELECT max(id) AS id FROM schema_version').get()?.['id'];
    return {
      faults,
      rows: Object.fromEntries(names.map((name) => [name, count(name)])),
      auditHead: head ? { seq: Number(head['seq']), mac: String(head['mac']) } : null,
      schema: typeof schema === 'string' ? schema : null,
    };
  });

/** Gives a copy a new key. Never for the file in use: it would break every other open connection. */
export const rekeyCopy = (filename: string, key: Uint8Array, next: Uint8Array): void =>
  opened(filename, key, (db) => {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    db.pragma(`rekey = "x'${Buffer.from(next).toString('hex')}'"`);
  });

/** The user of a sign-in name in a copy, which stays as it is; undefined when there is none. */
export const userInCopy = (
  filename: string,
  key: Uint8Array,
  signInName: string,
): { id: string; role: string; active: number } | undefined =>
  opened(filename, key, (db) => {
    db.pragma('query_only = ON');
    const row = db
      .prepare('SELECT id, role, active FROM "user" WHERE "signInName" = ?')
      .get([signInName]);
    return (
      row && { id: String(row['id']), role: String(row['role']), active: Number(row['active']) }
    );
  });
