/**
 * The import of a feed over its floor: the messages parsed by the library alone, and the rows that
 * the import leaves written by raw statements, one after another, in one commit.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Hl7Message } from '@medplum/core';
import type Database from '@signalapp/sqlcipher';
import { appendAudit, createAuditKey } from '../../db/audit';
import { openStore, type Store, type StoreLocation } from '../../db/connection';
import { createHospital } from '../../db/hospital';
import { migrate } from '../../db/schema';
import { openRaw } from '../../db/sqlcipher/open';
import { readFeed } from '../../electron/interop/read-feed';
import { applyFeed } from '../../electron/services/imports/apply-feed';
import { closeStore, sessionEntry } from '../../electron/services/open-record';
import { setUpUnits } from '../../electron/demonstration';
import { noDecisions } from '../../shared/imports/report';
import { feedAssigner, longFeed } from '../support/long-feed';
import { against, type Figure } from './figures';
import { benchNow, benchZone } from './hospitals';
import { interleaved, timed } from './rounds';

const goal = 3;
const importer = { id: 'bench', role: 'administrator' } as const;
const told = {
  clock: { now: () => benchNow, zone: () => benchZone },
  workstation: 'bench',
} as unknown as Parameters<typeof sessionEntry>[0];

type Location = Extract<StoreLocation, { engine: 'sqlcipher' }>;

/** A hospital that was just set up: units and beds, nobody in them. */
const makeEmpty = async (location: Location): Promise<void> => {
  const store = await openStore(location);
  try {
    await migrate(store, benchNow);
    await store.transaction(async (trx) => {
      await createAuditKey(trx);
      await createHospital(
        trx,
        { hospitalName: feedAssigner, zone: benchZone, helpDesk: null, units: setUpUnits() },
        { userId: importer.id, at: benchNow },
      );
    });
    await store.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await closeStore(store);
  }
};

/** As the application imports a file once its preview was agreed to. */
const importInto = async (store: Store, text: string): Promise<void> => {
  const bytes = new TextEncoder().encode(text);
  const feed = await readFeed(bytes, 'feed.hl7', { zone: benchZone, now: benchNow });
  const entry = (note: object & { action: string }) =>
    sessionEntry(told, importer, note.action, note);
  await store.transaction(async (trx) => {
    const applied = await applyFeed(trx, feed, {
      actor: { userId: importer.id, at: benchNow },
      now: benchNow,
      zone: benchZone,
      undecided: 'leaveOut',
      decisions: noDecisions(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      audit: (note) => appendAudit(trx, entry(note)),
    });
    await appendAudit(trx, entry({ action: 'imports.apply' }));
    if (applied.outcome !== 'accepted') throw new Error(`the feed was ${applied.outcome}`);
  });
};

/** Rows of a table as they stand in a file, and what writes one. */
interface RawTable {
  insert: string;
  rows: unknown[][];
}

const tableNames = (db: Database): string[] =>
  db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all()
    .map((row) => String(row['name']));

/** The rows that `after` holds beyond `before`. */
const rowsBetween = (before: Database, after: Database): RawTable[] =>
  tableNames(after).map((name) => {
    const all = (db: Database): unknown[][] =>
      db
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => Object.values(row));
    const known = new Set(all(before).map((row) => JSON.stringify(row)));
    const rows = all(after).filter((row) => !known.has(JSON.stringify(row)));
    const marks = (rows[0] ?? []).map(() => '?').join(', ');
    return { insert: `INSERT OR REPLACE INTO "${name}" VALUES (${marks})`, rows };
  });

const writeRaw = (db: Database, text: string, tables: readonly RawTable[]): void => {
  // Each message ends where the next one's header begins.
  for (const message of text.split(/\r(?=MSH\|)/)) Hl7Message.parse(message);
  db.exec('BEGIN; PRAGMA defer_foreign_keys = ON');
  for (const { insert, rows } of tables) {
    if (rows.length === 0) continue;
    const statement = db.prepare(insert);
    for (const row of rows) statement.run(row as never[]);
  }
  db.exec('COMMIT');
};

const removeStore = (filename: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${filename}${end}`, { force: true });
};

/** The import of about so many ADT messages, each time into a hospital that was just set up. */
export const measureImport = async (
  folder: string,
  messages: number,
  rounds: number,
): Promise<Figure> => {
  const feed = longFeed(messages);
  const key = randomBytes(32);
  const empty = { engine: 'sqlcipher' as const, filename: join(folder, 'import-empty.db'), key };
  await makeEmpty(empty);
  const fresh = (name: string): Location => {
    const filename = join(folder, name);
    removeStore(filename);
    copyFileSync(empty.filename, filename);
    return { ...empty, filename };
  };
  const imported = async (): Promise<number> => {
    const store = await openStore(fresh('import-whole.db'));
    try {
      return await timed(() => importInto(store, feed.text));
    } finally {
      await closeStore(store);
    }
  };
  await imported();
  const [before, after] = [
    openRaw(empty),
    openRaw({ ...empty, filename: join(folder, 'import-whole.db') }),
  ];
  const tables = rowsBetween(before, after);
  for (const db of [before, after]) db.close();
  const written = async (): Promise<number> => {
    const db = openRaw(fresh('import-raw.db'));
    try {
      return await timed(() => writeRaw(db, feed.text, tables));
    } finally {
      db.close();
    }
  };
  const ms = await interleaved({ imported, written }, { rounds, warmUp: 0 });
  const name = `import of ${feed.messages} ADT messages, over parse and raw writes`;
  return against(name, ms.imported, ms.written, goal);
};
