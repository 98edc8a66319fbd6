/** Use cases about stays: histories read, expected discharge, readiness and disposition decided. */
import stayListData from '../../resources/lists/stay.json';
import {
  decideEncounter,
  encounterDetail,
  formerEncounter,
  getEncounter,
  newestMove,
  recordMove,
  stayCount,
  staysOf,
  withdrawMove,
  type DecidedFields,
} from '../../db/encounters';
import { mergedIds } from '../../db/merged';
import type { encounterCalls } from '../../shared/contract/encounters';
import type { Encounter } from '../../shared/encounters/encounter';
import {
  checkExpectedDischarge,
  isMove,
  stayListsSchema,
  type ExpectedDischargeInput,
  type ExpectedDischargeProblem,
} from '../../shared/encounters/expected-discharge';
import { AppError, conflict } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';

/** Reasons and dispositions, checked once when main loads. */
export const stayLists = stayListsSchema.parse(stayListData);

const sentences: Record<ExpectedDischargeProblem, string> = {
  beforeAdmission: 'This is before the admission.',
  tooFar: 'This is more than two years ahead.',
  reasonMissing: 'Choose why the date moved.',
  reasonUnknown: 'This reason is not in the list.',
  wordsMissing: 'This reason needs words.',
  unknownReasonMissing: 'Choose why there is no date.',
  tooLateForEarly: '“Too early to say” holds for the first 24 hours.',
  leaveOtherDay: 'The leaving time is on another day.',
};

const invalidField = (field: string, sentence: string): AppError =>
  new AppError('invalid', 'Some of what was entered cannot be used. Nothing was saved.', {
    key: 'invalid',
    fields: { [field]: sentence },
  });

const noted = (
  ctx: CallContext,
  encounter: Encounter,
  versionBefore: number,
  fields: readonly string[],
): Encounter => {
  ctx.note({
    recordType: 'encounter',
    recordId: encounter.id,
    versionBefore,
    versionAfter: encounter.rowVersion,
    detail: { fields },
  });
  return encounter;
};

/**
 * Saves what a person decided and puts it on record. Where somebody else saved first, the conflict
 * carries the stay as screens show it.
 */
const decide = async (
  ctx: CallContext,
  id: string,
  rowVersion: number,
  patch: DecidedFields,
): Promise<Encounter> => {
  const before = await getEncounter(ctx.trx, id);
  if (before.rowVersion !== rowVersion) throw conflict(before);
  await decideEncounter(ctx.trx, id, rowVersion, patch, ctx.actor);
  return noted(ctx, await getEncounter(ctx.trx, id), rowVersion, Object.keys(patch));
};

const checkInput = (ctx: CallContext, before: Encounter, input: ExpectedDischargeInput): void => {
  const problems = checkExpectedDischarge(before, input, stayLists, ctx.now, ctx.zone);
  const fields = Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [field, sentences[problem]]),
  );
  if (Object.keys(fields).length > 0)
    throw new AppError('invalid', 'Some of what was entered cannot be used. Nothing was saved.', {
      key: 'invalid',
      fields,
    });
};

export const encounterHandlers: Handlers<typeof encounterCalls> = {
  'encounters.lists': () => Promise.resolve(stayLists),

  'encounters.get': (ctx, { encounterId }) => {
    ctx.saw([ctx.patientId!]);
    return encounterDetail(ctx.trx, encounterId);
  },

  'encounters.ofPatient': async (ctx, { offset, limit }) => {
    ctx.saw([ctx.patientId!]);
    const ids = await mergedIds(ctx.trx, ctx.patientId!);
    return {
      total: await stayCount(ctx.trx, ids),
      stays: await staysOf(ctx.trx, ids, offset, limit),
    };
  },

  'encounters.setExpectedDischarge': async (ctx, { encounterId, rowVersion, ...input }) => {
    const before = await getEncounter(ctx.trx, encounterId);
    if (before.rowVersion !== rowVersion) throw conflict(before);
    checkInput(ctx, before, input);
    const { on } = input;
    const moved =
      on !== before.expectedDischargeOn ||
      (on === null && input.unknownReason !== before.expectedDischargeUnknown);
    const asksWhy = on !== null && isMove(before, on);
    const reason = stayLists.moveReasons.find(({ id }) => asksWhy && id === input.reason);
    if (reason?.id === 'edd-fix') {
      const mistyped = await newestMove(ctx.trx, encounterId);
      if (mistyped?.toOn === before.expectedDischargeOn)
        await withdrawMove(ctx.trx, mistyped, 'edd-fix', ctx.actor);
    }
    const encounter = await decide(ctx, encounterId, rowVersion, {
      expectedDischargeOn: on,
      expectedDischargeUnknown: on === null ? input.unknownReason : null,
      plannedLeaveAt: on === null ? null : input.plannedLeaveAt,
      ...(reason?.notReady
        ? {
            medicallyReady: 'no',
            medicallyReadySince: ctx.now,
            medicallyReadyBy: `${ctx.user.givenName} ${ctx.user.familyName}`,
          }
        : {}),
    });
    const moveId = moved
      ? await recordMove(
          ctx.trx,
          {
            encounterId,
            fromOn: before.expectedDischargeOn,
            toOn: on,
            reason: on === null ? input.unknownReason : (reason?.id ?? null),
            words: input.words,
          },
          ctx.actor,
        )
      : null;
    return { encounter, moveId };
  },

  'encounters.undoExpectedDischarge': async (ctx, { encounterId, rowVersion, moveId }) => {
    const move = await newestMove(ctx.trx, encounterId);
    const former = await formerEncounter(ctx.trx, encounterId, rowVersion - 1);
    if (move?.id !== moveId || !former || former.expectedDischargeOn !== move.fromOn)
      throw conflict(await getEncounter(ctx.trx, encounterId));
    const encounter = await decide(ctx, encounterId, rowVersion, {
      expectedDischargeOn: former.expectedDischargeOn,
      expectedDischargeUnknown: former.expectedDischargeUnknown,
      plannedLeaveAt: former.plannedLeaveAt,
      medicallyReady: former.medicallyReady,
      medicallyReadySince: former.medicallyReadySince,
      medicallyReadyBy: former.medicallyReadyBy,
    });
    await withdrawMove(ctx.trx, move, 'undone', ctx.actor);
    return encounter;
  },

  'encounters.setMedicallyReady': (ctx, { encounterId, rowVersion, ready, since, saidBy }) => {
    if (since !== null && since > ctx.now) throw invalidField('since', 'This is still to come.');
    if (ready !== 'unknown' && saidBy === null) throw invalidField('saidBy', 'Say who said so.');
    return decide(ctx, encounterId, rowVersion, {
      medicallyReady: ready,
      medicallyReadySince: ready === 'unknown' ? null : since,
      medicallyReadyBy: ready === 'unknown' ? null : saidBy,
    });
  },

  'encounters.setPlannedDisposition': (ctx, { encounterId, rowVersion, disposition }) => {
    const known = stayLists.dispositions.some(({ id, planned }) => planned && id === disposition);
    if (disposition !== null && !known)
      throw invalidField('disposition', 'This is not in the list.');
    return decide(ctx, encounterId, rowVersion, { plannedDisposition: disposition });
  },
};
