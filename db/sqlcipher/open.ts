import Database from '@signalapp/sqlcipher';

export interface OpenOptions {
  filename: string;
  /** Raw 256-bit key; null opens a plain SQLite file (used by the bench as a floor only). */
  key: Buffer | null;
  /** PRAGMA query_only: for the reading worker. */
  readOnly?: boolean;
}

/** How long a connection waits for another one's lock before it fails. */
const busyTimeoutMs = 2000;

/**
 * Opens a SQLCipher 4 file with a raw key, which skips SQLCipher's own key derivation
 * (ours is Argon2id, in the vault). Throws SQLITE_NOTADB for a wrong key.
 */
export const openRaw = (options: OpenOptions): Database => {
  const db = new Database(options.filename, { cacheStatements: true });
  try {
    if (options.key) db.pragma(`key = "x'${options.key.toString('hex')}'"`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma(`busy_timeout = ${busyTimeoutMs}`);
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -16384');
    if (options.readOnly) db.pragma('query_only = ON');
    db.prepare('SELECT count(*) FROM sqlite_master').all();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
