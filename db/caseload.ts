/**
 * The worklist of active stays. The partial indexes of active encounters and open tasks answer it,
 * so that ten years of past stays cost nothing.
 */
import type { AssessmentResult } from '../shared/assessments/assessment';
import {
  riskLevels,
  type CaseloadMasked,
  type CaseloadPerson,
  type CaseloadStay,
  type PeekedBarrier,
  type Risk,
} from '../shared/caseload/caseload';
import { primaryOn, type Coverage } from '../shared/coverage/coverage';
import { mayOpen, reachOf } from './access';
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
  'kind' | 'restricted' | 'barriers' | 'plan' | 'nextTask' | 'risk' | 'caseManagerName'
> & {
  restricted: number;
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
  class: 'encounter.class',
  admittedAt: 'encounter.admittedAt',
  expectedDischargeOn: 'encounter.expectedDischargeOn',
  expectedDischargeUnknown: 'encounter.expectedDischargeUnknown',
  medicallyReady: 'encounter.medicallyReady',
  plannedDisposition: 'encounter.plannedDisposition',
  caseManagerId: 'encounter.caseManagerId',
  managerGiven: 'user.givenName',
  managerFamily: 'user.familyName',
};

/**
 * SQLite proves a partial index from the words of the query alone, so what stands in its condition
 * is written out and not bound.
 */
const isActive = '"encounter"."active" = 1';
/** The instrument that the list's risk is read from, and its total. */
const riskInstrument = 'lace';
const riskScore = 'total';
const isOpenTask = '"task"."open" = 1';

/** Restriction of any record of a merge holds for all of them (records.md: Merge). */
const isRestricted = `case when exists (select 1 from "patient" "any" where "any"."survivorId" = "patient"."id"
  and "any"."restricted" = 1) then 1 else 0 end`;

/** Ids of the active stays a person manages or plans the discharge of: one index each. */
const mineQuery = (trx: Trx, userId: string) => {
  const by = (column: 'caseManagerId' | 'dischargePlannerId') =>
    trx('encounter').whereRaw(isActive).where(column, userId).select('id');
  return by('caseManagerId').union(by('dischargePlannerId'));
};

/** Active stays of a scope, with the merged patient resolved and the bed's own name where it is ours. */
export const activeStayQuery = (trx: Trx, reader: CaseloadReader) => {
  const query = trx('encounter')
    .join({ owner: 'patient' }, 'owner.id', 'encounter.patientId')
    .join('patient', 'patient.id', 'owner.survivorId')
    .leftJoin('unit', 'unit.id', 'encounter.unitId')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .leftJoin('user', 'user.id', 'encounter.caseManagerId')
    .whereRaw(isActive)
    .whereNull('encounter.enteredInErrorAt')
    .select({
      ...stayColumns,
      bed: trx.raw('coalesce(??, ??)', ['bed.name', 'encounter.bedLabel']),
      restricted: trx.raw(isRestricted),
    });
  return reader.scopeUnitIds === null
    ? query.whereIn('encounter.id', mineQuery(trx, reader.userId))
    : query.whereIn('encounter.unitId', [...reader.scopeUnitIds]);
};

/** The scope's rows; those of restricted patients outside the reader's team come masked. */
export const caseloadRows = async (
  trx: Trx,
  reader: CaseloadReader,
  now: string,
  today: string,
): Promise<{ stays: CaseloadStay[]; masked: CaseloadMasked[] }> => {
  const rows = (await activeStayQuery(trx, reader)) as StayRow[];
  const opened = await openRestricted(trx, reader, rows, now);
  const open = rows.filter((row) => row.restricted !== 1 || opened.has(row.patientId));
  const ids = open.map(({ encounterId }) => encounterId);
  const patientIds = open.map(({ patientId }) => patientId);
  const plans = await plansOf(trx, ids);
  const tasks = await nextTasksOf(trx, ids);
  const risks = await risksOf(trx, ids);
  const barriers = await barriersOf(trx, ids);
  const payers = await payersOf(trx, patientIds, today);
  return {
    stays: open.map(({ restricted, managerGiven, managerFamily, ...row }) => ({
      ...row,
      kind: 'stay',
      restricted: restricted === 1,
      payer: payers.get(row.patientId)?.payer ?? null,
      planClass: payers.get(row.patientId)?.planClass ?? null,
      plan: plans.get(row.encounterId) ?? null,
      nextTask: tasks.get(row.encounterId) ?? null,
      risk: risks.get(row.encounterId) ?? null,
      barriers: barriers.get(row.encounterId) ?? { count: 0, first: null },
      caseManagerName:
        managerFamily === null ? null : `${managerGiven ?? ''} ${managerFamily}`.trim(),
    })),
    masked: rows
      .filter((row) => row.restricted === 1 && !opened.has(row.patientId))
      .map((row, i) => ({
        kind: 'restricted',
        key: `restricted-${i}`,
        unitName: row.unitName,
        bed: row.bed,
      })),
  };
};

/** Restricted patients of the rows that the reader may open all the same: by the one rule of reach. */
const openRestricted = async (
  trx: Trx,
  reader: CaseloadReader,
  rows: readonly StayRow[],
  now: string,
): Promise<Set<string>> => {
  const opened = new Set<string>();
  for (const { restricted, patientId } of rows) {
    if (restricted !== 1 || opened.has(patientId)) continue;
    const person = { id: reader.userId, unitIds: reader.unitIds };
    if (mayOpen(await reachOf(trx, person, patientId, now))) opened.add(patientId);
  }
  return opened;
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
    .orderBy([
      { column: 'updatedAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .select('id', 'encounterId', 'status', 'newestVersion', 'draftOpen', 'reviewOn')) as Row[];
  return byEncounter(rows, ({ encounterId: _encounter, draftOpen, ...plan }) => ({
    ...plan,
    draftOpen: draftOpen === 1,
  }));
};

/** The first open task of each stay: by due, those without a due last. */
export const nextTaskQuery = (trx: Trx, ids: readonly string[]) =>
  trx
    .select('id', 'encounterId', 'title', 'dueAt', 'dueOn')
    .from(
      trx('task')
        .whereIn('encounterId', [...ids])
        .whereRaw(isOpenTask)
        .select('id', 'encounterId', 'title', 'dueAt', 'dueOn', {
          nth: trx.raw(
            'row_number() over (partition by "encounterId" order by "dueAt" asc nulls last, "id")',
          ),
        })
        .as('open_task'),
    )
    .where('nth', 1);

const nextTasksOf = async (
  trx: Trx,
  ids: readonly string[],
): Promise<Map<string, NonNullable<CaseloadStay['nextTask']>>> => {
  type Row = NonNullable<CaseloadStay['nextTask']> & { encounterId: string };
  const rows = (await nextTaskQuery(trx, ids)) as Row[];
  return byEncounter(rows, ({ encounterId: _encounter, ...task }) => task);
};

/** The newest completed LACE of each stay. */
export const riskQuery = (trx: Trx, ids: readonly string[]) =>
  trx
    .select('encounterId', 'result')
    .from(
      trx('assessment')
        .whereIn('encounterId', [...ids])
        .where('instrument', riskInstrument)
        .whereIn('status', ['completed', 'amended'])
        .select('encounterId', 'result', {
          nth: trx.raw(
            'row_number() over (partition by "encounterId" order by "completedAt" desc nulls last, "id" desc)',
          ),
        })
        .as('newest_risk'),
    )
    .where('nth', 1);

const risksOf = async (trx: Trx, ids: readonly string[]): Promise<Map<string, Risk>> => {
  const rows = (await riskQuery(trx, ids)) as { encounterId: string; result: string | null }[];
  const found = new Map<string, Risk>();
  for (const { encounterId, result } of rows) {
    const kept = result === null ? null : (JSON.parse(result) as AssessmentResult);
    const total = kept?.scores.find(({ id }) => id === riskScore);
    const level = riskLevels.find((each) => each === total?.band);
    if (total?.value !== undefined && total.value !== null && level)
      found.set(encounterId, { score: total.value, level });
  }
  return found;
};

const barriersOf = async (
  trx: Trx,
  ids: readonly string[],
): Promise<Map<string, CaseloadStay['barriers']>> => {
  const rows = (await trx('barrier')
    .whereIn('encounterId', [...ids])
    .whereNull('resolvedAt')
    .whereNull('enteredInErrorAt')
    .orderBy(['openedAt', 'id'])
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

/** Open barriers of a stay, the oldest first. */
export const openBarriers = (trx: Trx, encounterId: string): Promise<PeekedBarrier[]> =>
  trx('barrier')
    .where({ encounterId })
    .whereNull('resolvedAt')
    .whereNull('enteredInErrorAt')
    .orderBy(['openedAt', 'id'])
    .select('id', 'title', 'detail', 'removableBy', 'openedAt');

type Payer = Pick<Coverage, 'payer' | 'planClass' | 'rank' | 'startsOn' | 'endsOn'> & {
  patientId: string;
};

/** Who pays first today; where nothing is in force, the first that is recorded. */
const payersOf = async (
  trx: Trx,
  patientIds: readonly string[],
  today: string,
): Promise<Map<string, Payer>> => {
  const rows = (await trx('patient')
    .join('coverage', 'coverage.patientId', 'patient.id')
    .whereIn('patient.survivorId', [...patientIds])
    .whereNull('coverage.enteredInErrorAt')
    .orderBy(['coverage.rank', 'coverage.createdAt', 'coverage.id'])
    .select('payer', 'planClass', 'rank', 'startsOn', 'endsOn', {
      patientId: 'patient.survivorId',
    })) as Payer[];
  const byPatient = new Map<string, Payer[]>();
  for (const row of rows)
    byPatient.set(row.patientId, [...(byPatient.get(row.patientId) ?? []), row]);
  return new Map(
    [...byPatient].map(([patientId, all]) => [patientId, primaryOn(all, today) ?? all[0]!]),
  );
};

/** How many active stays a person has, and each of the units. */
export const caseloadCounts = async (
  trx: Trx,
  userId: string,
  unitIds: readonly string[],
): Promise<{ mine: number; units: { unitId: string; count: number }[] }> => {
  const mine = (await trx('encounter')
    .whereIn('id', mineQuery(trx, userId))
    .whereNull('enteredInErrorAt')
    .count({ n: '*' })
    .first()) as { n: number };
  const units = (await trx('encounter')
    .whereRaw(isActive)
    .whereIn('unitId', [...unitIds])
    .whereNull('enteredInErrorAt')
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
    .orderBy(['user.familyName', 'user.givenName', 'user.id', 'membership.unitId'])
    .select(
      'user.id',
      'user.givenName',
      'user.familyName',
      'user.role',
      'membership.unitId',
    )) as (Omit<CaseloadPerson, 'unitIds' | 'stays'> & { unitId: string })[];
  const loads = (await trx('encounter')
    .whereRaw(isActive)
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
