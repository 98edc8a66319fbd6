/** Use cases about the worklist of active stays. */
import { attentionOfPlans } from '../../db/careplan-attention';
import { caseloadCounts, caseloadPeople, caseloadRows, openBarriers } from '../../db/caseload';
import { survivorOf } from '../../db/access';
import { decideEncounter, getEncounter } from '../../db/encounters';
import { mergedIds } from '../../db/merged';
import { notesOf } from '../../db/notes';
import { conditions, contacts, team } from '../../db/patient-records';
import { tasksOfEncounter } from '../../db/tasks';
import { getUser } from '../../db/users';
import { arrange, listMoment } from '../../shared/caseload/arrange';
import {
  mayAssignOwn,
  type CaseloadPage,
  type CaseloadScope,
} from '../../shared/caseload/caseload';
import type { Task } from '../../shared/tasks/task';
import type { caseloadCalls } from '../../shared/contract/caseload';
import { AppError, notFound } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';

/** The units a scope means, inside the person's own; null = their own stays in every unit. */
const unitsOfScope = (ctx: CallContext, scope: CaseloadScope): readonly string[] | null => {
  if (scope.kind === 'mine') return null;
  if (scope.kind === 'all') return ctx.user.unitIds;
  if (!ctx.user.unitIds.includes(scope.unitId)) throw notFound();
  return [scope.unitId];
};

/** Tasks the panel beside the list tells; the rest stand in the file. */
const peekedTasks = 5;
/** Among so many newest notes one that stands is found. */
const notesLookedThrough = 10;

const isOpen = ({ status }: Task): boolean =>
  status === 'requested' || status === 'in-progress' || status === 'on-hold';

/** How many stays each scope has, restricted ones counted. */
const scopesOf = async (ctx: CallContext): Promise<CaseloadPage['scopes']> => {
  const counts = await caseloadCounts(ctx.trx, ctx.user.id, ctx.user.unitIds);
  return { ...counts, all: counts.units.reduce((sum, { count }) => sum + count, 0) };
};

export const caseloadHandlers: Handlers<typeof caseloadCalls> = {
  'caseload.list': async (ctx, { scope, text, filters, sort, offset, limit }) => {
    const moment = listMoment(ctx.now, ctx.zone);
    const { stays, masked } = await caseloadRows(
      ctx.trx,
      { userId: ctx.user.id, unitIds: ctx.user.unitIds, scopeUnitIds: unitsOfScope(ctx, scope) },
      ctx.now,
      moment.today,
    );
    const arranged = arrange(stays, masked, { text, filters, sort }, moment);
    const rows = arranged.rows.slice(offset, offset + limit);
    ctx.saw(rows.flatMap((row) => (row.kind === 'stay' ? [row.patientId] : [])));
    const attention = await attentionOfPlans(
      ctx.trx,
      rows.flatMap((row) =>
        row.kind === 'stay' && row.plan?.status === 'active' ? [row.plan.id] : [],
      ),
      moment.today,
      ctx.zone,
    );
    return {
      total: stays.length + masked.length,
      leavingToday: arranged.leavingToday,
      matching: arranged.rows.length,
      maskedLeftOut: arranged.maskedLeftOut,
      offset,
      rows: rows.map((row) => {
        const found = row.kind === 'stay' && row.plan ? attention.get(row.plan.id) : undefined;
        return row.kind === 'stay' && row.plan && found
          ? { ...row, plan: { ...row.plan, attention: found } }
          : row;
      }),
      order: arranged.rows.map((row) =>
        row.kind === 'stay' ? { encounterId: row.encounterId, rowVersion: row.rowVersion } : null,
      ),
      counts: arranged.counts,
      hasRisk: stays.some(({ risk }) => risk !== null),
      scopes: await scopesOf(ctx),
    };
  },

  'caseload.counts': scopesOf,

  'caseload.people': (ctx) => caseloadPeople(ctx.trx, ctx.user.unitIds),

  'caseload.peek': async (ctx, { encounterId }) => {
    ctx.saw([ctx.patientId!]);
    const ids = await mergedIds(ctx.trx, ctx.patientId!);
    const encounter = await getEncounter(ctx.trx, encounterId);
    const [condition] = await conditions(ctx.trx).ofPatient(ids, { offset: 0, limit: 1 });
    const { notes } = await notesOf(ctx.trx, ids, 0, notesLookedThrough);
    return {
      admitReason: encounter.admitReason,
      condition: condition?.display ?? null,
      medicallyReady: encounter.medicallyReady,
      tasks: (await tasksOfEncounter(ctx.trx, encounterId)).filter(isOpen).slice(0, peekedTasks),
      barriers: await openBarriers(ctx.trx, encounterId),
      lastNote: notes.find(({ status }) => status !== 'entered-in-error') ?? null,
      contacts: (await contacts(ctx.trx).ofPatient(ids)).filter(({ phone }) => phone !== null),
      team: (await team(ctx.trx).ofPatient(ids)).filter(
        ({ phone, endsAt }) => phone !== null && (endsAt === null || endsAt > ctx.now),
      ),
    };
  },

  'caseload.assign': async (ctx, { assignments }) => {
    for (const { caseManagerId } of assignments)
      if (caseManagerId !== null) await refuseOutsider(ctx, caseManagerId);
    const undo = [];
    for (const { encounterId, rowVersion, caseManagerId } of assignments)
      undo.push(await assign(ctx, encounterId, rowVersion, caseManagerId));
    return { undo };
  },
};

/** Gives one stay to a person or back; answers with what takes it back. */
const assign = async (
  ctx: CallContext,
  encounterId: string,
  rowVersion: number,
  caseManagerId: string | null,
) => {
  const { before, after } = await decideEncounter(
    ctx.trx,
    encounterId,
    rowVersion,
    { caseManagerId },
    ctx.actor,
  );
  if (
    ctx.user.role === 'caseManager' &&
    !mayAssignOwn(ctx.user.id, before.caseManagerId, caseManagerId)
  )
    throw new AppError(
      'forbidden',
      'You can take a stay that is nobody’s or give back your own. The unit lead gives stays to others.',
      { key: 'assignOwnOnly' },
    );
  ctx.entry({
    patientId: await survivorOf(ctx.trx, before.patientId),
    encounterId,
    recordType: 'encounter',
    recordId: encounterId,
    versionBefore: rowVersion,
    versionAfter: after.rowVersion,
    detail: { fields: ['caseManagerId'], to: caseManagerId },
  });
  return { encounterId, rowVersion: after.rowVersion, caseManagerId: before.caseManagerId };
};

/** A stay is given to people who look after stays. */
const refuseOutsider = async (ctx: CallContext, userId: string): Promise<void> => {
  const user = await getUser(ctx.trx, userId);
  if (user.active !== 1 || (user.role !== 'caseManager' && user.role !== 'unitLead'))
    throw new AppError('invalid', 'Stays are given to case managers and unit leads.', {
      key: 'notACaseManager',
    });
};
