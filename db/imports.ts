/** Batches of imported files, messages that were taken, and what waits for a person. */
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import { notFound } from '../shared/errors';
import type { CsvMapping } from '../shared/imports/facts';
import type { Counts, Format, Outcome } from '../shared/imports/report';
import { insertRows } from './bulk';
import type { Trx } from './connection';
import { chunks, type Value } from './fed-rows';
import { insertRecord, updateRecord, type Actor, type RecordColumns } from './records';

export interface BatchRow extends RecordColumns {
  fileName: string;
  format: Format;
  sha256: string;
  outcome: Outcome;
  /** JSON of a BatchReport. */
  report: string;
}

const newestFirst = [
  { column: 'createdAt', order: 'desc' },
  { column: 'id', order: 'desc' },
];

/** A file's batch; its id is made beforehand, since what it writes refers to it. */
export const insertBatch = async (
  trx: Trx,
  batch: Pick<BatchRow, 'id' | 'fileName' | 'format' | 'sha256' | 'outcome' | 'report'>,
  actor: Actor,
): Promise<void> => {
  await insertRecord(trx, 'import_batch', { ...batch }, actor);
};

/** Sets the outcome of a batch that was opened before its rows were written. */
export const closeBatch = async (
  trx: Trx,
  id: string,
  outcome: Outcome,
  report: string,
): Promise<void> => {
  await trx('import_batch').where({ id }).update({ outcome, report });
};

/** The newest batch of the same bytes that was taken, if any. */
export const batchOfBytes = async (trx: Trx, sha256: string): Promise<BatchRow | undefined> =>
  (await trx('import_batch')
    .where({ sha256 })
    .whereNot({ outcome: 'refused' })
    .orderBy(newestFirst)
    .first()) as BatchRow | undefined;

/** Batches, newest first. */
export const listBatches = (trx: Trx, limit: number, before?: string): Promise<BatchRow[]> =>
  trx('import_batch')
    .modify((q) => {
      if (before) void q.where('createdAt', '<', before);
    })
    .orderBy(newestFirst)
    .limit(limit);

/** Which of these messages were taken before. */
export const takenDigests = async (trx: Trx, digests: readonly string[]): Promise<Set<string>> => {
  const taken = new Set<string>();
  for (const part of chunks(digests)) {
    const rows = (await trx('import_message').whereIn('digest', part).select('digest')) as {
      digest: string;
    }[];
    for (const { digest } of rows) taken.add(digest);
  }
  return taken;
};

/** Remembers messages as taken. */
export const rememberDigests = async (
  trx: Trx,
  digests: readonly string[],
  batchId: string,
  breathe?: () => Promise<void>,
): Promise<void> => {
  await insertRows(
    trx,
    'import_message',
    digests.map((digest) => ({ digest, batchId })),
    breathe ? { breathe } : {},
  );
};

export interface DifferenceRow extends RecordColumns {
  patientId: string;
  tableName: string;
  rowId: string;
  field: string;
  ours: string | null;
  theirs: string | null;
  batchId: string;
  place: string;
  decidedAt: string | null;
  decision: 'ours' | 'theirs' | null;
}

/** A feed's value for a typed field, as it is put to a person. */
export interface NewDifference {
  patientId: string;
  tableName: string;
  rowId: string;
  field: string;
  ours: Value;
  theirs: Value;
  place: string;
}

const textOf = (value: Value): string | null => (value === null ? null : String(value));

/**
 * Keeps differences for a person. One that is still open takes the newer value; one that was decided
 * for ours stays decided for as long as the feed says the same.
 */
export const keepDifferences = async (
  trx: Trx,
  differences: readonly NewDifference[],
  batchId: string,
  actor: Actor,
): Promise<number> => {
  let waiting = 0;
  // The last word of the file on a field is the one to decide.
  const last = new Map(
    differences.map((entry) => [`${entry.tableName}/${entry.rowId}/${entry.field}`, entry]),
  );
  for (const entry of last.values()) {
    const { tableName, rowId, field } = entry;
    const known = (await trx('import_difference')
      .where({ tableName, rowId, field })
      .orderBy(newestFirst)) as DifferenceRow[];
    const theirs = textOf(entry.theirs);
    if (known.some((row) => row.decision === 'ours' && row.theirs === theirs)) continue;
    waiting += 1;
    const open = known.find((row) => row.decidedAt === null);
    if (open) {
      await updateRecord<DifferenceRow>(
        trx,
        'import_difference',
        open.id,
        open.rowVersion,
        { theirs, ours: textOf(entry.ours), batchId, place: entry.place },
        actor,
      );
      continue;
    }
    await insertRecord(
      trx,
      'import_difference',
      { ...entry, ours: textOf(entry.ours), theirs, batchId, decidedAt: null, decision: null },
      actor,
    );
  }
  return waiting;
};

/** Differences that wait, oldest first. */
export const openDifferences = (trx: Trx, limit: number): Promise<DifferenceRow[]> =>
  trx('import_difference').whereNull('decidedAt').orderBy(['createdAt', 'id']).limit(limit);

/** One difference. Throws `notFound`. */
export const differenceRow = async (trx: Trx, id: string): Promise<DifferenceRow> => {
  const row = (await trx('import_difference').where({ id }).first()) as DifferenceRow | undefined;
  if (!row) throw notFound();
  return row;
};

/** Records what a person decided. */
export const decideDifference = (
  trx: Trx,
  row: DifferenceRow,
  decision: 'ours' | 'theirs',
  actor: Actor,
): Promise<DifferenceRow> =>
  updateRecord<DifferenceRow>(
    trx,
    'import_difference',
    row.id,
    row.rowVersion,
    { decision, decidedAt: actor.at },
    actor,
  );

export interface DuplicateRow extends RecordColumns {
  patientId: string;
  otherId: string;
  decidedAt: string | null;
  decision: 'same' | 'different' | 'later' | null;
}

/** Pairs in which any of these patients stands. */
export const duplicatesOf = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<DuplicateRow[]> => {
  const rows: DuplicateRow[] = [];
  for (const part of chunks(patientIds))
    rows.push(
      ...((await trx('possible_duplicate')
        .whereIn('patientId', part)
        .orWhereIn('otherId', part)) as DuplicateRow[]),
    );
  return rows;
};

/** Keeps a pair for a person, or with what was decided at once. */
export const insertDuplicate = async (
  trx: Trx,
  pair: { patientId: string; otherId: string; decision: 'different' | null },
  actor: Actor,
): Promise<void> => {
  await insertRecord(
    trx,
    'possible_duplicate',
    { ...pair, decidedAt: pair.decision === null ? null : actor.at },
    actor,
  );
};

/** Pairs that wait, oldest first. */
export const openDuplicates = (trx: Trx, limit: number): Promise<DuplicateRow[]> =>
  trx('possible_duplicate').whereNull('decidedAt').orderBy(['createdAt', 'id']).limit(limit);

/** One pair. Throws `notFound`. */
export const duplicateRow = async (trx: Trx, id: string): Promise<DuplicateRow> => {
  const row = (await trx('possible_duplicate').where({ id }).first()) as DuplicateRow | undefined;
  if (!row) throw notFound();
  return row;
};

/** Records what a person decided; `later` leaves the pair waiting. */
export const decideDuplicate = (
  trx: Trx,
  row: DuplicateRow,
  decision: 'same' | 'different' | 'later',
  actor: Actor,
): Promise<DuplicateRow> =>
  updateRecord<DuplicateRow>(
    trx,
    'possible_duplicate',
    row.id,
    row.rowVersion,
    { decision, decidedAt: decision === 'later' ? null : actor.at },
    actor,
  );

/** The mapping remembered for a header set. */
export const rememberedMapping = async (
  trx: Trx,
  headerKey: string,
): Promise<CsvMapping | undefined> => {
  const row = (await trx('csv_mapping').where({ headerKey }).first('mapping')) as
    { mapping: string } | undefined;
  return row ? (JSON.parse(row.mapping) as CsvMapping) : undefined;
};

/** Every remembered mapping, by header set. */
export const allMappings = async (trx: Trx): Promise<Record<string, CsvMapping>> => {
  const rows = (await trx('csv_mapping').select('headerKey', 'mapping')) as {
    headerKey: string;
    mapping: string;
  }[];
  return Object.fromEntries(
    rows.map(({ headerKey, mapping }) => [headerKey, JSON.parse(mapping) as CsvMapping]),
  );
};

/** Remembers a mapping for a header set. */
export const rememberMapping = async (
  trx: Trx,
  headerKey: string,
  mapping: CsvMapping,
  actor: Actor,
): Promise<void> => {
  const row = {
    headerKey,
    mapping: JSON.stringify(mapping),
    updatedAt: actor.at,
    updatedBy: actor.userId,
  };
  await trx('csv_mapping').insert(row).onConflict('headerKey').merge();
};

/** A batch id, made before its rows. */
export const newBatchId = (): string => uuidv7();

/** Distinct records of the store, as `import:check` counts them; what was merged away counts once. */
export const countRecords = async (trx: Trx): Promise<Omit<Counts, 'messages'>> => {
  const count = async (
    table: string,
    narrow: (q: Knex.QueryBuilder) => unknown = () => undefined,
  ): Promise<number> => {
    const [row] = (await trx(table)
      .count({ n: '*' })
      .modify((q) => void narrow(q))) as { n: number }[];
    return row?.n ?? 0;
  };
  const standing = (q: Knex.QueryBuilder): unknown => q.whereNull('enteredInErrorAt');
  return {
    patients: await count('patient', (q) => q.whereRaw('?? = ??', ['survivorId', 'id'])),
    encounters: await count('encounter', standing),
    inpatientEncounters: await count('encounter', (q) =>
      q.whereNull('enteredInErrorAt').where({ class: 'inpatient' }),
    ),
    // One per resource, as records.md counts them; a diagnosis that a message took out is none.
    conditions: await count('condition', (q) =>
      q.whereNull('enteredInErrorAt').orWhere('sourceKey', 'like', '%|fhir|%'),
    ),
    carePlans: await count('care_plan'),
    goals: await count('goal'),
    careTeamMembers: await count('care_team_member', standing),
    coverages: await count('coverage', standing),
    allergies: await count('allergy', standing),
  };
};
