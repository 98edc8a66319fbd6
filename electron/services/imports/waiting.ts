/** What waits for a person: a feed's value for a typed field, two records that may be one person. */
import { appendAudit } from '../../../db/audit';
import type { Trx } from '../../../db/connection';
import { keepEncounterFacts } from '../../../db/encounter-facts';
import { FedRows, type Tracked, type Value } from '../../../db/fed-rows';
import { mergePatients, unmergePatient } from '../../../db/identity';
import {
  decideDifference,
  decideDuplicate,
  differenceRow,
  duplicateRow,
  openDifferences,
  openDuplicates,
  type DifferenceRow,
} from '../../../db/imports';
import { personNames } from '../../../db/person-names';
import { AppError, conflict } from '../../../shared/errors';
import { foldName } from '../../../shared/folding';
import type {
  DuplicateSide,
  Waiting,
  WaitingDifference,
  WaitingDuplicate,
} from '../../../shared/imports/import';
import { noDecisions } from '../../../shared/imports/report';
import { localDateOf } from '../../../shared/time';
import type { Host, OpenRecord } from '../../host';
import { sessionEntry } from '../open-record';
import { FeedRun } from './feed-run';
import { followPresent } from './histories';
import { hiddenPatients, mayTable } from './hide-records';
import { isActiveStay } from './stays';

/** Rows of each list; the rest comes when these are decided. */
const listLimit = 500;

/** Fields that are one thing to a person: deciding one decides all. */
const placeFields = new Set(['unitId', 'bedId', 'bedLabel']);

/** Everything that waits, as far as this person may see it, and whose records that are. */
export const listWaiting = async (
  trx: Trx,
  host: Host,
  record: OpenRecord,
): Promise<{ waiting: Waiting; patientIds: string[] }> => {
  const now = host.clock.now();
  const reader = record.user;
  const differences = (await openDifferences(trx, listLimit)).filter(
    ({ tableName, field }) =>
      mayTable(reader, tableName) && field !== 'unitId' && field !== 'bedId',
  );
  const pairs = await openDuplicates(trx, listLimit);
  const ids = [
    ...differences.map(({ patientId }) => patientId),
    ...pairs.flatMap(({ patientId, otherId }) => [patientId, otherId]),
  ];
  const hidden = await hiddenPatients(trx, reader, ids, now);
  const shown = differences.filter(({ patientId }) => !hidden.has(patientId));
  const shownPairs = pairs.filter(
    ({ patientId, otherId }) => !hidden.has(patientId) && !hidden.has(otherId),
  );
  const sides = await sidesOf(trx, ids);
  return {
    waiting: {
      differences: await differencesOf(trx, shown, sides, localDateOf(now, host.clock.zone())),
      duplicates: shownPairs.flatMap((pair): WaitingDuplicate[] => {
        const [first, second] = [sides.get(pair.patientId), sides.get(pair.otherId)];
        return first && second ? [{ id: pair.id, rowVersion: pair.rowVersion, first, second }] : [];
      }),
      hidden: differences.length - shown.length + pairs.length - shownPairs.length,
    },
    patientIds: [...sides.keys()].filter((id) => !hidden.has(id)),
  };
};

interface PatientRow {
  id: string;
  familyName: string;
  givenName: string;
  birthDate: string | null;
  mrn: string | null;
}

const sidesOf = async (trx: Trx, ids: readonly string[]): Promise<Map<string, DuplicateSide>> => {
  const wanted = [...new Set(ids)];
  const patients = (await trx('patient').whereIn('id', wanted)) as PatientRow[];
  const stays = (await trx('encounter')
    .whereIn('patientId', wanted)
    .where({ active: 1 })
    .select('patientId', 'visitNumber', 'bedLabel')) as {
    patientId: string;
    visitNumber: string | null;
    bedLabel: string | null;
  }[];
  return new Map(
    patients.map(({ id, familyName, givenName, birthDate, mrn }) => {
      const stay = stays.find(({ patientId }) => patientId === id);
      return [
        id,
        {
          patientId: id,
          name: [familyName, givenName].filter((part) => part !== '').join(', '),
          birthDate,
          mrn,
          stay: stay
            ? [stay.visitNumber, stay.bedLabel].filter((part) => part).join(', ') || null
            : null,
        },
      ];
    }),
  );
};

const differencesOf = async (
  trx: Trx,
  rows: readonly DifferenceRow[],
  sides: ReadonlyMap<string, DuplicateSide>,
  today: string,
): Promise<WaitingDifference[]> => {
  const typed = await typedFields(trx, rows);
  const names = await personNames(
    trx,
    [...typed.values()].map(({ by }) => by),
    today,
  );
  const files = (await trx('import_batch')
    .whereIn('id', [...new Set(rows.map(({ batchId }) => batchId))])
    .select('id', 'fileName')) as { id: string; fileName: string }[];
  const words = await wordsOf(trx, rows);
  return rows.map((row) => {
    const side = sides.get(row.patientId);
    const who = typed.get(`${row.rowId}/${row.field}`);
    return {
      id: row.id,
      rowVersion: row.rowVersion,
      patientName: side?.name ?? '',
      birthDate: side?.birthDate ?? null,
      mrn: side?.mrn ?? null,
      tableName: row.tableName,
      field: row.field,
      ours: words(row.field, row.ours),
      theirs: words(row.field, row.theirs),
      typedBy: who ? (names.get(who.by) ?? null) : null,
      typedAt: who?.at ?? null,
      fileName: files.find(({ id }) => id === row.batchId)?.fileName ?? '',
      place: row.place,
      at: row.updatedAt,
    };
  });
};

/** Who typed each field, by the rows' own history. */
const typedFields = async (
  trx: Trx,
  rows: readonly DifferenceRow[],
): Promise<Map<string, { by: string; at: string }>> => {
  const held = new FedRows(trx, { userId: '', at: '' });
  const found = new Map<string, { by: string; at: string }>();
  for (const { tableName, rowId, field } of rows) {
    await held.load(tableName, 'id', [rowId]);
    const typed = held.get(tableName, rowId)?.typed.get(field);
    if (typed) found.set(`${rowId}/${field}`, typed);
  }
  return found;
};

/** Ids of clinicians in words; every other value is shown as it is. */
const wordsOf = async (
  trx: Trx,
  rows: readonly DifferenceRow[],
): Promise<(field: string, value: string | null) => string | null> => {
  const ids = rows.flatMap(({ field, ours, theirs }) =>
    field === 'attendingId' ? [ours, theirs].filter((id) => id !== null) : [],
  );
  const clinicians = (await trx('practitioner').whereIn('id', ids)) as {
    id: string;
    prefix: string | null;
    givenName: string;
    familyName: string;
  }[];
  return (field, value) => {
    if (field !== 'attendingId') return value;
    const found = clinicians.find(({ id }) => id === value);
    return found
      ? [found.prefix, found.givenName, found.familyName].filter((part) => part).join(' ')
      : null;
  };
};

/** Nobody decides what the list does not show them (hide-records.ts). Throws `forbidden`. */
const requireShown = async (
  trx: Trx,
  host: Host,
  { user }: OpenRecord,
  patientIds: readonly string[],
  tableName = 'patient',
): Promise<void> => {
  if (!mayTable(user, tableName))
    throw new AppError(
      'forbidden',
      'Your role does not allow this. Ask the unit lead or an administrator.',
      { key: 'forbidden' },
    );
  const hidden = await hiddenPatients(trx, user, patientIds, host.clock.now());
  if (hidden.size > 0)
    throw new AppError('forbidden', 'This record is restricted. Its team decides it.', {
      key: 'restrictedRecord',
    });
};

/** Ours stays, or theirs is taken; a place is decided as one. */
export const settleDifference = async (
  trx: Trx,
  host: Host,
  record: OpenRecord,
  input: { id: string; rowVersion: number; decision: 'ours' | 'theirs' },
): Promise<void> => {
  const actor = { userId: record.user.id, at: host.clock.now() };
  const row = await differenceRow(trx, input.id);
  await requireShown(trx, host, record, [row.patientId], row.tableName);
  if (row.rowVersion !== input.rowVersion || row.decidedAt !== null) throw conflict(null);
  const together = placeFields.has(row.field)
    ? ((await trx('import_difference')
        .where({ tableName: row.tableName, rowId: row.rowId })
        .whereIn('field', [...placeFields])
        .whereNull('decidedAt')) as DifferenceRow[])
    : [row];
  if (input.decision === 'theirs') await takeTheirs(trx, host, record, together);
  for (const each of together) await decideDifference(trx, each, input.decision, actor);
  await appendAudit(
    trx,
    sessionEntry(host, record.user, 'imports.decideDifference', {
      patientId: row.patientId,
      recordType: row.tableName,
      recordId: row.rowId,
      detail: { field: row.field, decision: input.decision },
    }),
  );
};

/** The file's values take the place of the typed ones, and are the feed's again from now on. */
const takeTheirs = async (
  trx: Trx,
  host: Host,
  record: OpenRecord,
  rows: readonly DifferenceRow[],
): Promise<void> => {
  const now = host.clock.now();
  const { tableName, rowId, place } = rows[0]!;
  const run = await FeedRun.start(trx, nothingRead, {
    actor: { userId: record.user.id, at: now },
    now,
    zone: host.clock.zone(),
    undecided: 'leaveOut',
    decisions: {
      ...noDecisions(),
      takeFile: rows.map(({ field }) => `${tableName}/${rowId}/${field}`),
    },
  });
  await run.load(tableName, 'id', [rowId]);
  const target = run.rows.get(tableName, rowId);
  if (!target) throw conflict(null);
  const values = Object.fromEntries(
    rows.map(({ field, theirs }) => [field, asStored(target, field, theirs)]),
  );
  run.rows.tell(target, values, target.fedAt || now, place);
  if (tableName === 'patient')
    run.rows.set(target, {
      nameFolded: foldName(String(target.row['familyName']), String(target.row['givenName'])),
    });
  if (tableName === 'encounter') {
    await run.load('encounter_class_period', 'encounterId', [rowId]);
    await run.load('encounter_location', 'encounterId', [rowId]);
    followPresent(run, target, now, place);
    run.rows.set(target, { active: isActiveStay(target.row) ? 1 : 0 });
  }
  await run.rows.flush();
  if (tableName === 'encounter') await keepEncounterFacts(trx, [rowId], host.clock.zone());
};

const nothingRead = {
  fileName: '',
  format: 'unknown' as const,
  describedAs: '',
  found: 0,
  messages: 0,
  items: [],
  setAside: [],
  notUsed: {},
  problems: [],
  readable: true,
};

/** Differences are kept as text; numbers are numbers in their rows. */
const asStored = (target: Tracked, field: string, value: string | null): Value =>
  value !== null && typeof target.row[field] === 'number' ? Number(value) : value;

/** Two people, one person (the other record continues in the kept one), or later. */
export const settleDuplicate = async (
  trx: Trx,
  host: Host,
  record: OpenRecord,
  input: {
    id: string;
    rowVersion: number;
    decision: 'same' | 'different' | 'later';
    keepId: string | null;
  },
): Promise<void> => {
  const actor = { userId: record.user.id, at: host.clock.now() };
  const pair = await duplicateRow(trx, input.id);
  await requireShown(trx, host, record, [pair.patientId, pair.otherId]);
  if (pair.rowVersion !== input.rowVersion || pair.decidedAt !== null) throw conflict(null);
  const keepId = input.keepId === pair.otherId ? pair.otherId : pair.patientId;
  const priorId = keepId === pair.patientId ? pair.otherId : pair.patientId;
  if (input.decision === 'same') await mergePatients(trx, priorId, keepId, actor);
  await decideDuplicate(trx, pair, input.decision, actor);
  await appendAudit(
    trx,
    sessionEntry(
      host,
      record.user,
      input.decision === 'same' ? 'patients.merge' : 'imports.decideDuplicate',
      {
        patientId: priorId,
        recordType: 'patient',
        recordId: priorId,
        detail: { decision: input.decision, otherId: keepId },
      },
    ),
  );
};

/** The record stands by itself again. */
export const takeMergeBack = async (
  trx: Trx,
  host: Host,
  record: OpenRecord,
  patientId: string,
): Promise<void> => {
  await requireShown(trx, host, record, [patientId]);
  await unmergePatient(trx, patientId, { userId: record.user.id, at: host.clock.now() });
  await appendAudit(
    trx,
    sessionEntry(host, record.user, 'patients.unmerge', {
      patientId,
      recordType: 'patient',
      recordId: patientId,
    }),
  );
};
