/**
 * How records came to be what they are: former states for `revision`, and entries for the audit
 * chain, so that a patient's timeline tells the stories too.
 */
import type { Book, Cell, Row, Stamp, TableName } from './book';

type Values = Record<string, Cell | undefined>;

/** One entry that the audit chain gets when the hospital is written. */
export interface HistoryEntry {
  at: string;
  by: string;
  /** The call that would have written it. */
  action: string;
  patientId: string;
  encounterId: string | null;
  recordType: string;
  recordId: string;
  versionBefore: number | null;
  versionAfter: number;
}

/** What a record is to the audit, and whose it is. */
export interface About {
  /** Kind of record as the audit names it. */
  type: string;
  /** Call that made it; none for what the feed made. */
  call: string | null;
  patientId: string;
  encounterId: string | null;
}

/** A later change of a record. */
export interface Change {
  at: string;
  by: string;
  call: string;
  values: Values;
}

/**
 * Adds a record with its changes: the row as it is after them, a revision for each state before,
 * an entry of the history for each step. Answers with the row's id.
 */
export const recordLife = (
  book: Book,
  history: HistoryEntry[],
  table: TableName,
  key: string,
  stamp: Stamp,
  first: Values,
  about: About,
  changes: readonly Change[] = [],
): string => {
  const row = book.made(table, key, stamp, first);
  const recordId = String(row.id);
  const tell = (
    at: string,
    by: string,
    action: string,
    before: number | null,
    after: number,
  ): void =>
    void history.push({
      at,
      by,
      action,
      patientId: about.patientId,
      encounterId: about.encounterId,
      recordType: about.type,
      recordId,
      versionBefore: before,
      versionAfter: after,
    });
  if (about.call !== null) tell(stamp.at, stamp.by, about.call, null, 1);
  for (const { at, by, call, values } of [...changes].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  )) {
    const version = Number(row.rowVersion);
    const before: Row = { ...row };
    book.row('revision', {
      tableName: table,
      rowId: recordId,
      rowVersion: version,
      at,
      by,
      before: JSON.stringify(before),
    });
    for (const [name, value] of Object.entries(values)) if (value !== undefined) row[name] = value;
    row.rowVersion = version + 1;
    row.updatedAt = at;
    row.updatedBy = by;
    tell(at, by, call, version, version + 1);
  }
  return recordId;
};
