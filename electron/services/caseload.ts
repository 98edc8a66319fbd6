/** Use cases about the worklist of active stays. */
import { caseloadCounts, caseloadPeople, caseloadRows } from '../../db/caseload';
import { updateRecord, type RecordColumns } from '../../db/records';
import { arrange, listMoment } from '../../shared/caseload/arrange';
import { mayAssignOwn, type CaseloadScope } from '../../shared/caseload/caseload';
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

type EncounterRow = RecordColumns & { caseManagerId: string | null };

export const caseloadHandlers: Handlers<typeof caseloadCalls> = {
  'caseload.list': async (ctx, { scope, text, filters, sort, offset, limit }) => {
    const { stays, masked } = await caseloadRows(
      ctx.trx,
      { userId: ctx.user.id, unitIds: ctx.user.unitIds, scopeUnitIds: unitsOfScope(ctx, scope) },
      ctx.now,
    );
    const arranged = arrange(stays, masked, { text, filters, sort }, listMoment(ctx.now, ctx.zone));
    const rows = arranged.rows.slice(offset, offset + limit);
    ctx.saw(rows.flatMap((row) => (row.kind === 'stay' ? [row.patientId] : [])));
    const counts = await caseloadCounts(ctx.trx, ctx.user.id, ctx.user.unitIds);
    return {
      total: stays.length + masked.length,
      leavingToday: arranged.leavingToday,
      matching: arranged.rows.length,
      maskedLeftOut: arranged.maskedLeftOut,
      offset,
      rows,
      order: arranged.rows.map((row) =>
        row.kind === 'stay' ? { encounterId: row.encounterId, rowVersion: row.rowVersion } : null,
      ),
      counts: arranged.counts,
      scopes: { ...counts, all: counts.units.reduce((sum, { count }) => sum + count, 0) },
    };
  },

  'caseload.people': (ctx) => caseloadPeople(ctx.trx, ctx.user.unitIds),

  'caseload.assign': async (ctx, { assignments }) => {
    const undo = [];
    for (const { encounterId, rowVersion, caseManagerId } of assignments) {
      const before = (await ctx.trx('encounter').where({ id: encounterId }).first()) as
        EncounterRow | undefined;
      if (!before) throw notFound();
      if (
        ctx.user.role === 'caseManager' &&
        !mayAssignOwn(ctx.user.id, before.caseManagerId, caseManagerId)
      )
        throw new AppError(
          'forbidden',
          'You can take a stay that is nobody’s or give back your own. The unit lead gives stays to others.',
          {
            key: 'assignOwnOnly',
          },
        );
      const after = await updateRecord<EncounterRow>(
        ctx.trx,
        'encounter',
        encounterId,
        rowVersion,
        { caseManagerId },
        ctx.actor,
      );
      undo.push({ encounterId, rowVersion: after.rowVersion, caseManagerId: before.caseManagerId });
      ctx.entry({
        encounterId,
        recordType: 'encounter',
        recordId: encounterId,
        versionBefore: rowVersion,
        versionAfter: after.rowVersion,
        detail: { field: 'caseManagerId', to: caseManagerId },
      });
    }
    return { undo };
  },
};
