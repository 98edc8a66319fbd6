/** Use cases about a patient's file and who may open it. */
import { mayOpen, reachOf, survivorOf } from '../../db/access';
import { mergedIds } from '../../db/merged';
import { conditionCount, conditions } from '../../db/patient-records';
import { patientTimeline } from '../../db/patient-timeline';
import {
  breakGlass,
  changePatient,
  headlinesOf,
  patientFile,
  restrictPatient,
} from '../../db/patients';
import type { patientCalls } from '../../shared/contract/patients';
import { plusHours } from '../../shared/time';
import type { Handlers } from '../ipc/context';

/** How long a broken glass stays open (security.md, Who may do what). */
const brokenGlassHours = 12;

export const patientHandlers: Handlers<typeof patientCalls> = {
  'patients.open': async (ctx) => {
    ctx.note({ recordType: 'patient', recordId: ctx.patientId! });
    return { patientId: ctx.patientId! };
  },

  'patients.file': async (ctx) => {
    ctx.saw([ctx.patientId!]);
    return patientFile(ctx.trx, ctx.patientId!);
  },

  'patients.headlines': async (ctx, { patientIds }) => {
    const allowed: string[] = [];
    for (const asked of patientIds) {
      const id = await survivorOf(ctx.trx, asked);
      const reach = await reachOf(ctx.trx, ctx.user, id, ctx.now).catch(() => null);
      if (reach && mayOpen(reach)) allowed.push(id);
    }
    ctx.saw(allowed);
    return headlinesOf(ctx.trx, allowed);
  },

  'patients.conditions': async (ctx, page) => {
    ctx.saw([ctx.patientId!]);
    const ids = await mergedIds(ctx.trx, ctx.patientId!);
    return {
      total: await conditionCount(ctx.trx, ids),
      conditions: await conditions(ctx.trx).ofPatient(ids, page),
    };
  },

  'patients.timeline': async (ctx, { kind, before, limit }) => {
    ctx.saw([ctx.patientId!]);
    const ids = await mergedIds(ctx.trx, ctx.patientId!);
    return patientTimeline(ctx.trx, ids, { kind, before, limit });
  },

  'patients.change': async (ctx, { patientId: _asked, rowVersion, ...fields }) => {
    const id = ctx.patientId!;
    const patient = await changePatient(ctx.trx, id, rowVersion, fields, ctx.actor);
    ctx.note({
      recordType: 'patient',
      recordId: id,
      versionBefore: rowVersion,
      versionAfter: patient.rowVersion,
    });
    return patient;
  },

  'patients.restrict': async (ctx, { rowVersion, restricted, reason }) => {
    const id = ctx.patientId!;
    const versionAfter = await restrictPatient(
      ctx.trx,
      id,
      rowVersion,
      restricted,
      reason,
      ctx.actor,
    );
    ctx.note({
      recordType: 'patient',
      recordId: id,
      versionBefore: rowVersion,
      versionAfter,
      reason,
      detail: { restricted },
    });
    return { rowVersion: versionAfter };
  },

  'patients.breakGlass': async (ctx, { patientId, reason }) => {
    const id = await survivorOf(ctx.trx, patientId);
    await reachOf(ctx.trx, ctx.user, id, ctx.now);
    const until = plusHours(ctx.now, brokenGlassHours);
    await breakGlass(
      ctx.trx,
      { userId: ctx.user.id, patientId: id, reason, fromAt: ctx.now, toAt: until },
      ctx.actor,
    );
    ctx.note({ patientId: id, reason, recordType: 'patient', recordId: id });
    return { patientId: id, until };
  },
};
