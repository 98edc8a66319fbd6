/** Use cases about a patient's file and who may open it. */
import { mayOpen, reachOf, survivorOf } from '../../db/access';
import { breakGlass, headlinesOf, patientFile } from '../../db/patients';
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
