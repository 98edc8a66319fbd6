/** What of the record leaves with a care plan when it is written for another program. */
import type { PlanExport } from '../shared/careplans/export';
import type { Trx } from './connection';

type About = Pick<PlanExport, 'patient' | 'encounter' | 'tasks'>;

interface Ids {
  carePlanId: string;
  patientId: string;
  encounterId: string | null;
}

interface PatientRow {
  familyName: string;
  givenName: string;
  birthDate: string | null;
  sex: About['patient']['gender'];
}

interface StayRow {
  class: NonNullable<About['encounter']>['class'];
  admittedAt: string | null;
  dischargedAt: string | null;
  visitNumber: string | null;
  visitAssignerId: string | null;
}

/** The system by which other programs know an assigner, else one of our own made of its name. */
const systemsOf = async (
  trx: Trx,
  assignerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const assigners = (await trx('assigner')
    .whereIn('id', [...new Set(assignerIds)])
    .orderBy('id')
    .select('id', 'name')) as { id: string; name: string }[];
  const aliases = (await trx('assigner_alias')
    .whereIn('assignerId', [...new Set(assignerIds)])
    .orderBy('alias')
    .select('alias', 'assignerId')) as { alias: string; assignerId: string }[];
  return new Map(
    assigners.map(({ id, name }) => {
      const known = aliases.find(
        ({ alias, assignerId }) => assignerId === id && /^(https?:\/\/|urn:)/.test(alias),
      );
      return [id, known?.alias ?? `urn:liaison:assigner:${encodeURIComponent(name)}`];
    }),
  );
};

const numbersOf = async (trx: Trx, patientId: string) =>
  (await trx('patient_identifier')
    .whereIn('patientId', trx('patient').where({ survivorId: patientId }).select('id'))
    .orderBy(['type', 'value', 'id'])
    .select('value', 'type', 'assignerId')) as {
    value: string;
    type: string;
    assignerId: string;
  }[];

/** Open and done tasks that came of the plan's interventions. */
const tasksOf = async (trx: Trx, carePlanId: string): Promise<About['tasks']> => {
  const rows = (await trx('task')
    .join('activity', 'activity.id', 'task.activityId')
    .join('problem', 'problem.id', 'activity.problemId')
    .leftJoin('user', 'user.id', 'task.ownerId')
    .where('problem.carePlanId', carePlanId)
    .whereNull('task.enteredInErrorAt')
    .orderBy(['task.createdAt', 'task.id'])
    .select(
      'task.id',
      'task.title',
      'task.status',
      'task.activityId',
      'task.dueAt',
      'user.givenName',
      'user.familyName',
    )) as {
    id: string;
    title: string;
    status: string;
    activityId: string;
    dueAt: string | null;
    givenName: string | null;
    familyName: string | null;
  }[];
  return rows.map(({ id, title, status, activityId, dueAt, givenName, familyName }) => ({
    id,
    title,
    status:
      status === 'completed'
        ? 'completed'
        : status === 'cancelled' || status === 'rejected'
          ? 'cancelled'
          : 'requested',
    activityId,
    dueAt,
    ownerName: familyName === null ? null : `${givenName ?? ''} ${familyName}`.trim(),
  }));
};

/** Patient (the survivor of a merge), stay and tasks of a plan. */
export const planExportFacts = async (
  trx: Trx,
  { carePlanId, patientId, encounterId }: Ids,
): Promise<About> => {
  const { sex, ...name } = (await trx('patient')
    .where({ id: patientId })
    .first('familyName', 'givenName', 'birthDate', 'sex')) as PatientRow;
  const stay = encounterId
    ? ((await trx('encounter')
        .where({ id: encounterId })
        .first('class', 'admittedAt', 'dischargedAt', 'visitNumber', 'visitAssignerId')) as
        StayRow | undefined)
    : undefined;
  const numbers = await numbersOf(trx, patientId);
  const systems = await systemsOf(trx, [
    ...numbers.map(({ assignerId }) => assignerId),
    ...(stay?.visitAssignerId ? [stay.visitAssignerId] : []),
  ]);
  const system = (assignerId: string): string => systems.get(assignerId) ?? 'urn:liaison';
  return {
    patient: {
      id: patientId,
      ...name,
      gender: sex,
      identifiers: numbers.map(({ value, type, assignerId }) => ({
        value,
        type: type || null,
        system: system(assignerId),
      })),
    },
    encounter:
      stay && encounterId
        ? {
            id: encounterId,
            class: stay.class,
            admittedAt: stay.admittedAt,
            leftAt: stay.dischargedAt,
            number:
              stay.visitNumber === null || stay.visitAssignerId === null
                ? null
                : { system: system(stay.visitAssignerId), value: stay.visitNumber },
          }
        : null,
    tasks: await tasksOf(trx, carePlanId),
  };
};
