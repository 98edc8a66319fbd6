/** Use cases about who pays. */
import { addCoverage, changeCoverage, coverageInError } from '../../db/coverage';
import type { coverageCalls } from '../../shared/contract/coverage';
import type { CoverageFacts } from '../../db/coverage';
import { AppError } from '../../shared/errors';
import type { CallContext, Handlers } from '../ipc/context';

const noted = (ctx: CallContext, id: string, versionAfter: number, versionBefore?: number): void =>
  ctx.note({
    recordType: 'coverage',
    recordId: id,
    versionAfter,
    ...(versionBefore === undefined ? {} : { versionBefore }),
  });

const checkDates = ({ startsOn, endsOn }: CoverageFacts): void => {
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    throw new AppError('invalid', 'The coverage ends before it begins.', {
      key: 'invalid',
      fields: { endsOn: 'This is before the first day.' },
    });
};

export const coverageHandlers: Handlers<typeof coverageCalls> = {
  'coverage.add': async (ctx, { patientId: _asked, ...facts }) => {
    checkDates(facts);
    const coverage = await addCoverage(ctx.trx, ctx.patientId!, facts, ctx.zone, ctx.actor);
    noted(ctx, coverage.id, coverage.rowVersion);
    return coverage;
  },

  'coverage.change': async (ctx, { id, rowVersion, ...facts }) => {
    checkDates(facts);
    const coverage = await changeCoverage(ctx.trx, id, rowVersion, facts, ctx.zone, ctx.actor);
    noted(ctx, id, coverage.rowVersion, rowVersion);
    return coverage;
  },

  'coverage.enterInError': async (ctx, { id, rowVersion, reason }) => {
    const after = await coverageInError(ctx.trx, id, rowVersion, reason, ctx.zone, ctx.actor);
    noted(ctx, id, after, rowVersion);
    return null;
  },
};
