/** Who takes part in a care plan, who could, and who was told of which version. */
import type { Participant } from '../shared/careplans/plan';
import type { Candidate, Told, ToldHow } from '../shared/careplans/participants';
import type { Role } from '../shared/permissions';
import type { Trx } from './connection';
import { personName, personNames } from './person-names';
import type { RecordColumns } from './records';

export interface ParticipantRow extends RecordColumns {
  carePlanId: string;
  memberId: string | null;
  relatedPersonId: string | null;
  userId: string | null;
  removedAt: string | null;
}

/** A participant with the words of whom it points to. */
type NamedRow = ParticipantRow & {
  memberUserId: string | null;
  givenName: string | null;
  familyName: string | null;
  userRole: Role | null;
  memberName: string | null;
  memberRole: string | null;
  memberPhone: string | null;
  organization: string | null;
  relativeName: string | null;
  relationship: string | null;
  relativePhone: string | null;
};

/** Those who take part now, in the order in which they came. */
export const participantRows = (trx: Trx, carePlanId: string): Promise<NamedRow[]> =>
  trx('care_plan_participant')
    .leftJoin('care_team_member', 'care_team_member.id', 'care_plan_participant.memberId')
    .leftJoin('related_person', 'related_person.id', 'care_plan_participant.relatedPersonId')
    .leftJoin('user', 'user.id', 'care_plan_participant.userId')
    .where({ carePlanId })
    .whereNull('care_plan_participant.removedAt')
    .orderBy(['care_plan_participant.createdAt', 'care_plan_participant.id'])
    .select(
      'care_plan_participant.*',
      'care_team_member.userId as memberUserId',
      'user.givenName',
      'user.familyName',
      'user.role as userRole',
      'care_team_member.name as memberName',
      'care_team_member.role as memberRole',
      'care_team_member.phone as memberPhone',
      'care_team_member.organization',
      'related_person.name as relativeName',
      'related_person.relationship',
      'related_person.phone as relativePhone',
    );

export const participantOf = (row: NamedRow): Participant => ({
  id: row.id,
  rowVersion: row.rowVersion,
  memberId: row.memberId,
  relatedPersonId: row.relatedPersonId,
  userId: row.userId ?? row.memberUserId,
  name:
    row.memberName ??
    row.relativeName ??
    personName({ givenName: row.givenName ?? '', familyName: row.familyName ?? '' }),
  role: row.memberRole ?? row.relationship,
  userRole: row.userRole,
  phone: row.memberPhone ?? row.relativePhone,
  organization: row.organization,
});

/**
 * The care team of the stay, the patient's own people, and the people of the stay's unit who stand
 * in no care team, as far as they take no part yet.
 */
export const participantCandidates = async (
  trx: Trx,
  plan: { id: string; patientId: string; encounterId: string | null },
  now: string,
): Promise<Candidate[]> => {
  const patients = trx('patient')
    .whereIn('survivorId', trx('patient').where({ id: plan.patientId }).select('survivorId'))
    .select('id');
  const taken = await participantRows(trx, plan.id);
  const team = (await trx('care_team_member')
    .whereIn('patientId', patients.clone())
    .where((q) => q.where({ encounterId: plan.encounterId }).orWhereNull('encounterId'))
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .orderBy(['createdAt', 'id'])
    .select('id', 'userId', 'name', 'role', 'phone', 'organization')) as (Pick<
    Candidate,
    'userId' | 'name' | 'role' | 'phone' | 'organization'
  > & { id: string })[];
  const people = (await trx('related_person')
    .whereIn('patientId', patients)
    .whereNull('enteredInErrorAt')
    .orderBy(['createdAt', 'id'])
    .select('id', 'name', 'relationship', 'phone')) as {
    id: string;
    name: string;
    relationship: string | null;
    phone: string | null;
  }[];
  const stay = (await trx('encounter')
    .where({ id: plan.encounterId ?? '' })
    .first('unitId', 'caseManagerId', 'dischargePlannerId')) as
    | { unitId: string | null; caseManagerId: string | null; dischargePlannerId: string | null }
    | undefined;
  const unit = (await trx('user')
    .where({ active: 1 })
    .whereIn('role', ['unitLead', 'caseManager', 'dischargePlanner'])
    .where((q) =>
      q
        .whereIn(
          'id',
          trx('membership')
            .where({ unitId: stay?.unitId ?? '' })
            .select('userId'),
        )
        .orWhereIn('id', [stay?.caseManagerId ?? '', stay?.dischargePlannerId ?? '']),
    )
    .orderBy(['familyName', 'givenName', 'id'])
    .select('id', 'givenName', 'familyName', 'role')) as {
    id: string;
    givenName: string;
    familyName: string;
    role: Role;
  }[];
  const known = new Set([...taken.map(participantOf), ...team].map(({ userId }) => userId));
  return [
    ...team
      .filter(({ id }) => taken.every(({ memberId }) => memberId !== id))
      .map(({ id, ...one }) => ({ ...one, memberId: id, relatedPersonId: null, userRole: null })),
    ...people
      .filter(({ id }) => taken.every(({ relatedPersonId }) => relatedPersonId !== id))
      .map(({ id, name, relationship, phone }) => ({
        ...{ memberId: null, relatedPersonId: id, userId: null, name },
        ...{ role: relationship, userRole: null, phone, organization: null },
      })),
    ...unit
      .filter(({ id }) => !known.has(id))
      .map(({ id, role, ...name }) => ({
        ...{ memberId: null, relatedPersonId: null, userId: id, name: personName(name) },
        ...{ role: null, userRole: role, phone: null, organization: null },
      })),
  ];
};

export interface ToldRow extends RecordColumns {
  carePlanId: string;
  participantId: string;
  version: number;
  toldAt: string;
  how: ToldHow;
  note: string | null;
  enteredInErrorAt: string | null;
}

/** Who was told of which version, newest first. */
export const toldOfPlan = async (trx: Trx, carePlanId: string, today: string): Promise<Told[]> => {
  const rows = (await trx('care_plan_told')
    .where({ carePlanId })
    .whereNull('enteredInErrorAt')
    .orderBy([
      { column: 'toldAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])) as ToldRow[];
  const names = await personNames(
    trx,
    rows.map((row) => row.createdBy),
    today,
  );
  return rows.map(({ id, rowVersion, participantId, version, toldAt, how, note, createdBy }) => ({
    ...{ id, rowVersion, participantId, version, toldAt, how, note },
    byName: names.get(createdBy) ?? null,
  }));
};
