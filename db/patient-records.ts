/** What people write into a patient's file: allergies, code status, concerns, conditions, people. */
import { conflict, notFound } from '../shared/errors';
import {
  contactRolesOf,
  type Allergy,
  type CodeStatus,
  type Concern,
  type Condition,
  type Contact,
  type ErrorKind,
  type TeamMember,
} from '../shared/patients/patient';
import type { Trx } from './connection';
import { changedFields, markTyped } from './field-sources';
import {
  enterInError,
  insertRecord,
  updateRecord,
  type Actor,
  type RecordColumns,
} from './records';

/** Table of each kind of record, as the audit names the kind. */
export const recordTables: Record<ErrorKind, string> = {
  allergy: 'allergy',
  codeStatus: 'code_status',
  concern: 'concern',
  condition: 'condition',
  relatedPerson: 'related_person',
  careTeamMember: 'care_team_member',
};

interface Written extends RecordColumns {
  patientId: string;
  authorGiven: string | null;
  authorFamily: string | null;
  editorGiven: string | null;
  editorFamily: string | null;
}

const standing = (trx: Trx, table: string) =>
  trx(table)
    .leftJoin({ author: 'user' }, 'author.id', `${table}.createdBy`)
    .leftJoin({ editor: 'user' }, 'editor.id', `${table}.updatedBy`)
    .whereNull(`${table}.enteredInErrorAt`)
    .select(`${table}.*`, {
      authorGiven: 'author.givenName',
      authorFamily: 'author.familyName',
      editorGiven: 'editor.givenName',
      editorFamily: 'editor.familyName',
    });

const nameOf = (given: string | null, family: string | null): string | null =>
  family === null ? null : `${given ?? ''} ${family}`.trim();

const entryOf = (row: Written) => ({
  id: row.id,
  rowVersion: row.rowVersion,
  byName: nameOf(row.authorGiven, row.authorFamily),
  at: row.createdAt,
  changedByName: nameOf(row.editorGiven, row.editorFamily),
  changedAt: row.updatedAt,
});

type AllergyRow = Written & Omit<Allergy, keyof ReturnType<typeof entryOf>>;

const toAllergy = (row: AllergyRow): Allergy => ({
  ...entryOf(row),
  kind: row.kind,
  substance: row.substance,
  reaction: row.reaction,
  severity: row.severity,
  clinicalStatus: row.clinicalStatus,
});

type CodeStatusRow = RecordColumns &
  Omit<Written, 'at'> & {
    status: CodeStatus['status'];
    saidBy: string;
    at: string;
    note: string | null;
  };

const toCodeStatus = (row: CodeStatusRow): CodeStatus => ({
  ...entryOf(row),
  status: row.status,
  saidBy: row.saidBy,
  saidAt: row.at,
  note: row.note,
});

type ConcernRow = Written & Omit<Concern, keyof ReturnType<typeof entryOf>>;

const toConcern = (row: ConcernRow): Concern => ({
  ...entryOf(row),
  encounterId: row.encounterId,
  words: row.words,
  saidBy: row.saidBy,
  raisedTo: row.raisedTo,
  answer: row.answer,
  openedAt: row.openedAt,
  answeredAt: row.answeredAt,
});

type ConditionRow = Written &
  Omit<Condition, keyof ReturnType<typeof entryOf> | 'principal'> & { principal: number };

const toCondition = (row: ConditionRow): Condition => ({
  ...entryOf(row),
  encounterId: row.encounterId,
  code: row.code,
  display: row.display,
  clinicalStatus: row.clinicalStatus,
  principal: row.principal === 1,
  onsetOn: row.onsetOn,
  abatedOn: row.abatedOn,
});

type ContactRow = Written &
  Omit<Contact, keyof ReturnType<typeof entryOf> | 'roles'> & { roles: string };

const toContact = (row: ContactRow): Contact => ({
  ...entryOf(row),
  name: row.name,
  relationship: row.relationship,
  phone: row.phone,
  address: row.address,
  language: row.language,
  roles: contactRolesOf(row.roles),
  mayBeTold: row.mayBeTold,
  toldWhat: row.toldWhat,
  note: row.note,
});

type MemberRow = Written & Omit<TeamMember, keyof ReturnType<typeof entryOf>>;

const toMember = (row: MemberRow): TeamMember => ({
  ...entryOf(row),
  name: row.name,
  role: row.role,
  phone: row.phone,
  organization: row.organization,
  note: row.note,
  userId: row.userId,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
});

/** Reads one kind of record: all of a patient's in their order, or one by its id. */
const reading =
  <Row extends { id: string }, Shown>(
    table: string,
    order: readonly { column: string; order?: 'asc' | 'desc'; nulls?: 'first' | 'last' }[],
    show: (row: Row) => Shown,
  ) =>
  (trx: Trx) => ({
    ofPatient: async (
      patientIds: readonly string[],
      page?: { offset: number; limit: number },
    ): Promise<Shown[]> => {
      const query = standing(trx, table)
        .whereIn(`${table}.patientId`, [...patientIds])
        .orderBy(order.map(({ column, ...way }) => ({ column: `${table}.${column}`, ...way })));
      if (page) void query.offset(page.offset).limit(page.limit);
      return ((await query) as Row[]).map(show);
    },
    one: async (id: string): Promise<Shown> => {
      const row = (await standing(trx, table).where(`${table}.id`, id).first()) as Row | undefined;
      if (!row) throw notFound();
      return show(row);
    },
  });

/** Allergies, intolerances and the statement that there are none, in the order they were written. */
export const allergies = reading('allergy', [{ column: 'createdAt' }, { column: 'id' }], toAllergy);
/** Code status, the newest first: that one is in force. */
export const codeStatuses = reading(
  'code_status',
  [
    { column: 'at', order: 'desc' },
    { column: 'createdAt', order: 'desc' },
    { column: 'id', order: 'desc' },
  ],
  toCodeStatus,
);
/** Concerns, the newest first. */
export const concerns = reading(
  'concern',
  [
    { column: 'openedAt', order: 'desc' },
    { column: 'id', order: 'desc' },
  ],
  toConcern,
);
/** Conditions: the principal one, then those that are active, then by their date. */
export const conditions = reading(
  'condition',
  [
    { column: 'principal', order: 'desc' },
    { column: 'clinicalStatus' },
    { column: 'onsetOn', order: 'desc', nulls: 'last' },
    { column: 'id' },
  ],
  toCondition,
);
/** People around the patient, in the order they were written. */
export const contacts = reading(
  'related_person',
  [{ column: 'createdAt' }, { column: 'id' }],
  toContact,
);
/** Care team, former members included. */
export const team = reading(
  'care_team_member',
  [{ column: 'createdAt' }, { column: 'id' }],
  toMember,
);

/** Reader of each kind, for the record that somebody else saved first. */
const readers: Record<ErrorKind, (trx: Trx) => { one: (id: string) => Promise<unknown> }> = {
  allergy: allergies,
  codeStatus: codeStatuses,
  concern: concerns,
  condition: conditions,
  relatedPerson: contacts,
  careTeamMember: team,
};

/** How many conditions stand. */
export const conditionCount = async (trx: Trx, patientIds: readonly string[]): Promise<number> => {
  const row = (await trx('condition')
    .whereIn('patientId', [...patientIds])
    .whereNull('enteredInErrorAt')
    .count({ n: '*' })
    .first()) as { n: number };
  return Number(row.n);
};

type Values = Record<string, string | number | null>;

/** Adds a record that a person typed; answers with its id. */
export const addRecord = async (
  trx: Trx,
  kind: ErrorKind,
  belonging: { patientId: string; encounterId?: string | null },
  values: Values,
  actor: Actor,
): Promise<string> => {
  const table = recordTables[kind];
  const { id } = await insertRecord(trx, table, { ...belonging, ...values }, actor);
  await markTyped(trx, table, id, Object.keys(values), actor);
  return id;
};

/**
 * Changes a record under its rowVersion; the changed fields become a person's. Where somebody else
 * saved first, the conflict carries the record as screens show it. Answers with the new version.
 */
export const changeRecord = async (
  trx: Trx,
  kind: ErrorKind,
  id: string,
  rowVersion: number,
  values: Values,
  actor: Actor,
): Promise<number> => {
  const table = recordTables[kind];
  const before = (await trx(table).where({ id }).whereNull('enteredInErrorAt').first()) as
    RecordColumns | undefined;
  if (!before) throw notFound();
  if (before.rowVersion !== rowVersion) throw conflict(await readers[kind](trx).one(id));
  const after = await updateRecord<RecordColumns & Values>(
    trx,
    table,
    id,
    rowVersion,
    values,
    actor,
  );
  await markTyped(trx, table, id, changedFields(before, values), actor);
  return after.rowVersion;
};

/** Marks a record of the patient as entered in error; answers with its new version. */
export const recordInError = async (
  trx: Trx,
  kind: ErrorKind,
  patientIds: readonly string[],
  record: { id: string; rowVersion: number; reason: string },
  actor: Actor,
): Promise<number> => {
  const table = recordTables[kind];
  const owner = (await trx(table)
    .where({ id: record.id })
    .whereNull('enteredInErrorAt')
    .first('patientId')) as { patientId: string } | undefined;
  if (!owner || !patientIds.includes(owner.patientId)) throw notFound();
  const row = await enterInError(trx, table, record.id, record.rowVersion, record.reason, actor);
  return row.rowVersion;
};
