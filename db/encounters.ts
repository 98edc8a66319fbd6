/** Stays: their facts, their histories, and the one function that changes what people decide. */
import { notFound } from '../shared/errors';
import type {
  ClassPeriod,
  Encounter,
  EncounterDetail,
  ExpectedDischargeMove,
  Stay,
  StayLocation,
} from '../shared/encounters/encounter';
import type { Trx } from './connection';
import { changedFields, markTyped } from './field-sources';
import { insertRecord, updateRecord, type Actor, type RecordColumns } from './records';

/** A stay as it stands in its table. */
export interface EncounterRow extends RecordColumns {
  patientId: string;
  class: Encounter['class'];
  status: Encounter['status'];
  active: number;
  visitNumber: string | null;
  unitId: string | null;
  bedId: string | null;
  bedLabel: string | null;
  arrivedAt: string | null;
  careBeganAt: string | null;
  observationBeganAt: string | null;
  inpatientOrderedAt: string | null;
  admittedAt: string | null;
  admittedTimeKnown: number;
  dischargeOrderedAt: string | null;
  dischargedAt: string | null;
  dischargeDisposition: string | null;
  admitReason: string | null;
  expectedDischargeOn: string | null;
  expectedDischargeUnknown: string | null;
  plannedLeaveAt: string | null;
  plannedDisposition: string | null;
  medicallyReady: Encounter['medicallyReady'];
  medicallyReadySince: string | null;
  medicallyReadyBy: string | null;
  attendingId: string | null;
  caseManagerId: string | null;
  dischargePlannerId: string | null;
}

const selectEncounters = (trx: Trx) =>
  trx('encounter')
    .leftJoin('unit', 'unit.id', 'encounter.unitId')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .leftJoin('practitioner', 'practitioner.id', 'encounter.attendingId')
    .leftJoin({ manager: 'user' }, 'manager.id', 'encounter.caseManagerId')
    .leftJoin({ planner: 'user' }, 'planner.id', 'encounter.dischargePlannerId')
    .leftJoin({ editor: 'user' }, 'editor.id', 'encounter.updatedBy')
    .whereNull('encounter.enteredInErrorAt')
    .select('encounter.*', {
      unitName: 'unit.name',
      bedName: 'bed.name',
      attendingPrefix: 'practitioner.prefix',
      attendingGiven: 'practitioner.givenName',
      attendingFamily: 'practitioner.familyName',
      managerGiven: 'manager.givenName',
      managerFamily: 'manager.familyName',
      plannerGiven: 'planner.givenName',
      plannerFamily: 'planner.familyName',
      editorGiven: 'editor.givenName',
      editorFamily: 'editor.familyName',
    });

type Joined = EncounterRow &
  Record<
    | 'unitName'
    | 'bedName'
    | 'attendingPrefix'
    | 'attendingGiven'
    | 'attendingFamily'
    | 'managerGiven'
    | 'managerFamily'
    | 'plannerGiven'
    | 'plannerFamily'
    | 'editorGiven'
    | 'editorFamily',
    string | null
  >;

const fullName = (...parts: (string | null)[]): string | null =>
  parts.at(-1) === null ? null : parts.filter(Boolean).join(' ');

const toStay = (row: Joined): Stay => ({
  id: row.id,
  rowVersion: row.rowVersion,
  patientId: row.patientId,
  class: row.class,
  status: row.status,
  active: row.active === 1,
  visitNumber: row.visitNumber,
  unitId: row.unitId,
  unitName: row.unitName,
  bed: row.bedName ?? row.bedLabel,
  admittedAt: row.admittedAt,
  admittedTimeKnown: row.admittedTimeKnown === 1,
  dischargedAt: row.dischargedAt,
  dischargeDisposition: row.dischargeDisposition,
  admitReason: row.admitReason,
});

const toEncounter = (row: Joined): Encounter => ({
  ...toStay(row),
  arrivedAt: row.arrivedAt,
  careBeganAt: row.careBeganAt,
  observationBeganAt: row.observationBeganAt,
  inpatientOrderedAt: row.inpatientOrderedAt,
  dischargeOrderedAt: row.dischargeOrderedAt,
  expectedDischargeOn: row.expectedDischargeOn,
  expectedDischargeUnknown: row.expectedDischargeUnknown,
  plannedLeaveAt: row.plannedLeaveAt,
  plannedDisposition: row.plannedDisposition,
  medicallyReady: row.medicallyReady,
  medicallyReadySince: row.medicallyReadySince,
  medicallyReadyBy: row.medicallyReadyBy,
  attendingName: fullName(row.attendingPrefix, row.attendingGiven, row.attendingFamily),
  caseManagerId: row.caseManagerId,
  caseManagerName: fullName(row.managerGiven, row.managerFamily),
  dischargePlannerId: row.dischargePlannerId,
  dischargePlannerName: fullName(row.plannerGiven, row.plannerFamily),
  changedByName: fullName(row.editorGiven, row.editorFamily),
  changedAt: row.updatedAt,
});

/** One stay. Throws `notFound`. */
export const getEncounter = async (trx: Trx, id: string): Promise<Encounter> => {
  const row = (await selectEncounters(trx).where('encounter.id', id).first()) as Joined | undefined;
  if (!row) throw notFound();
  return toEncounter(row);
};

/** The stay a file opens on: the active one, else the newest; null without any. */
export const presentStay = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<Encounter | null> => {
  const row = (await selectEncounters(trx)
    .whereIn('encounter.patientId', [...patientIds])
    .orderBy([
      { column: 'encounter.active', order: 'desc' },
      { column: 'encounter.admittedAt', order: 'desc', nulls: 'last' },
      { column: 'encounter.id', order: 'desc' },
    ])
    .first()) as Joined | undefined;
  return row ? toEncounter(row) : null;
};

/** How many stays the patient has, outpatient visits included. */
export const stayCount = async (trx: Trx, patientIds: readonly string[]): Promise<number> => {
  const row = (await trx('encounter')
    .whereIn('patientId', [...patientIds])
    .whereNull('enteredInErrorAt')
    .count({ n: '*' })
    .first()) as { n: number };
  return Number(row.n);
};

/** A page of a patient's stays, newest first. */
export const staysOf = async (
  trx: Trx,
  patientIds: readonly string[],
  offset: number,
  limit: number,
): Promise<Stay[]> => {
  const rows = (await selectEncounters(trx)
    .whereIn('encounter.patientId', [...patientIds])
    .orderBy([
      { column: 'encounter.admittedAt', order: 'desc', nulls: 'last' },
      { column: 'encounter.id', order: 'desc' },
    ])
    .offset(offset)
    .limit(limit)) as Joined[];
  return rows.map(toStay);
};

/** A stay with its class, location and expected-discharge histories. Throws `notFound`. */
export const encounterDetail = async (trx: Trx, id: string): Promise<EncounterDetail> => {
  const encounter = await getEncounter(trx, id);
  const classPeriods = (await trx('encounter_class_period')
    .where({ encounterId: id })
    .whereNull('enteredInErrorAt')
    .orderBy(['fromAt', 'id'])
    .select('id', 'class', 'fromAt', 'toAt', 'by')) as ClassPeriod[];
  const locations = (await trx('encounter_location')
    .leftJoin('unit', 'unit.id', 'encounter_location.unitId')
    .where({ encounterId: id })
    .whereNull('encounter_location.enteredInErrorAt')
    .orderBy(['fromAt', 'encounter_location.id'])
    .select('encounter_location.id', 'label', 'fromAt', 'toAt', {
      unitName: 'unit.name',
    })) as StayLocation[];
  return { ...encounter, classPeriods, locations, moves: await movesOf(trx, id) };
};

/** Moves of the expected discharge, newest first. */
export const movesOf = async (trx: Trx, encounterId: string): Promise<ExpectedDischargeMove[]> => {
  const rows = (await trx('edd_move')
    .leftJoin('user', 'user.id', 'edd_move.createdBy')
    .where({ encounterId })
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'edd_move.id', order: 'desc' },
    ])
    .select('edd_move.id', 'fromOn', 'toOn', 'reason', 'words', 'at', {
      errorAt: 'edd_move.enteredInErrorAt',
      given: 'user.givenName',
      family: 'user.familyName',
    })) as (Omit<ExpectedDischargeMove, 'byName' | 'inError'> &
    Record<'errorAt' | 'given' | 'family', string | null>)[];
  return rows.map(({ errorAt, given, family, ...move }) => ({
    ...move,
    byName: fullName(given, family),
    inError: errorAt !== null,
  }));
};

/** Fields of a stay that people decide. */
export type DecidedFields = Partial<
  Pick<
    EncounterRow,
    | 'expectedDischargeOn'
    | 'expectedDischargeUnknown'
    | 'plannedLeaveAt'
    | 'plannedDisposition'
    | 'medicallyReady'
    | 'medicallyReadySince'
    | 'medicallyReadyBy'
    | 'caseManagerId'
    | 'dischargePlannerId'
  >
>;

/** Changes a stay under its rowVersion; the fields become a person's. Answers with the row before. */
export const decideEncounter = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: DecidedFields,
  actor: Actor,
): Promise<{ before: EncounterRow; after: EncounterRow }> => {
  const before = (await trx('encounter').where({ id }).first()) as EncounterRow | undefined;
  if (!before) throw notFound();
  const after = await updateRecord<EncounterRow>(trx, 'encounter', id, rowVersion, patch, actor);
  await markTyped(trx, 'encounter', id, changedFields(before, patch), actor);
  return { before, after };
};

interface MoveRow extends RecordColumns {
  encounterId: string;
  fromOn: string | null;
  toOn: string | null;
  reason: string | null;
  enteredInErrorAt: string | null;
  enteredInErrorBy: string | null;
  enteredInErrorReason: string | null;
}

/** Puts a move into the history; answers with its id. */
export const recordMove = async (
  trx: Trx,
  move: {
    encounterId: string;
    fromOn: string | null;
    toOn: string | null;
    reason: string | null;
    words: string | null;
  },
  actor: Actor,
): Promise<string> => (await insertRecord(trx, 'edd_move', { ...move, at: actor.at }, actor)).id;

/** The newest move that stands; undefined when there is none. */
export const newestMove = (trx: Trx, encounterId: string): Promise<MoveRow | undefined> =>
  trx('edd_move')
    .where({ encounterId })
    .whereNull('enteredInErrorAt')
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first();

/** A move was taken back or typed wrongly: it stays in the history and counts as none. */
export const withdrawMove = (trx: Trx, move: MoveRow, reason: string, actor: Actor) =>
  updateRecord<MoveRow>(
    trx,
    'edd_move',
    move.id,
    move.rowVersion,
    {
      enteredInErrorAt: actor.at,
      enteredInErrorBy: actor.userId,
      enteredInErrorReason: reason,
    },
    actor,
  );

/** The stay as the newest revision of it says it was; undefined when it never changed. */
export const formerEncounter = async (
  trx: Trx,
  id: string,
  rowVersion: number,
): Promise<EncounterRow | undefined> => {
  const row = (await trx('revision')
    .where({ tableName: 'encounter', rowId: id, rowVersion })
    .first('before')) as { before: string } | undefined;
  return row ? (JSON.parse(row.before) as EncounterRow) : undefined;
};
