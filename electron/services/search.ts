/** Use case of finding a patient. */
import { mayOpen, reachOf } from '../../db/access';
import { countOutside, findPatients, patientOfNumber } from '../../db/search';
import type { searchCalls } from '../../shared/contract/search';
import { searchTermsOf } from '../../shared/search/search';
import type { Handlers } from '../ipc/context';

/** Beyond this the count of others says “or more”. */
const outsideCap = 100;

export const searchHandlers: Handlers<typeof searchCalls> = {
  'search.find': async (ctx, { text }) => {
    const none = { hits: [], more: false, outside: 0, outsideCapped: false, withReason: null };
    const terms = searchTermsOf(text);
    if (
      !terms ||
      (terms.names.length === 0 && terms.number === null && terms.birthDates.length === 0)
    )
      return none;
    const { hits, more } = await findPatients(ctx.trx, ctx.user, terms, ctx.now);
    const ids = hits.map(({ patientId }) => patientId);
    ctx.saw(ids);
    const outside = await countOutside(ctx.trx, ctx.user, terms, ctx.now, outsideCap);
    const exact = terms.number === null ? null : await patientOfNumber(ctx.trx, terms.number);
    const needsReason =
      exact !== null &&
      !ids.includes(exact) &&
      !mayOpen(await reachOf(ctx.trx, ctx.user, exact, ctx.now));
    return {
      hits,
      more,
      outside,
      outsideCapped: outside >= outsideCap,
      withReason: needsReason ? exact : null,
    };
  },
};
