/** Use cases that write into a patient's file: one function a call, all on record. */
import { mergedIds } from '../../db/merged';
import {
  addRecord,
  allergies,
  changeRecord,
  codeStatuses,
  concerns,
  conditions,
  contacts,
  recordInError,
  team,
} from '../../db/patient-records';
import { getUser } from '../../db/users';
import type { patientRecordCalls } from '../../shared/contract/patient-records';
import { AppError } from '../../shared/errors';
import { fold } from '../../shared/folding';
import { allergiesSaid } from '../../shared/patients/allergies';
import type { Contact, ErrorKind } from '../../shared/patients/patient';
import { mayRole } from '../../shared/permissions';
import type { CallContext, Handlers } from '../ipc/context';

type Values = Record<string, string | number | null>;

/** Adds a record of the call's patient and puts it on the call's entry; answers with its id. */
const add = async (
  ctx: CallContext,
  kind: ErrorKind,
  values: Values,
  encounterId?: string | null,
): Promise<string> => {
  const belonging = {
    patientId: ctx.patientId!,
    ...(encounterId === undefined ? {} : { encounterId }),
  };
  const id = await addRecord(ctx.trx, kind, belonging, values, ctx.actor);
  ctx.note({ recordType: kind, recordId: id, versionAfter: 1 });
  return id;
};

/** Changes a record and puts its versions and the fields' names on the call's entry. */
const change = async (
  ctx: CallContext,
  kind: ErrorKind,
  { id, rowVersion }: { id: string; rowVersion: number },
  values: Values,
): Promise<void> => {
  const versionAfter = await changeRecord(ctx.trx, kind, id, rowVersion, values, ctx.actor);
  ctx.note({
    recordType: kind,
    recordId: id,
    versionBefore: rowVersion,
    versionAfter,
    detail: { fields: Object.keys(values) },
  });
};

const refuseKnown = async (
  ctx: CallContext,
  substance: string,
  exceptId?: string,
): Promise<void> => {
  const known = await allergies(ctx.trx).ofPatient(await mergedIds(ctx.trx, ctx.patientId!));
  const twin = known.some(
    (allergy) =>
      allergy.kind !== 'none' &&
      allergy.id !== exceptId &&
      fold(allergy.substance) === fold(substance),
  );
  if (twin)
    throw new AppError('invalid', 'This allergy is recorded already.', {
      key: 'allergyKnown',
      fields: { substance: 'This is recorded already.' },
    });
};

const principalAsNumber = <T extends { principal: boolean }>({ principal, ...rest }: T) => ({
  ...rest,
  principal: principal ? 1 : 0,
});

const rolesAsText = <T extends { roles: Contact['roles'] }>({ roles, ...rest }: T) => ({
  ...rest,
  roles: roles.join(','),
});

export const patientRecordHandlers: Handlers<typeof patientRecordCalls> = {
  'patients.addAllergy': async (ctx, { patientId: _asked, ...values }) => {
    await refuseKnown(ctx, values.substance);
    return allergies(ctx.trx).one(await add(ctx, 'allergy', values));
  },

  'patients.changeAllergy': async (ctx, { id, rowVersion, ...values }) => {
    await refuseKnown(ctx, values.substance, id);
    await change(ctx, 'allergy', { id, rowVersion }, values);
    return allergies(ctx.trx).one(id);
  },

  'patients.stateNoAllergies': async (ctx) => {
    const known = await allergies(ctx.trx).ofPatient(await mergedIds(ctx.trx, ctx.patientId!));
    if (!['noneCurrent', 'notRecorded'].includes(allergiesSaid(known).said))
      throw new AppError(
        'refused',
        'An allergy or this statement is recorded. Enter what is wrong in error first.',
        { key: 'allergyRecorded' },
      );
    const values = { kind: 'none', substance: 'No known allergies' };
    return allergies(ctx.trx).one(await add(ctx, 'allergy', values));
  },

  'patients.setCodeStatus': async (ctx, { patientId: _asked, encounterId, ...values }) => {
    if (values.at > ctx.now)
      throw new AppError('invalid', 'The time is still to come.', {
        key: 'invalid',
        fields: { at: 'This is still to come.' },
      });
    return codeStatuses(ctx.trx).one(await add(ctx, 'codeStatus', values, encounterId));
  },

  'patients.raiseConcern': async (ctx, { encounterId, ...values }) => {
    const opened = { ...values, openedAt: ctx.now };
    return concerns(ctx.trx).one(await add(ctx, 'concern', opened, encounterId));
  },

  'patients.answerConcern': async (ctx, { id, rowVersion, answer }) => {
    const answeredAt = answer === null ? null : ctx.now;
    await change(ctx, 'concern', { id, rowVersion }, { answer, answeredAt });
    return concerns(ctx.trx).one(id);
  },

  'patients.addCondition': async (ctx, { patientId: _asked, encounterId, ...values }) =>
    conditions(ctx.trx).one(await add(ctx, 'condition', principalAsNumber(values), encounterId)),

  'patients.changeCondition': async (ctx, { id, rowVersion, ...values }) => {
    await change(ctx, 'condition', { id, rowVersion }, principalAsNumber(values));
    return conditions(ctx.trx).one(id);
  },

  'patients.addContact': async (ctx, { patientId: _asked, ...values }) =>
    contacts(ctx.trx).one(await add(ctx, 'relatedPerson', rolesAsText(values))),

  'patients.changeContact': async (ctx, { id, rowVersion, ...values }) => {
    await change(ctx, 'relatedPerson', { id, rowVersion }, rolesAsText(values));
    return contacts(ctx.trx).one(id);
  },

  'patients.addTeamMember': async (ctx, { patientId: _asked, encounterId, ...values }) => {
    if (values.userId !== null) await refuseOutsider(ctx, values.userId);
    const started = { ...values, startsAt: ctx.now };
    return team(ctx.trx).one(await add(ctx, 'careTeamMember', started, encounterId));
  },

  'patients.changeTeamMember': async (ctx, { id, rowVersion, ...values }) => {
    await change(ctx, 'careTeamMember', { id, rowVersion }, values);
    return team(ctx.trx).one(id);
  },

  'patients.endTeamMember': async (ctx, { id, rowVersion, ended }) => {
    await change(ctx, 'careTeamMember', { id, rowVersion }, { endsAt: ended ? ctx.now : null });
    return team(ctx.trx).one(id);
  },

  'patients.enterInError': async (ctx, { kind, id, rowVersion, reason }) => {
    const versionAfter = await recordInError(
      ctx.trx,
      kind,
      await mergedIds(ctx.trx, ctx.patientId!),
      { id, rowVersion, reason },
      ctx.actor,
    );
    ctx.note({ recordType: kind, recordId: id, versionBefore: rowVersion, versionAfter });
    return null;
  },
};

/** Only people who work with patients can be given the team's reach. */
const refuseOutsider = async (ctx: CallContext, userId: string): Promise<void> => {
  const user = await getUser(ctx.trx, userId);
  if (user.active !== 1 || !mayRole(user.role, 'patients.read'))
    throw new AppError('invalid', 'This person does not work with patients in Liaison.', {
      key: 'invalid',
      fields: { userId: 'This person does not work with patients in Liaison.' },
    });
};
