/** Use cases of a plan after it was signed. */
import { restoreVersion } from '../../db/careplan-restore';
import { loadPlan } from '../../db/careplans';
import type { carePlanReviewCalls } from '../../shared/contract/careplan-review';
import type { Handlers } from '../ipc/context';
import { editing } from './careplan-editing';

export const carePlanReviewHandlers: Handlers<typeof carePlanReviewCalls> = {
  'careplans.draftFrom': async (ctx, { id, rowVersion, version }) => {
    const e = editing(ctx);
    await restoreVersion(e, id, rowVersion, version);
    ctx.note({
      ...{ recordType: 'carePlan', recordId: id, versionBefore: rowVersion },
      detail: { from: version },
    });
    return loadPlan(ctx.trx, id, e.today);
  },
};
