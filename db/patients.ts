/** A patient's file: who it is, the stay, and the facts the header must never leave out. */
import { notFound } from '../shared/errors';
import type { PatientFile, PatientHeadline } from '../shared/patients/patient';
import { contactRolesOf } from '../shared/patients/patient';
import type { Trx } from './connection';
import { mergedIds } from './merged';
import { insertRecord, type Actor } from './records';

type Row = Record<string, never>;

/** Everything the header and the overview show; the id is that of the survivor of a merge. */
export const patientFile = async (trx: Trx, patientId: string): Promise<PatientFile> => {
  const patient = (await trx('patient').where({ id: patientId }).first()) as
    (PatientFile['patient'] & { restricted: unknown }) | undefined;
  if (!patient) throw notFound();
  const ids = await mergedIds(trx, patientId);
  const stays = await staysOf(trx, ids);
  const conditions = (await facts(trx, 'condition', ids)
    .orderBy([
      { column: 'principal', order: 'desc' },
      { column: 'clinicalStatus' },
      { column: 'id' },
    ])
    .limit(12)) as PatientFile['conditions'];
  return {
    patient: {
      ...pick(patient as unknown as Row, [
        'id',
        'rowVersion',
        'familyName',
        'givenName',
        'middleName',
        'suffix',
        'birthDate',
        'sex',
        'mrn',
        'deceasedAt',
        'language',
        'maritalStatus',
        'phone',
        'addressLine',
        'city',
        'state',
        'postalCode',
        'restrictedReason',
      ]),
      restricted: Number(patient.restricted) === 1,
      identifiers: await identifiersOf(trx, ids),
    } as unknown as PatientFile['patient'],
    stay: stays[0] ?? null,
    stayCount: stays.length,
    allergies: (await facts(trx, 'allergy', ids).orderBy('id')) as PatientFile['allergies'],
    codeStatus:
      ((await facts(trx, 'code_status', ids).orderBy('code_status.at', 'desc').first()) as
        PatientFile['codeStatus'] | undefined) ?? null,
    coverages: (await facts(trx, 'coverage', ids).orderBy('rank')) as PatientFile['coverages'],
    contacts: (
      (await facts(trx, 'related_person', ids).orderBy(
        'id',
      )) as (PatientFile['contacts'][number] & { roles: unknown })[]
    ).map((row) => ({ ...row, roles: contactRolesOf(String(row.roles)) })),
    team: (await facts(trx, 'care_team_member', ids).orderBy('id')) as PatientFile['team'],
    concerns: (await facts(trx, 'concern', ids).orderBy(
      'openedAt',
      'desc',
    )) as PatientFile['concerns'],
    conditions: conditions.map((row) => ({ ...row, principal: Number(row.principal) === 1 })),
    conditionCount: await countOf(trx, 'condition', ids),
    counts: {
      openTasks: Number(
        (
          (await trx('task')
            .whereIn('patientId', ids)
            .where({ open: 1 })
            .count({ n: '*' })
            .first()) as { n: number }
        ).n,
      ),
      notes: Number(
        (
          (await trx('note')
            .whereIn('patientId', ids)
            .whereNot('status', 'entered-in-error')
            .count({ n: '*' })
            .first()) as { n: number }
        ).n,
      ),
    },
  };
};

const pick = (row: Row, names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

/** Rows of a fact table that stand, with who wrote them. */
const facts = (trx: Trx, table: string, ids: readonly string[]) =>
  trx(table)
    .leftJoin('user', 'user.id', `${table}.createdBy`)
    .whereIn(`${table}.patientId`, [...ids])
    .whereNull(`${table}.enteredInErrorAt`)
    .select(`${table}.*`, { byName: 'user.familyName' });

const countOf = async (trx: Trx, table: string, ids: readonly string[]): Promise<number> =>
  Number(
    (
      (await trx(table)
        .whereIn('patientId', [...ids])
        .whereNull('enteredInErrorAt')
        .count({ n: '*' })
        .first()) as { n: number }
    ).n,
  );

const identifiersOf = (
  trx: Trx,
  ids: readonly string[],
): Promise<{ type: string; value: string; assigner: string }[]> =>
  trx('patient_identifier')
    .join('assigner', 'assigner.id', 'patient_identifier.assignerId')
    .whereIn('patientId', [...ids])
    .select('type', 'value', { assigner: 'assigner.name' });

/** A patient's stays: the active one first, then the newest. */
export const staysOf = async (
  trx: Trx,
  ids: readonly string[],
): Promise<NonNullable<PatientFile['stay']>[]> => {
  const rows = (await trx('encounter')
    .leftJoin('unit', 'unit.id', 'encounter.unitId')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .leftJoin('practitioner', 'practitioner.id', 'encounter.attendingId')
    .leftJoin({ manager: 'user' }, 'manager.id', 'encounter.caseManagerId')
    .leftJoin({ planner: 'user' }, 'planner.id', 'encounter.dischargePlannerId')
    .whereIn('encounter.patientId', [...ids])
    .whereNull('encounter.enteredInErrorAt')
    .orderBy([
      { column: 'encounter.active', order: 'desc' },
      { column: 'encounter.admittedAt', order: 'desc', nulls: 'last' },
    ])
    .select('encounter.*', {
      unitName: 'unit.name',
      bedName: 'bed.name',
      attendingFamily: 'practitioner.familyName',
      attendingGiven: 'practitioner.givenName',
      managerFamily: 'manager.familyName',
      managerGiven: 'manager.givenName',
      plannerFamily: 'planner.familyName',
      plannerGiven: 'planner.givenName',
    })) as Record<string, unknown>[];
  const name = (row: Record<string, unknown>, who: string): string | null =>
    row[`${who}Family`] === null
      ? null
      : `${String(row[`${who}Given`] ?? '')} ${String(row[`${who}Family`])}`.trim();
  return rows.map((row) => ({
    ...(row as unknown as NonNullable<PatientFile['stay']>),
    active: row['active'] === 1,
    admittedTimeKnown: row['admittedTimeKnown'] === 1,
    bed: (row['bedName'] ?? row['bedLabel'] ?? null) as string | null,
    attendingName: name(row, 'attending'),
    caseManagerName: name(row, 'manager'),
    dischargePlannerName: name(row, 'planner'),
  }));
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
