/**
 * Which patients a person may read (security.md, Who may do what), decided per patient inside the
 * caller's transaction.
 */
import type { Subject } from '../shared/contract/define';
import { notFound } from '../shared/errors';
import { leftStayReachDays } from '../shared/permissions';
import { plusHours } from '../shared/time';
import type { Trx } from './connection';

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

/**
 * The patient and stay a subject belongs to; null for a record about no patient (a unit's round).
 * Throws `notFound`.
 */
export const resolveSubject = async (trx: Trx, subject: Subject): Promise<Reached | null> => {
  const row = await subjectRow(trx, subject);
  if (!row) throw notFound();
  if (row.patientId === null) return null;
  return { patientId: await survivorOf(trx, row.patientId), encounterId: row.encounterId ?? null };
};

type SubjectRow = { patientId: string | null; encounterId?: string | null } | undefined;

const subjectRow = async (trx: Trx, { kind, id }: Subject): Promise<SubjectRow> => {
  if (kind === 'patient') return trx('patient').where({ id }).first({ patientId: 'id' });
  if (kind === 'encounter')
    return trx('encounter').where({ id }).first({ patientId: 'patientId', encounterId: 'id' });
  if (kind === 'problem' || kind === 'activity') {
    const query = trx(kind).where({ [`${kind}.id`]: id });
    if (kind === 'activity') query.join('problem', 'problem.id', 'activity.problemId');
    return query
      .join('care_plan', 'care_plan.id', 'problem.carePlanId')
      .first('care_plan.patientId', 'care_plan.encounterId');
  }
  const table = tableOf[kind];
  const columns = withEncounter.has(table) ? ['patientId', 'encounterId'] : ['patientId'];
  return trx(table).where({ id }).first(columns);
};

/** The patient a merged one was merged into, or itself. */
export const survivorOf = async (trx: Trx, patientId: string): Promise<string> => {
  const row = await trx('patient').where({ id: patientId }).first('survivorId');
  return (row as { survivorId: string } | undefined)?.survivorId ?? patientId;
};

/** `team` reaches restricted patients too; `unit` all others; `none` needs a reason. */
export type Reach = 'team' | 'unit' | 'none';

/** How far a person reaches a patient, resolving merged records both ways. */
export const reachOf = async (
  trx: Trx,
  reader: Reader,
  patientId: string,
  now: string,
): Promise<{ reach: Reach; restricted: boolean }> => {
  const merged = (await trx('patient')
    .where({ survivorId: patientId })
    .select('id', 'restricted')) as { id: string; restricted: number }[];
  const ids = merged.map((row) => row.id);
  if (ids.length === 0) throw notFound();
  // Restriction of either record of a merge holds for both.
  const restricted = merged.some((row) => row.restricted === 1);
  if (await inTeam(trx, reader, ids, now)) return { reach: 'team', restricted };
  return { reach: (await inUnit(trx, reader, ids, now)) ? 'unit' : 'none', restricted };
};

const inTeam = async (trx: Trx, reader: Reader, ids: string[], now: string): Promise<boolean> => {
  const assigned = await trx('encounter')
    .whereIn('patientId', ids)
    .where({ active: 1 })
    .where((q) => q.where({ caseManagerId: reader.id }).orWhere({ dischargePlannerId: reader.id }))
    .first('id');
  if (assigned) return true;
  const member = await trx('care_team_member')
    .whereIn('patientId', ids)
    .where({ userId: reader.id })
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .first('id');
  if (member) return true;
  const grant = await trx('access_grant')
    .whereIn('patientId', ids)
    .where({ userId: reader.id })
    .where('fromAt', '<=', now)
    .where('toAt', '>', now)
    .first('id');
  return grant !== undefined;
};

const inUnit = async (trx: Trx, reader: Reader, ids: string[], now: string): Promise<boolean> => {
  if (reader.unitIds.length === 0) return false;
  const leftAfter = plusHours(now, -24 * leftStayReachDays);
  const stay = await trx('encounter')
    .whereIn('patientId', ids)
    .whereIn('unitId', [...reader.unitIds])
    .where((q) => q.where({ active: 1 }).orWhere('dischargedAt', '>=', leftAfter))
    .first('id');
  return stay !== undefined;
};

/** May this person open this patient now, without a reason? */
export const mayOpen = ({ reach, restricted }: { reach: Reach; restricted: boolean }): boolean =>
  reach === 'team' || (reach === 'unit' && !restricted);
