/**
 * What changed in a patient's record: the audit says who and when, the revisions what stood before
 * and after. Clinical text is never in the audit; it is taken from the records here.
 */
import {
  timelineTypes,
  type FieldChange,
  type TimelineEvent,
  type TimelineKind,
  type TimelinePage,
} from '../shared/patients/timeline';
import type { Trx } from './connection';

/** Table of each record type that the audit names, and the column that says what it is about. */
export const sources: Record<string, { table: string; title: string | null }> = {
  note: { table: 'note', title: 'text' },
  concern: { table: 'concern', title: 'words' },
  encounter: { table: 'encounter', title: null },
  task: { table: 'task', title: 'title' },
  carePlan: { table: 'care_plan', title: 'title' },
  problem: { table: 'problem', title: 'title' },
  goal: { table: 'goal', title: 'description' },
  goalProgress: { table: 'goal_progress', title: 'statement' },
  activity: { table: 'activity', title: 'description' },
  barrier: { table: 'barrier', title: 'title' },
  relatedPerson: { table: 'related_person', title: 'name' },
  careTeamMember: { table: 'care_team_member', title: 'name' },
  patient: { table: 'patient', title: null },
  allergy: { table: 'allergy', title: 'substance' },
  codeStatus: { table: 'code_status', title: 'status' },
  condition: { table: 'condition', title: 'display' },
  coverage: { table: 'coverage', title: 'payer' },
  document: { table: 'document', title: 'title' },
};

/** Entries that tell of a change without the version of a single record. */
const wholeChanges = [
  'imports.write',
  'imports.decideDifference',
  'patients.merge',
  'patients.unmerge',
];

/** Columns that tell a reader nothing. */
const technicalColumns: ReadonlySet<string> = new Set([
  'id',
  'rowVersion',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'enteredInErrorAt',
  'enteredInErrorBy',
  'enteredInErrorReason',
  'patientId',
  'encounterId',
  'survivorId',
  'nameFolded',
  'sourceKey',
  'templateId',
  'templateVersion',
  'templateItem',
  'fedAt',
  'position',
  'open',
  'active',
  'completedBy',
  'signedBy',
  'amendsId',
  'sha256',
  'unitId',
  'bedId',
  'attendingId',
  'practitionerId',
  'relatedPersonId',
  'carePlanId',
  'problemId',
  'goalId',
  'conditionId',
  'system',
  'visitAssignerId',
  'admittedTimeKnown',
]);

/** Kinds that are chosen by the program, in the tables where they are. */
const programKinds = new Set(['note', 'task', 'document']);

/** Does this column of the table tell a reader something? */
export const isTold = (table: string, column: string): boolean =>
  !technicalColumns.has(column) && !(column === 'kind' && programKinds.has(table));

/** Columns that name a user; their people's names stand in the change. */
const userColumns = new Set(['ownerId', 'caseManagerId', 'dischargePlannerId', 'userId']);

/** A title is as much of the text as a line holds. */
const titleLength = 160;

interface Entry {
  seq: number;
  at: string;
  userId: string | null;
  action: string;
  encounterId: string | null;
  recordType: string | null;
  recordId: string | null;
  versionBefore: number | null;
  versionAfter: number | null;
  reason: string | null;
}

type State = Record<string, string | number | null>;

/** A page of a patient's changes, newest first. */
export const patientTimeline = async (
  trx: Trx,
  patientIds: readonly string[],
  asked: { kind: TimelineKind | null; before: number | null; limit: number },
): Promise<TimelinePage> => {
  const entries = await entriesOf(trx, patientIds, asked);
  const states = await statesOf(trx, entries);
  const moves = await moveReasons(trx, entries);
  const names = await namesOf(trx, [
    ...entries.map(({ userId }) => userId),
    ...[...states.values()].flatMap((state) =>
      [...userColumns].map((column) => (state[column] as string | null | undefined) ?? null),
    ),
  ]);
  const events = entries.map((entry): TimelineEvent => {
    const move = moves.get(`${entry.recordId} ${entry.at}`);
    const { title, change, fields, errorReason } = whatChanged(entry, states, names);
    return {
      seq: entry.seq,
      at: entry.at,
      byName: entry.userId === null ? null : (names.get(entry.userId) ?? null),
      action: entry.action,
      recordType: entry.recordType ?? '',
      recordId: entry.recordId ?? '',
      change,
      title,
      fields,
      reason: entry.reason ?? move?.words ?? errorReason,
      reasonId: move?.reason ?? null,
    };
  });
  return {
    events,
    before: entries.length < asked.limit ? null : (entries.at(-1)?.seq ?? null),
  };
};

/** The audit's entries of changes; an index on patient and sequence answers it. */
export const entriesOf = (
  trx: Trx,
  patientIds: readonly string[],
  { kind, before, limit }: { kind: TimelineKind | null; before: number | null; limit: number },
): Promise<Entry[]> & { toSQL: () => { sql: string; bindings: readonly unknown[] } } => {
  const query = trx('audit')
    .whereIn('patientId', [...patientIds])
    .where({ outcome: 'ok' })
    .where((q) => q.whereNotNull('versionAfter').orWhereIn('action', wholeChanges))
    // Saved without a change: on record, but nothing to tell.
    .where((q) => q.whereNull('versionBefore').orWhereNot('versionAfter', trx.ref('versionBefore')))
    .orderBy('seq', 'desc')
    .limit(limit)
    .select(
      'seq',
      'at',
      'userId',
      'action',
      'encounterId',
      'recordType',
      'recordId',
      'versionBefore',
      'versionAfter',
      'reason',
    );
  if (kind !== null) void query.whereIn('recordType', [...timelineTypes[kind]]);
  if (before !== null) void query.where('seq', '<', before);
  return query as never;
};

const stateKey = (table: string, id: string, version: number): string =>
  `${table} ${id} ${version}`;

/** Every record of the entries as it stood at each of its versions. */
const statesOf = async (trx: Trx, entries: readonly Entry[]): Promise<Map<string, State>> => {
  const idsByTable = new Map<string, Set<string>>();
  for (const { recordType, recordId } of entries) {
    const source = recordType === null ? undefined : sources[recordType];
    if (!source || recordId === null) continue;
    const ids = idsByTable.get(source.table) ?? new Set();
    idsByTable.set(source.table, ids.add(recordId));
  }
  const states = new Map<string, State>();
  for (const [table, ids] of idsByTable) {
    const present = (await trx(table).whereIn('id', [...ids])) as State[];
    const former = (await trx('revision')
      .where({ tableName: table })
      .whereIn('rowId', [...ids])
      .select('before')) as { before: string }[];
    for (const state of [...former.map(({ before }) => JSON.parse(before) as State), ...present])
      states.set(stateKey(table, String(state['id']), Number(state['rowVersion'])), state);
  }
  return states;
};

/** Reasons of the moves of the expected discharge, by stay and instant. */
const moveReasons = async (
  trx: Trx,
  entries: readonly Entry[],
): Promise<Map<string, { reason: string | null; words: string | null }>> => {
  const ids = entries
    .filter(({ action }) => action === 'encounters.setExpectedDischarge')
    .map(({ recordId }) => recordId ?? '');
  if (ids.length === 0) return new Map();
  const rows = (await trx('edd_move')
    .whereIn('encounterId', [...new Set(ids)])
    .select('encounterId', 'at', 'reason', 'words')) as {
    encounterId: string;
    at: string;
    reason: string | null;
    words: string | null;
  }[];
  return new Map(rows.map((row) => [`${row.encounterId} ${row.at}`, row]));
};

const namesOf = async (trx: Trx, ids: readonly (string | null)[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)].filter((id): id is string => id !== null);
  const rows = (await trx('user')
    .whereIn('id', wanted)
    .select('id', 'givenName', 'familyName')) as {
    id: string;
    givenName: string;
    familyName: string;
  }[];
  return new Map(
    rows.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`.trim()]),
  );
};

const whatChanged = (
  { recordType, recordId, versionBefore, versionAfter }: Entry,
  states: ReadonlyMap<string, State>,
  names: ReadonlyMap<string, string>,
): Pick<TimelineEvent, 'title' | 'change' | 'fields'> & { errorReason: string | null } => {
  const source = recordType === null ? undefined : sources[recordType];
  if (!source || recordId === null || versionAfter === null)
    return { title: null, change: 'changed', fields: [], errorReason: null };
  const after = states.get(stateKey(source.table, recordId, versionAfter));
  const before =
    versionBefore === null
      ? undefined
      : states.get(stateKey(source.table, recordId, versionBefore));
  const title = source.title === null ? null : after?.[source.title];
  const inError = Boolean(after?.['enteredInErrorAt'] && !before?.['enteredInErrorAt']);
  return {
    title: typeof title === 'string' ? title.slice(0, titleLength) : null,
    change: versionBefore === null ? 'made' : inError ? 'inError' : 'changed',
    errorReason: inError ? ((after?.['enteredInErrorReason'] as string | null) ?? null) : null,
    fields: before && after ? changesBetween(source.table, before, after, names) : [],
  };
};

const changesBetween = (
  table: string,
  before: State,
  after: State,
  names: ReadonlyMap<string, string>,
): FieldChange[] => {
  const shown = (field: string, value: string | number | null | undefined): string | null => {
    if (value === null || value === undefined || value === '') return null;
    return userColumns.has(field) ? (names.get(String(value)) ?? null) : String(value);
  };
  return Object.keys(after)
    .filter((field) => isTold(table, field) && before[field] !== after[field])
    .map((field) => ({
      field,
      from: shown(field, before[field]),
      to: shown(field, after[field]),
    }));
};
