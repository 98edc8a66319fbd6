/**
 * Which patients a person may read (security.md, Who may do what), decided per patient inside the
 * caller's transaction.
 */
import type { Subject } from '../shared/contract/define';
import { notFound } from '../shared/errors';
import { leftStayReachDays } from '../shared/permissions';
import { plusHours } from '../shared/time';
import type { Trx } from './connection';
import { keptQuery, type KeptQuery } from './statements';

/** The signed-in person as the checks need them. */
export interface Reader {
  id: string;
  unitIds: readonly string[];
}

export interface Reached {
  patientId: string;
  encounterId: string | null;
}

const tableOf: Record<Exclude<Subject['kind'], 'patient' | 'encounter'>, string> = {
  carePlan: 'care_plan',
  problem: 'problem',
  goal: 'goal',
  activity: 'activity',
  barrier: 'barrier',
  task: 'task',
  note: 'note',
  assessment: 'assessment',
  appointmentSeries: 'appointment_series',
  condition: 'condition',
  allergy: 'allergy',
  relatedPerson: 'related_person',
  careTeamMember: 'care_team_member',
  coverage: 'coverage',
  concern: 'concern',
  document: 'document',
};

const withEncounter = new Set([
  'care_plan',
  'barrier',
  'task',
  'note',
  'assessment',
  'appointment_series',
  'condition',
  'care_team_member',
  'concern',
  'document',
]);

type SubjectRow = { patientId: string | null; encounterId?: string | null };

/** A patient's own row. */
const patientSubject = keptQuery<[string], SubjectRow>((trx, id) =>
  trx('patient').where({ id }).select({ patientId: 'id' }),
);

const encounterSubject = keptQuery<[string], SubjectRow>((trx, id) =>
  trx('encounter').where({ id }).select({ patientId: 'patientId', encounterId: 'id' }),
);

/** Problems and activities belong to the patient of their plan. */
const planSubject = (kind: 'problem' | 'activity') =>
  keptQuery<[string], SubjectRow>((trx, id) => {
    const query = trx(kind).where({ [`${kind}.id`]: id });
    if (kind === 'activity') query.join('problem', 'problem.id', 'activity.problemId');
    return query
      .join('care_plan', 'care_plan.id', 'problem.carePlanId')
      .select('care_plan.patientId', 'care_plan.encounterId');
  });

const tableSubject = (table: string) =>
  keptQuery<[string], SubjectRow>((trx, id) =>
    trx(table)
      .where({ id })
      .select(withEncounter.has(table) ? ['patientId', 'encounterId'] : ['patientId']),
  );

const subjectQueries: Record<Subject['kind'], KeptQuery<[string], SubjectRow>> = {
  ...(Object.fromEntries(
    Object.entries(tableOf).map(([kind, table]) => [kind, tableSubject(table)]),
  ) as Record<keyof typeof tableOf, KeptQuery<[string], SubjectRow>>),
  patient: patientSubject,
  encounter: encounterSubject,
  problem: planSubject('problem'),
  activity: planSubject('activity'),
};

/**
 * The patient and stay a subject belongs to; null for a record about no patient (a unit's round).
 * Throws `notFound`.
 */
export const resolveSubject = async (trx: Trx, { kind, id }: Subject): Promise<Reached | null> => {
  const row = await subjectQueries[kind].first(trx, id);
  if (!row) throw notFound();
  if (row.patientId === null) return null;
  return { patientId: await survivorOf(trx, row.patientId), encounterId: row.encounterId ?? null };
};

const survivorQuery = keptQuery<[string], { survivorId: string }>((trx, id) =>
  trx('patient').where({ id }).select('survivorId'),
);

/** The patient a merged one was merged into, or itself. */
export const survivorOf = async (trx: Trx, patientId: string): Promise<string> =>
  (await survivorQuery.first(trx, patientId))?.survivorId ?? patientId;

/** `team` reaches restricted patients too; `unit` all others; `none` needs a reason. */
export type Reach = 'team' | 'unit' | 'none';

/** Every record of one patient. */
const mergedQuery = keptQuery<[string], { id: string; restricted: number }>((trx, survivorId) =>
  trx('patient').where({ survivorId }).select('id', 'restricted'),
);

/** How far a person reaches a patient, resolving merged records both ways. */
export const reachOf = async (
  trx: Trx,
  reader: Reader,
  patientId: string,
  now: string,
): Promise<{ reach: Reach; restricted: boolean }> => {
  const merged = await mergedQuery.all(trx, patientId);
  const ids = merged.map((row) => row.id);
  if (ids.length === 0) throw notFound();
  // Restriction of either record of a merge holds for both.
  const restricted = merged.some((row) => row.restricted === 1);
  if (await inTeam(trx, reader, ids, now)) return { reach: 'team', restricted };
  return { reach: (await inUnit(trx, reader, ids, now)) ? 'unit' : 'none', restricted };
};

type Found = { id: string };

const assignedQuery = keptQuery<[string[], string], Found>((trx, ids, userId) =>
  trx('encounter')
    .whereIn('patientId', ids)
    .where({ active: 1 })
    .where((q) => q.where({ caseManagerId: userId }).orWhere({ dischargePlannerId: userId }))
    .limit(1)
    .select('id'),
);

const memberQuery = keptQuery<[string[], string, string], Found>((trx, ids, userId, now) =>
  trx('care_team_member')
    .whereIn('patientId', ids)
    .where({ userId })
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .limit(1)
    .select('id'),
);

const grantQuery = keptQuery<[string[], string, string], Found>((trx, ids, userId, now) =>
  trx('access_grant')
    .whereIn('patientId', ids)
    .where({ userId })
    .where('fromAt', '<=', now)
    .where('toAt', '>', now)
    .limit(1)
    .select('id'),
);

const inTeam = async (trx: Trx, { id }: Reader, ids: string[], now: string): Promise<boolean> =>
  (await assignedQuery.first(trx, ids, id)) !== undefined ||
  (await memberQuery.first(trx, ids, id, now)) !== undefined ||
  (await grantQuery.first(trx, ids, id, now)) !== undefined;

const unitStayQuery = keptQuery<[string[], string[], string], Found>(
  (trx, ids, unitIds, leftAfter) =>
    trx('encounter')
      .whereIn('patientId', ids)
      .whereIn('unitId', unitIds)
      .where((q) => q.where({ active: 1 }).orWhere('dischargedAt', '>=', leftAfter))
      .limit(1)
      .select('id'),
);

const inUnit = async (trx: Trx, reader: Reader, ids: string[], now: string): Promise<boolean> => {
  if (reader.unitIds.length === 0) return false;
  const leftAfter = plusHours(now, -24 * leftStayReachDays);
  const stay = await unitStayQuery.first(trx, ids, [...reader.unitIds], leftAfter);
  return stay !== undefined;
};

/** May this person open this patient now, without a reason? */
export const mayOpen = ({ reach, restricted }: { reach: Reach; restricted: boolean }): boolean =>
  reach === 'team' || (reach === 'unit' && !restricted);
