/** A patient's file: who it is, the stay, and the facts the header must never leave out. */
import { conflict, notFound } from '../shared/errors';
import {
  conditionLimit,
  formerCodeStatusLimit,
  type PatientDetails,
  type PatientFile,
  type PatientHeadline,
  type PatientIdentifier,
  type Sex,
} from '../shared/patients/patient';
import type { Trx } from './connection';
import { coveragesOf } from './coverage';
import { presentStay, stayCount } from './encounters';
import { changedFields, markTyped } from './field-sources';
import { mergedIds } from './merged';
import {
  allergies,
  codeStatuses,
  concerns,
  conditionCount,
  conditions,
  contacts,
  team,
} from './patient-records';
import { insertRecord, updateRecord, type Actor, type RecordColumns } from './records';

interface PatientRow extends RecordColumns {
  survivorId: string;
  familyName: string;
  givenName: string;
  middleName: string | null;
  suffix: string | null;
  birthDate: string | null;
  sex: Sex;
  mrn: string | null;
  deceasedAt: string | null;
  language: string | null;
  maritalStatus: string | null;
  phone: string | null;
  addressLine: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  restricted: number;
  restrictedReason: string | null;
}

/** Who the patient is; restricted where any of the merged records is. Throws `notFound`. */
export const patientDetails = async (
  trx: Trx,
  patientId: string,
  ids: readonly string[],
): Promise<PatientDetails> => {
  const rows = (await trx('patient').whereIn('id', [...ids])) as PatientRow[];
  const row = rows.find(({ id }) => id === patientId);
  if (!row) throw notFound();
  const editor = (await trx('user').where({ id: row.updatedBy }).first()) as
    { givenName: string; familyName: string } | undefined;
  const restricting = rows.find(({ restricted }) => restricted === 1);
  return {
    id: row.id,
    rowVersion: row.rowVersion,
    familyName: row.familyName,
    givenName: row.givenName,
    middleName: row.middleName,
    suffix: row.suffix,
    birthDate: row.birthDate,
    sex: row.sex,
    mrn: row.mrn,
    deceasedAt: row.deceasedAt,
    language: row.language,
    maritalStatus: row.maritalStatus,
    phone: row.phone,
    addressLine: row.addressLine,
    city: row.city,
    state: row.state,
    postalCode: row.postalCode,
    restricted: restricting !== undefined,
    restrictedReason: restricting?.restrictedReason ?? null,
    identifiers: await identifiersOf(trx, patientId, ids),
    changedByName: editor ? `${editor.givenName} ${editor.familyName}` : null,
    changedAt: row.updatedAt,
  };
};

const identifiersOf = async (
  trx: Trx,
  patientId: string,
  ids: readonly string[],
): Promise<PatientIdentifier[]> => {
  const rows = (await trx('patient_identifier')
    .join('assigner', 'assigner.id', 'patient_identifier.assignerId')
    .whereIn('patientId', [...ids])
    .orderBy(['type', 'value', 'patient_identifier.id'])
    .select('type', 'value', 'patientId', { assigner: 'assigner.name' })) as (Omit<
    PatientIdentifier,
    'prior'
  > & { patientId: string })[];
  return rows.map(({ patientId: owner, ...identifier }) => ({
    ...identifier,
    prior: owner !== patientId,
  }));
};

/** Everything the header and the overview show; the id is that of the survivor of a merge. */
export const patientFile = async (trx: Trx, patientId: string): Promise<PatientFile> => {
  const ids = await mergedIds(trx, patientId);
  const [codeStatus, ...formerCodeStatuses] = await codeStatuses(trx).ofPatient(ids, {
    offset: 0,
    limit: formerCodeStatusLimit + 1,
  });
  return {
    patient: await patientDetails(trx, patientId, ids),
    stay: await presentStay(trx, ids),
    stayCount: await stayCount(trx, ids),
    allergies: await allergies(trx).ofPatient(ids),
    codeStatus: codeStatus ?? null,
    formerCodeStatuses,
    coverages: await coveragesOf(trx, ids),
    contacts: await contacts(trx).ofPatient(ids),
    team: await team(trx).ofPatient(ids),
    concerns: await concerns(trx).ofPatient(ids),
    conditions: await conditions(trx).ofPatient(ids, { offset: 0, limit: conditionLimit }),
    conditionCount: await conditionCount(trx, ids),
    counts: {
      openTasks: await count(trx('task').whereIn('patientId', ids).where({ open: 1 })),
      notes: await count(
        trx('note').whereIn('patientId', ids).whereNot('status', 'entered-in-error'),
      ),
    },
  };
};

const count = async (query: ReturnType<Trx>): Promise<number> =>
  Number(((await query.count({ n: '*' }).first()) as { n: number }).n);

/** What people learn of a patient at the bedside. */
export type LearnedFields = Pick<
  PatientRow,
  'phone' | 'addressLine' | 'city' | 'state' | 'postalCode' | 'language' | 'maritalStatus'
>;

/** Changes a patient under its rowVersion; the changed fields become a person's. */
export const changePatient = async (
  trx: Trx,
  patientId: string,
  rowVersion: number,
  fields: LearnedFields,
  actor: Actor,
): Promise<PatientDetails> => {
  const before = (await trx('patient').where({ id: patientId }).first()) as PatientRow | undefined;
  if (!before) throw notFound();
  if (before.rowVersion !== rowVersion)
    throw conflict(await patientDetails(trx, patientId, await mergedIds(trx, patientId)));
  await updateRecord<PatientRow>(trx, 'patient', patientId, rowVersion, fields, actor);
  await markTyped(trx, 'patient', patientId, changedFields(before, fields), actor);
  return patientDetails(trx, patientId, await mergedIds(trx, patientId));
};

/**
 * Restricts a patient to the team, or opens it to the unit again; a merged record's restriction
 * holds for both, so opening lifts it from every one. Answers with the survivor's new version.
 */
export const restrictPatient = async (
  trx: Trx,
  patientId: string,
  rowVersion: number,
  restricted: boolean,
  reason: string,
  actor: Actor,
): Promise<number> => {
  const patch = { restricted: restricted ? 1 : 0, restrictedReason: restricted ? reason : null };
  const row = await updateRecord<PatientRow>(trx, 'patient', patientId, rowVersion, patch, actor);
  if (!restricted) {
    const others = (await trx('patient')
      .where({ survivorId: patientId, restricted: 1 })
      .select('id', 'rowVersion')) as RecordColumns[];
    for (const other of others)
      await updateRecord<PatientRow>(trx, 'patient', other.id, other.rowVersion, patch, actor);
  }
  return row.rowVersion;
};

/** Name and bed of patients, for the rail. */
export const headlinesOf = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<PatientHeadline[]> => {
  const rows = (await trx('patient')
    .whereIn('id', [...patientIds])
    .select({ patientId: 'id' }, 'familyName', 'givenName', 'birthDate', 'mrn')) as Omit<
    PatientHeadline,
    'bed'
  >[];
  const beds = (await trx('encounter')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .join('patient', 'patient.id', 'encounter.patientId')
    .whereIn('patient.survivorId', [...patientIds])
    .where('encounter.active', 1)
    .select({
      patientId: 'patient.survivorId',
      bed: trx.raw('coalesce(??, ??)', ['bed.name', 'encounter.bedLabel']),
    })) as { patientId: string; bed: string | null }[];
  return rows.map((row) => ({
    ...row,
    bed: beds.find(({ patientId }) => patientId === row.patientId)?.bed ?? null,
  }));
};

/** Lets a person open a patient outside their reach until `toAt`, with the reason on record. */
export const breakGlass = (
  trx: Trx,
  grant: { userId: string; patientId: string; reason: string; fromAt: string; toAt: string },
  actor: Actor,
) => insertRecord(trx, 'access_grant', { ...grant, kind: 'breakGlass' }, actor);
