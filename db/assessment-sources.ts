/** What the record holds that an assessment can be prefilled from; nothing here is an answer yet. */
import { notFound } from '../shared/errors';
import { contactRolesOf, type ContactRole } from '../shared/patients/patient';
import { plusHours } from '../shared/time';
import type { Trx } from './connection';

/** Someone of the record, with what they are to the patient. */
export interface KnownPerson {
  id: string;
  name: string;
  relation: string | null;
  phone: string | null;
  roles: ContactRole[];
  updatedAt: string;
}

/** The stay that ended last before this one. */
export interface FormerStay {
  id: string;
  dischargedAt: string;
  disposition: string | null;
  /** Statements of the goals that were open when it ended. */
  openGoals: string[];
}

/** Facts and their instants. */
export interface RecordedSources {
  patient: {
    language: string | null;
    city: string | null;
    postalCode: string | null;
    updatedAt: string;
  };
  stay: {
    admittedAt: string | null;
    dischargedAt: string | null;
    expectedDischargeOn: string | null;
    updatedAt: string;
    /** It began in the emergency department. */
    throughEmergency: boolean;
    procedures: number;
  };
  /** Other stays that began before this one: their class and beginning. */
  stays: { class: string; admittedAt: string }[];
  people: KnownPerson[];
  coverage: { updatedAt: string } | null;
  conditions: { code: string; updatedAt: string }[];
  doctor: { name: string; organization: string | null; updatedAt: string } | null;
  former: FormerStay | null;
}

const hoursOfYear = 24 * 366;

const stayOf = async (trx: Trx, encounterId: string): Promise<RecordedSources['stay']> => {
  const row = (await trx('encounter')
    .where({ id: encounterId })
    .first('admittedAt', 'dischargedAt', 'expectedDischargeOn', 'updatedAt')) as
    Omit<RecordedSources['stay'], 'throughEmergency' | 'procedures'> | undefined;
  if (!row) throw notFound();
  const emergency = (await trx('encounter_class_period')
    .where({ encounterId, class: 'emergency' })
    .whereNull('enteredInErrorAt')
    .first('id')) as { id: string } | undefined;
  const { n } = (await trx('procedure')
    .where({ encounterId })
    .whereNull('enteredInErrorAt')
    .count({ n: '*' })
    .first()) as { n: number };
  return { ...row, throughEmergency: emergency !== undefined, procedures: Number(n) };
};

const formerStayOf = async (
  trx: Trx,
  patientIds: readonly string[],
  encounterId: string,
  admittedAt: string | null,
): Promise<FormerStay | null> => {
  if (admittedAt === null) return null;
  const row = (await trx('encounter')
    .whereIn('patientId', [...patientIds])
    .whereNot({ id: encounterId })
    .where({ status: 'finished' })
    .whereNull('enteredInErrorAt')
    .where('dischargedAt', '<=', admittedAt)
    .orderBy([
      { column: 'dischargedAt', order: 'desc', nulls: 'last' },
      { column: 'id', order: 'desc' },
    ])
    .first('id', 'dischargedAt', { disposition: 'dischargeDisposition' })) as
    Omit<FormerStay, 'openGoals'> | undefined;
  if (!row) return null;
  const goals = (await trx('goal')
    .join('problem', 'problem.id', 'goal.problemId')
    .join('care_plan', 'care_plan.id', 'problem.carePlanId')
    .where('care_plan.encounterId', row.id)
    .whereNot('care_plan.status', 'entered-in-error')
    .whereNull('goal.enteredInErrorAt')
    .whereNull('goal.removedAt')
    .whereNotIn('goal.lifecycleStatus', ['completed', 'cancelled', 'rejected', 'entered-in-error'])
    .whereNotIn('goal.achievementStatus', ['achieved', 'sustaining', 'not-attainable'])
    .orderBy(['problem.position', 'problem.id', 'goal.position', 'goal.id'])
    .limit(10)
    .select('goal.description')) as { description: string }[];
  return { ...row, openGoals: goals.map(({ description }) => description) };
};

/** All of it for a patient and stay. Throws `notFound`. */
export const recordedSources = async (
  trx: Trx,
  patientIds: readonly string[],
  patientId: string,
  encounterId: string,
): Promise<RecordedSources> => {
  const ids = [...patientIds];
  const patient = (await trx('patient')
    .where({ id: patientId })
    .first('language', 'city', 'postalCode', 'updatedAt')) as
    RecordedSources['patient'] | undefined;
  if (!patient) throw notFound();
  const stay = await stayOf(trx, encounterId);
  const of = (table: string) => trx(table).whereIn('patientId', ids).whereNull('enteredInErrorAt');
  const people = (await of('related_person')
    .orderBy(['createdAt', 'id'])
    .select('id', 'name', 'phone', 'roles', 'updatedAt', {
      relation: 'relationship',
    })) as (Omit<KnownPerson, 'roles'> & { roles: string })[];
  return {
    patient,
    stay,
    stays:
      stay.admittedAt === null
        ? []
        : ((await of('encounter')
            .whereNot({ id: encounterId })
            .whereNot({ status: 'cancelled' })
            .where('admittedAt', '<', stay.admittedAt)
            .where('admittedAt', '>=', plusHours(stay.admittedAt, -hoursOfYear))
            .orderBy([{ column: 'admittedAt', nulls: 'last' }, { column: 'id' }])
            .select('class', 'admittedAt')) as RecordedSources['stays']),
    people: people.map(({ roles, ...person }) => ({ ...person, roles: contactRolesOf(roles) })),
    coverage:
      ((await of('coverage').orderBy(['rank', 'createdAt', 'id']).first('updatedAt')) as
        RecordedSources['coverage'] | undefined) ?? null,
    conditions: (await of('condition')
      .whereNotNull('code')
      .orderBy(['createdAt', 'id'])
      .select('code', 'updatedAt')) as RecordedSources['conditions'],
    doctor:
      ((await of('care_team_member')
        .where({ role: 'pcp' })
        .orderBy(['createdAt', 'id'])
        .first('name', 'organization', 'updatedAt')) as RecordedSources['doctor'] | undefined) ??
      null,
    former: await formerStayOf(trx, ids, encounterId, stay.admittedAt),
  };
};
