/** Who takes part in a care plan, who could, and who was told of which version. */
import type { Participant } from '../shared/careplans/plan';
import type { Candidate, Told, ToldHow } from '../shared/careplans/participants';
import type { Trx } from './connection';
import { personNames } from './person-names';
import type { RecordColumns } from './records';

export interface ParticipantRow extends RecordColumns {
  carePlanId: string;
  memberId: string | null;
  relatedPersonId: string | null;
  removedAt: string | null;
}

/** A participant with the words of whom it points to. */
type NamedRow = ParticipantRow & {
  userId: string | null;
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
    .where({ carePlanId })
    .whereNull('care_plan_participant.removedAt')
    .orderBy(['care_plan_participant.createdAt', 'care_plan_participant.id'])
    .select(
      'care_plan_participant.*',
      'care_team_member.userId',
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
  userId: row.userId,
  name: row.memberName ?? row.relativeName ?? '',
  role: row.memberRole ?? row.relationship,
  phone: row.memberPhone ?? row.relativePhone,
  organization: row.organization,
});

/** The care team of the stay and the patient's own people, as far as they take no part yet. */
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
  return [
    ...team
      .filter(({ id }) => taken.every(({ memberId }) => memberId !== id))
      .map(({ id, ...one }) => ({ ...one, memberId: id, relatedPersonId: null })),
    ...people
      .filter(({ id }) => taken.every(({ relatedPersonId }) => relatedPersonId !== id))
      .map(({ id, name, relationship, phone }) => ({
        ...{ memberId: null, relatedPersonId: id, userId: null, name },
        ...{ role: relationship, phone, organization: null },
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
export const toldOfPlan = async (
  trx: Trx,
  carePlanId: string,
  today: string,
): Promise<Told[]> => {
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
