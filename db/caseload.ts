/**
 * The worklist of active stays. The partial indexes of active encounters and open tasks answer it,
 * so that ten years of past stays cost nothing.
 */
import type { CaseloadMasked, CaseloadPerson, CaseloadStay } from '../shared/caseload/caseload';
import type { Trx } from './connection';

/** Whose stays are asked for. */
export interface CaseloadReader {
  userId: string;
  unitIds: readonly string[];
  /** Stays of these units only; null = mine. */
  scopeUnitIds: readonly string[] | null;
}

type StayRow = Omit<
  CaseloadStay,
  'kind' | 'restricted' | 'barriers' | 'plan' | 'nextTask' | 'caseManagerName'
> & {
  restricted: number;
  dischargePlannerId: string | null;
  managerGiven: string | null;
  managerFamily: string | null;
};

const stayColumns = {
  encounterId: 'encounter.id',
  rowVersion: 'encounter.rowVersion',
  patientId: 'patient.id',
  unitId: 'encounter.unitId',
  unitName: 'unit.name',
  bed: 'encounter.bedLabel',
  familyName: 'patient.familyName',
  givenName: 'patient.givenName',
  nameFolded: 'patient.nameFolded',
  birthDate: 'patient.birthDate',
  sex: 'patient.sex',
  mrn: 'patient.mrn',
  restricted: 'patient.restricted',
  class: 'encounter.class',
  admittedAt: 'encounter.admittedAt',
  expectedDischargeOn: 'encounter.expectedDischargeOn',
  expectedDischargeUnknown: 'encounter.expectedDischargeUnknown',
  medicallyReady: 'encounter.medicallyReady',
  plannedDisposition: 'encounter.plannedDisposition',
  caseManagerId: 'encounter.caseManagerId',
  dischargePlannerId: 'encounter.dischargePlannerId',
  managerGiven: 'user.givenName',
  managerFamily: 'user.familyName',
};

/** Active stays of a scope, with the merged patient resolved and the bed's own name where it is ours. */
export const activeStayQuery = (trx: Trx, reader: CaseloadReader) => {
  const query = trx('encounter')
    .join({ owner: 'patient' }, 'owner.id', 'encounter.patientId')
    .join('patient', 'patient.id', 'owner.survivorId')
    .leftJoin('unit', 'unit.id', 'encounter.unitId')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .leftJoin('user', 'user.id', 'encounter.caseManagerId')
    .where('encounter.active', 1)
    .whereNull('encounter.enteredInErrorAt')
    .select({
      ...stayColumns,
      bed: trx.raw('coalesce(??, ??)', ['bed.name', 'encounter.bedLabel']),
    });
  return reader.scopeUnitIds === null
    ? query.where('encounter.caseManagerId', reader.userId)
    : query.whereIn('encounter.unitId', [...reader.scopeUnitIds]);
};

/** The scope's rows; those of restricted patients outside the reader's team come masked. */
export const caseloadRows = async (
  trx: Trx,
  reader: CaseloadReader,
  now: string,
): Promise<{ stays: CaseloadStay[]; masked: CaseloadMasked[] }> => {
  const rows = (await activeStayQuery(trx, reader)) as StayRow[];
  const teamOf = await restrictedTeams(trx, reader.userId, rows, now);
  const isOpen = (row: StayRow): boolean =>
    row.restricted !== 1 ||
    row.caseManagerId === reader.userId ||
    row.dischargePlannerId === reader.userId ||
    teamOf.has(row.patientId);
  const open = rows.filter(isOpen);
  const ids = open.map(({ encounterId }) => encounterId);
  const [plans, tasks, barriers, payers] = [
    await plansOf(trx, ids),
    await nextTasksOf(trx, ids),
    await barriersOf(trx, ids),
    await payersOf(
      trx,
      open.map(({ patientId }) => patientId),
    ),
  ];
  return {
    stays: open.map(
      ({ restricted, managerGiven, managerFamily, dischargePlannerId: _planner, ...row }) => ({
        ...row,
        kind: 'stay',
        restricted: restricted === 1,
        payer: payers.get(row.patientId)?.payer ?? null,
        planClass: payers.get(row.patientId)?.planClass ?? null,
        plan: plans.get(row.encounterId) ?? null,
        nextTask: tasks.get(row.encounterId) ?? null,
        barriers: barriers.get(row.encounterId) ?? { count: 0, first: null },
        caseManagerName:
          managerFamily === null ? null : `${managerGiven ?? ''} ${managerFamily}`.trim(),
      }),
    ),
    masked: rows
      .filter((row) => !isOpen(row))
      .map((row, i) => ({
        kind: 'restricted',
        key: `restricted-${i}`,
        unitName: row.unitName,
        bed: row.bed,
      })),
  };
};

/** Restricted patients of the rows whose team the reader belongs to, or for whom glass was broken. */
const restrictedTeams = async (
  trx: Trx,
  userId: string,
  rows: readonly StayRow[],
  now: string,
): Promise<Set<string>> => {
  const ids = rows.filter(({ restricted }) => restricted === 1).map(({ patientId }) => patientId);
  if (ids.length === 0) return new Set();
  const members = (await trx('care_team_member')
    .whereIn('patientId', ids)
    .where({ userId })
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .select('patientId')) as { patientId: string }[];
  const grants = (await trx('access_grant')
    .whereIn('patientId', ids)
    .where({ userId })
    .where('fromAt', '<=', now)
    .where('toAt', '>', now)
    .select('patientId')) as { patientId: string }[];
  return new Set([...members, ...grants].map(({ patientId }) => patientId));
};

const byEncounter = <T extends { encounterId: string }, V>(
  rows: readonly T[],
  value: (row: T) => V,
): Map<string, V> => {
  const found = new Map<string, V>();
  for (const row of rows) if (!found.has(row.encounterId)) found.set(row.encounterId, value(row));
  return found;
};

const plansOf = async (
  trx: Trx,
  ids: readonly string[],
): Promise<Map<string, NonNullable<CaseloadStay['plan']>>> => {
  type Row = NonNullable<Omit<NonNullable<CaseloadStay['plan']>, 'draftOpen'>> & {
    encounterId: string;
    draftOpen: number;
  };
  const rows = (await trx('care_plan')
    .whereIn('encounterId', [...ids])
    .whereNot('status', 'entered-in-error')
    .orderBy('updatedAt', 'desc')
    .select('id', 'encounterId', 'status', 'newestVersion', 'draftOpen', 'reviewOn')) as Row[];
  return byEncounter(rows, ({ encounterId: _encounter, draftOpen, ...plan }) => ({
    ...plan,
    draftOpen: draftOpen === 1,
  }));
};

const nextTasksOf = async (
  trx: Trx,
  ids: readonly string[],
): Promise<Map<string, NonNullable<CaseloadStay['nextTask']>>> => {
  type Row = NonNullable<CaseloadStay['nextTask']> & { encounterId: string };
  const rows = (await trx('task')
    .whereIn('encounterId', [...ids])
    .where({ open: 1 })
    .orderBy([{ column: 'dueAt', order: 'asc', nulls: 'last' }, { column: 'id' }])
    .select('id', 'encounterId', 'title', 'dueAt', 'dueOn')) as Row[];
  return byEncounter(rows, ({ encounterId: _encounter, ...task }) => task);
};

const barriersOf = async (
  trx: Trx,
  ids: readonly string[],
): Promise<Map<string, CaseloadStay['barriers']>> => {
  const rows = (await trx('barrier')
    .whereIn('encounterId', [...ids])
    .whereNull('resolvedAt')
    .whereNull('enteredInErrorAt')
    .orderBy('openedAt')
    .select('encounterId', 'title')) as { encounterId: string; title: string }[];
  const found = new Map<string, CaseloadStay['barriers']>();
  for (const { encounterId, title } of rows) {
    const known = found.get(encounterId);
    found.set(
      encounterId,
      known ? { ...known, count: known.count + 1 } : { count: 1, first: title },
    );
  }
  return found;
};

const payersOf = async (trx: Trx, patientIds: readonly string[]) => {
  type Row = {
    patientId: string;
    payer: string;
    planClass: NonNullable<CaseloadStay['planClass']>;
  };
  const rows = (await trx('coverage')
    .whereIn('patientId', [...patientIds])
    .whereNull('enteredInErrorAt')
    .orderBy('rank')
    .select('patientId', 'payer', 'planClass')) as Row[];
  const found = new Map<string, Row>();
  for (const row of rows) if (!found.has(row.patientId)) found.set(row.patientId, row);
  return found;
};

/** How many active stays a person has, and each of the units. */
export const caseloadCounts = async (
  trx: Trx,
  userId: string,
  unitIds: readonly string[],
): Promise<{ mine: number; units: { unitId: string; count: number }[] }> => {
  const mine = (await trx('encounter')
    .where({ active: 1, caseManagerId: userId })
    .count({ n: '*' })
    .first()) as { n: number };
  const units = (await trx('encounter')
    .where({ active: 1 })
    .whereIn('unitId', [...unitIds])
    .groupBy('unitId')
    .select('unitId')
    .count({ count: '*' })) as { unitId: string; count: number }[];
  return {
    mine: Number(mine.n),
    units: units.map(({ unitId, count }) => ({ unitId, count: Number(count) })),
  };
};

/** People of the units that stays can be given to, with their present load. */
export const caseloadPeople = async (
  trx: Trx,
  unitIds: readonly string[],
): Promise<CaseloadPerson[]> => {
  const rows = (await trx('user')
    .join('membership', 'membership.userId', 'user.id')
    .whereIn('membership.unitId', [...unitIds])
    .whereIn('user.role', ['caseManager', 'unitLead'])
    .where('user.active', 1)
    .orderBy('user.familyName')
    .select(
      'user.id',
      'user.givenName',
      'user.familyName',
      'user.role',
      'membership.unitId',
    )) as (Omit<CaseloadPerson, 'unitIds' | 'stays'> & { unitId: string })[];
  const loads = (await trx('encounter')
    .where({ active: 1 })
    .whereNotNull('caseManagerId')
    .groupBy('caseManagerId')
    .select('caseManagerId')
    .count({ n: '*' })) as { caseManagerId: string; n: number }[];
  const people = new Map<string, CaseloadPerson>();
  for (const { unitId, ...row } of rows) {
    const known = people.get(row.id) ?? {
      ...row,
      unitIds: [],
      stays: Number(loads.find(({ caseManagerId }) => caseManagerId === row.id)?.n ?? 0),
    };
    people.set(row.id, { ...known, unitIds: [...known.unitIds, unitId] });
  }
  return [...people.values()];
};
