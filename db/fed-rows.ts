/**
 * Rows that a feed speaks about, held in memory while a file is compared or applied: read in bulk,
 * changed by the rules of typed against fed (records.md), and written in bulk with their revisions.
 * A preview runs the same code and never flushes, so that what it shows is what will be written.
 */
import { uuidv7 } from 'uuidv7';
import { insertRows, updateRow } from './bulk';
import type { Trx } from './connection';
import { commonFields, ownTables, timedFields, writeOrder } from './fed-tables';
import type { Actor } from './records';

export type Value = string | number | null;
export type Values = Record<string, Value>;
export type FedRow = Values & { id: string; rowVersion: number };

/** Who typed a field, and when. */
export interface Typed {
  by: string;
  at: string;
}

/** A record under the feed's hand. */
export interface Tracked {
  table: string;
  row: FedRow;
  /** As it stands in the store; null = new. */
  stored: FedRow | null;
  /** Where in the file it was first told of: `message 3`. */
  from: string;
  /** Place of the newest change of each field in this file. */
  changedFrom: Map<string, string>;
  /** Time of the newest message that spoke of it; null = no feed ever did. */
  fedAt: string | null;
  fedVersion: number;
  /** Fields whose time is not `fedAt`, or that were said to be empty. */
  fieldTimes: Map<string, string>;
  storedTimes: ReadonlyMap<string, string>;
  typed: ReadonlyMap<string, Typed>;
  /** Fields that stand in `field_source` as a person's. */
  storedTyped: ReadonlySet<string>;
  /** The feed spoke of it in this file. */
  told: boolean;
}

/** A feed's value for a field that a person typed. */
export interface Difference {
  record: Tracked;
  field: string;
  ours: Value;
  theirs: Value;
  from: string;
}

/** Values bound in one statement; both engines take far more, this keeps statements short. */
const chunkSize = 400;

const noTimes: ReadonlyMap<string, string> = new Map();
const noneTyped: ReadonlyMap<string, Typed> = new Map();
const noFields: ReadonlySet<string> = new Set();

/** Pieces of a list, for `where in` and for inserts of many rows. */
export const chunks = <T>(list: readonly T[], size = chunkSize): T[][] => {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
};

/** The rows of one file. */
export class FedRows {
  readonly differences: Difference[] = [];
  /** `table/rowId/field` of typed values that a person let the file replace. */
  readonly takeFile: ReadonlySet<string>;
  private readonly tables = new Map<string, Map<string, Tracked>>();
  private readonly asked = new Map<string, Set<string>>();
  private readonly dirty = new Set<Tracked>();

  constructor(
    private readonly trx: Trx,
    readonly actor: Actor,
    takeFile: readonly string[] = [],
    /** Gives the event loop its turn where it is due; may throw to stop. */
    private readonly breathe: () => Promise<void> = async () => undefined,
  ) {
    this.takeFile = new Set(takeFile);
  }

  /** A record by id, if it is held. */
  get(table: string, id: string | null | undefined): Tracked | undefined {
    return id ? this.tables.get(table)?.get(id) : undefined;
  }

  /** All held records of a table. */
  all(table: string): Tracked[] {
    return [...(this.tables.get(table)?.values() ?? [])];
  }

  /** Records that the next flush writes. */
  changed(): Tracked[] {
    return [...this.dirty];
  }

  /** Every held record. */
  everything(): Tracked[] {
    return [...this.tables.values()].flatMap((rows) => [...rows.values()]);
  }

  /**
   * Reads the rows whose `column` is one of the values, unless these were asked for before; returns
   * the ones that were newly read. What is held already is never read over.
   */
  async load(
    table: string,
    column: string,
    values: Iterable<string | null | undefined>,
  ): Promise<Tracked[]> {
    const name = `${table}.${column}`;
    const asked = this.asked.get(name) ?? new Set<string>();
    this.asked.set(name, asked);
    const wanted = [...new Set(values)].filter(
      (value): value is string => Boolean(value) && !asked.has(value!),
    );
    const fresh: Tracked[] = [];
    for (const part of chunks(wanted)) {
      for (const value of part) asked.add(value);
      const rows = (await this.trx(table).whereIn(column, part)) as FedRow[];
      for (const row of rows)
        if (!this.get(table, row.id)) fresh.push(this.hold(table, row, row, ''));
      await this.breathe();
    }
    if (fresh.length > 0 && !ownTables.has(table)) await this.loadSources(table, fresh);
    return fresh;
  }

  /** A new record; it is written at the next flush. */
  insert(table: string, values: Values, from: string): Tracked {
    const { at, userId } = this.actor;
    const id = (values['id'] as string | undefined) ?? uuidv7();
    const row = {
      ...values,
      id,
      rowVersion: 1,
      createdAt: at,
      createdBy: userId,
      updatedAt: at,
      updatedBy: userId,
    } as FedRow;
    const tracked = this.hold(table, row, null, from);
    tracked.told = true;
    this.dirty.add(tracked);
    return tracked;
  }

  /** Sets fields that are not a feed's word against a person's (derived ones, ends of periods). */
  set(record: Tracked, values: Values, from = record.from): boolean {
    let changed = false;
    for (const [field, value] of Object.entries(values)) {
      if (record.row[field] === value) continue;
      record.row[field] = value;
      record.changedFrom.set(field, from);
      changed = true;
    }
    if (changed) this.dirty.add(record);
    return changed;
  }

  /**
   * What a feed says of a record at a time (null = it does not say when): typed values stay and
   * become differences, older words change nothing newer, and what is not said is not touched.
   * Returns the fields that took the feed's value.
   */
  tell(
    record: Tracked,
    said: Record<string, Value | undefined>,
    at: string | null,
    from: string,
  ): Set<string> {
    const taken = new Set<string>();
    const before = record.fedAt;
    const mentioned = new Set<string>();
    record.told = true;
    for (const [field, value] of Object.entries(said)) {
      if (value === undefined) continue;
      if (this.isTypedAgainst(record, field, value, from)) continue;
      if (at === null ? record.row[field] !== null : at < this.timeOf(record, field)) continue;
      mentioned.add(field);
      if (record.row[field] !== value) {
        record.row[field] = value;
        record.changedFrom.set(field, from);
        taken.add(field);
        this.dirty.add(record);
      }
      if (at !== null && record.table in timedFields)
        this.noteTime(record, field, value, at, before);
    }
    if (at !== null && (before === null || at > before))
      this.moveFedAt(record, at, before, mentioned);
    if (record.fedAt === null) {
      // A message without a time is older than any that has one.
      record.fedAt = '';
      this.dirty.add(record);
    }
    return taken;
  }

  /** Has the feed spoken of this field at or after that time? */
  isStale(record: Tracked, field: string, at: string | null): boolean {
    return at === null ? record.row[field] !== null : at < this.timeOf(record, field);
  }

  /** Time of the newest word about a field; empty when none was said. */
  timeOf(record: Tracked, field: string): string {
    const own = record.fieldTimes.get(field);
    if (own !== undefined) return own;
    if (record.fedAt === null || record.row[field] === null) return '';
    return record.fedAt;
  }

  /** Writes everything that changed since the last flush. */
  async flush(): Promise<void> {
    const dirty = [...this.dirty];
    for (const table of writeOrder) {
      const mine = dirty.filter((record) => record.table === table);
      await this.write(table, mine);
    }
    const unknown = dirty.find(
      (record) => !(writeOrder as readonly string[]).includes(record.table),
    );
    if (unknown) throw new Error(`no place in the write order for ${unknown.table}`);
    await this.writeSources(dirty.filter((record) => !ownTables.has(record.table)));
    for (const record of dirty) {
      record.stored = { ...record.row };
      record.fedVersion = record.row.rowVersion;
      record.storedTimes = record.fieldTimes.size === 0 ? noTimes : new Map(record.fieldTimes);
      record.storedTyped = record.typed.size === 0 ? noFields : new Set(record.typed.keys());
    }
    this.dirty.clear();
  }

  private hold(table: string, row: FedRow, stored: FedRow | null, from: string): Tracked {
    const tracked: Tracked = {
      table,
      row: { ...row },
      stored: stored ? { ...stored } : null,
      from,
      changedFrom: new Map(),
      fedAt: null,
      fedVersion: stored ? 0 : 1,
      fieldTimes: new Map(),
      // Most rows never have any of these: they share the empty ones.
      storedTimes: noTimes,
      typed: noneTyped,
      storedTyped: noFields,
      told: false,
    };
    const rows = this.tables.get(table) ?? new Map<string, Tracked>();
    rows.set(row.id, tracked);
    this.tables.set(table, rows);
    return tracked;
  }

  private isTypedAgainst(record: Tracked, field: string, value: Value, from: string): boolean {
    if (!record.typed.has(field)) return false;
    if (record.row[field] === value) return true;
    if (this.takeFile.has(`${record.table}/${record.row.id}/${field}`)) {
      record.typed = new Map([...record.typed].filter(([name]) => name !== field));
      record.fieldTimes.delete(field);
      return false;
    }
    this.differences.push({ record, field, ours: record.row[field] ?? null, theirs: value, from });
    return true;
  }

  private noteTime(
    record: Tracked,
    field: string,
    value: Value,
    at: string,
    before: string | null,
  ): void {
    const becomesNewest = before === null || at > before;
    // A field without an entry of its own stands at `fedAt`; an explicit empty one keeps its entry.
    if (value === null || (!becomesNewest && at !== before)) record.fieldTimes.set(field, at);
    else record.fieldTimes.delete(field);
    if (record.fieldTimes.get(field) !== record.storedTimes.get(field)) this.dirty.add(record);
  }

  private moveFedAt(
    record: Tracked,
    at: string,
    before: string | null,
    mentioned: ReadonlySet<string>,
  ): void {
    record.fedAt = at;
    this.dirty.add(record);
    if (before === null) return;
    // What the newer message did not speak of keeps the time at which it was said.
    for (const field of timedFields[record.table] ?? [])
      if (
        record.row[field] !== null &&
        !mentioned.has(field) &&
        !record.typed.has(field) &&
        !record.fieldTimes.has(field)
      )
        record.fieldTimes.set(field, before);
  }

  /** Times and authors of the rows' fields. */
  private async loadSources(table: string, fresh: readonly Tracked[]): Promise<void> {
    const byId = new Map(fresh.map((record) => [record.row.id, record]));
    for (const ids of chunks([...byId.keys()])) {
      const fed = (await this.trx('fed_record')
        .where({ tableName: table })
        .whereIn('rowId', ids)) as {
        rowId: string;
        fedAt: string;
        fedVersion: number;
      }[];
      for (const { rowId, fedAt, fedVersion } of fed) {
        const record = byId.get(rowId)!;
        record.fedAt = fedAt;
        record.fedVersion = fedVersion;
      }
      const sources = (await this.trx('field_source')
        .where({ tableName: table })
        .whereIn('rowId', ids)) as {
        rowId: string;
        field: string;
        source: string;
        at: string;
        by: string;
      }[];
      for (const { rowId, field, source, at, by } of sources) {
        const record = byId.get(rowId)!;
        if (source === 'person') {
          record.typed = new Map(record.typed).set(field, { by, at });
          record.storedTyped = new Set(record.storedTyped).add(field);
        } else {
          record.fieldTimes.set(field, at);
          record.storedTimes = new Map(record.storedTimes).set(field, at);
        }
      }
    }
    await this.findTyped(
      table,
      fresh.filter((record) => record.row.rowVersion > record.fedVersion),
    );
  }

  /** Fields that a person changed since the feed last wrote the row, by the row's own history. */
  private async findTyped(table: string, changed: readonly Tracked[]): Promise<void> {
    if (changed.length === 0) return;
    const byId = new Map(changed.map((record) => [record.row.id, record]));
    const revisions: {
      rowId: string;
      rowVersion: number;
      at: string;
      by: string;
      before: string;
    }[] = [];
    for (const ids of chunks([...byId.keys()]))
      revisions.push(
        ...((await this.trx('revision')
          .where({ tableName: table })
          .whereIn('rowId', ids)
          .orderBy(['rowId', 'rowVersion'])) as typeof revisions),
      );
    for (const record of changed) {
      const own = revisions.filter(
        (entry) =>
          entry.rowId === record.row.id && entry.rowVersion >= Math.max(1, record.fedVersion),
      );
      const states = [...own.map((entry) => JSON.parse(entry.before) as FedRow), record.row];
      // A row that no feed wrote was typed when it was made.
      if (record.fedVersion === 0)
        this.markTyped(
          record,
          {},
          states[0]!,
          String(record.row['createdBy']),
          String(record.row['createdAt']),
        );
      own.forEach((entry, index) =>
        this.markTyped(record, states[index]!, states[index + 1]!, entry.by, entry.at),
      );
    }
  }

  private markTyped(record: Tracked, before: Values, after: FedRow, by: string, at: string): void {
    const typed = new Map(record.typed);
    for (const [field, value] of Object.entries(after))
      if (!commonFields.has(field) && value !== (before[field] ?? null))
        typed.set(field, { by, at });
    record.typed = typed;
  }

  private async write(table: string, records: readonly Tracked[]): Promise<void> {
    const fresh = records.filter((record) => record.stored === null);
    for (const rows of sameColumns(fresh.map((record) => record.row)))
      await insertRows(this.trx, table, rows, { breathe: this.breathe });
    const changed = records.filter((record) => record.stored !== null && differs(record));
    const { at, userId } = this.actor;
    await insertRows(
      this.trx,
      'revision',
      changed.map(({ row, stored }) => ({
        tableName: table,
        rowId: row.id,
        rowVersion: stored!.rowVersion,
        at,
        by: userId,
        before: JSON.stringify(stored),
      })),
      { breathe: this.breathe },
    );
    for (const record of changed) {
      const stored = record.stored!;
      Object.assign(record.row, {
        rowVersion: stored.rowVersion + 1,
        updatedAt: at,
        updatedBy: userId,
      });
      const patch = Object.fromEntries(
        Object.entries(record.row).filter(([field, value]) => stored[field] !== value),
      );
      await updateRow(this.trx, table, { id: record.row.id, rowVersion: stored.rowVersion }, patch);
      await this.breathe();
    }
  }

  private async writeSources(records: readonly Tracked[]): Promise<void> {
    const told = records.filter((record) => record.fedAt !== null);
    await this.upsert(
      'fed_record',
      told.map(({ table, row, fedAt }) => ({
        tableName: table,
        rowId: row.id,
        fedAt: fedAt!,
        fedVersion: row.rowVersion,
      })),
      ['tableName', 'rowId'],
    );
    const kept: Values[] = [];
    for (const record of records) {
      const gone = [...record.storedTimes.keys(), ...record.storedTyped].filter(
        (field) => !record.fieldTimes.has(field) && !record.typed.has(field),
      );
      if (gone.length > 0) await this.dropSources(record, gone);
      for (const [field, at] of record.fieldTimes)
        if (record.storedTimes.get(field) !== at)
          kept.push(this.source(record, field, 'feed', at, this.actor.userId));
      for (const [field, { at, by }] of record.typed)
        kept.push(this.source(record, field, 'person', at, by));
    }
    await this.upsert('field_source', kept, ['tableName', 'rowId', 'field']);
  }

  private source(record: Tracked, field: string, source: string, at: string, by: string): Values {
    return { tableName: record.table, rowId: record.row.id, field, source, at, by };
  }

  private async dropSources(record: Tracked, fields: readonly string[]): Promise<void> {
    await this.trx('field_source')
      .where({ tableName: record.table, rowId: record.row.id })
      .whereIn('field', [...fields])
      .del();
  }

  private async upsert(table: string, rows: readonly Values[], key: string[]): Promise<void> {
    await insertRows(this.trx, table, rows, { key, breathe: this.breathe });
  }
}

/** Rows in lists of those with the same columns, in their order. */
const sameColumns = (rows: readonly FedRow[]): FedRow[][] => {
  const lists: { columns: string[]; rows: FedRow[] }[] = [];
  for (const row of rows) {
    const columns = Object.keys(row);
    const list = lists.find(
      (each) =>
        each.columns.length === columns.length &&
        columns.every((column, index) => each.columns[index] === column),
    );
    if (list) list.rows.push(row);
    else lists.push({ columns, rows: [row] });
  }
  return lists.map((list) => list.rows);
};

/** Is any field but the common ones other than stored? */
export const differs = ({ row, stored }: Tracked): boolean =>
  stored === null ||
  Object.entries(row).some(([field, value]) => !commonFields.has(field) && stored[field] !== value);
