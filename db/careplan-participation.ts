/** Writes who takes part in a care plan (draft), who answers for it and who was told (live). */
import type { ToldHow } from '../shared/careplans/participants';
import { AppError, conflict, notFound } from '../shared/errors';
import { openPlan, seenPlan, settleDraft, type Editing } from './careplan-editing';
import type { ParticipantRow, ToldRow } from './careplan-participants';
import type { PlanRow } from './careplan-rows';
import { planRow } from './careplans';
import { enterInError, insertRecord, updateRecord } from './records';

/** A member of the care team, one of the patient's own people, or somebody of the unit. */
export type Who = { memberId: string } | { relatedPersonId: string } | { userId: string };

/** Lets people take part; those who do already stay as they are. Answers with their row ids. */
export const addParticipants = async (
  e: Editing,
  carePlanId: string,
  people: readonly Who[],
): Promise<string[]> => {
  const plan = await openPlan(e, carePlanId);
  const ids: string[] = [];
  for (const who of people) {
    await needOwnPerson(e, plan.patientId, who);
    const before = (await e
      .trx('care_plan_participant')
      .where({ carePlanId, ...who })
      .orderBy('id')
      .first()) as ParticipantRow | undefined;
    if (before?.removedAt !== null && before !== undefined)
      await updateRecord<ParticipantRow>(
        e.trx,
        'care_plan_participant',
        before.id,
        before.rowVersion,
        { removedAt: null },
        e.actor,
      );
    ids.push(
      before?.id ??
        (await insertRecord(e.trx, 'care_plan_participant', { carePlanId, ...who }, e.actor)).id,
    );
  }
  await settleDraft(e, carePlanId);
  return ids;
};

/** A plan is shared with people around its own patient only. */
const needOwnPerson = async (e: Editing, patientId: string, who: Who): Promise<void> => {
  if ('userId' in who) {
    if (!(await e.trx('user').where({ id: who.userId, active: 1 }).first('id'))) throw notFound();
    return;
  }
  const row = (await e
    .trx('memberId' in who ? 'care_team_member' : 'related_person')
    .where({ id: 'memberId' in who ? who.memberId : who.relatedPersonId })
    .whereNull('enteredInErrorAt')
    .first('patientId')) as { patientId: string } | undefined;
  const survivor = async (id: string): Promise<string> =>
    ((await e.trx('patient').where({ id }).first('survivorId')) as { survivorId: string })
      .survivorId;
  if (!row || (await survivor(row.patientId)) !== (await survivor(patientId))) throw notFound();
};

const seenParticipant = async (
  e: Editing,
  id: string,
  rowVersion: number,
): Promise<ParticipantRow> => {
  const row = (await e.trx('care_plan_participant').where({ id }).first()) as
    ParticipantRow | undefined;
  if (!row) throw notFound();
  if (row.rowVersion !== rowVersion) throw conflict(row);
  return row;
};

/** Takes somebody out of the working draft, or back. Answers with the plan's id. */
export const setParticipantRemoved = async (
  e: Editing,
  id: string,
  rowVersion: number,
  removed: boolean,
): Promise<string> => {
  const row = await seenParticipant(e, id, rowVersion);
  await openPlan(e, row.carePlanId);
  await updateRecord<ParticipantRow>(
    e.trx,
    'care_plan_participant',
    id,
    rowVersion,
    { removedAt: removed ? e.actor.at : null },
    e.actor,
  );
  await settleDraft(e, row.carePlanId);
  return row.carePlanId;
};

/** Names who answers for the plan; live. */
export const setCustodian = async (
  e: Editing,
  id: string,
  rowVersion: number,
  custodianId: string | null,
): Promise<PlanRow> => {
  await seenPlan(e, id, rowVersion);
  if (
    custodianId !== null &&
    !(await e.trx('user').where({ id: custodianId, active: 1 }).first('id'))
  )
    throw new AppError('invalid', 'This person is not in the list of users.', {
      key: 'careplans.noSuchUser',
    });
  return updateRecord<PlanRow>(e.trx, 'care_plan', id, rowVersion, { custodianId }, e.actor);
};

/** Records that somebody was told of a signed version; live. */
export const insertTold = async (
  e: Editing,
  told: {
    participantId: string;
    version: number;
    toldAt: string;
    how: ToldHow;
    note: string | null;
  },
): Promise<ToldRow> => {
  const row = (await e.trx('care_plan_participant').where({ id: told.participantId }).first()) as
    ParticipantRow | undefined;
  if (!row) throw notFound();
  const plan = await planRow(e.trx, row.carePlanId);
  if (told.version > plan.newestVersion)
    throw new AppError('refused', 'This version is not signed yet, so nobody was told of it.', {
      key: 'careplans.toldUnsigned',
    });
  return (await insertRecord(
    e.trx,
    'care_plan_told',
    { carePlanId: row.carePlanId, ...told },
    e.actor,
  )) as ToldRow;
};

/** Marks a telling as entered in error. */
export const withdrawTold = async (
  e: Editing,
  id: string,
  rowVersion: number,
  reason: string,
): Promise<ToldRow> => {
  const row = (await e.trx('care_plan_told').where({ id }).first()) as ToldRow | undefined;
  if (!row || row.enteredInErrorAt !== null) throw notFound();
  if (row.rowVersion !== rowVersion) throw conflict(row);
  await enterInError(e.trx, 'care_plan_told', id, rowVersion, reason, e.actor);
  return row;
};
