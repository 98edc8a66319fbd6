/** What every use case of a care plan needs of its call. */
import type { Editing } from '../../db/careplan-editing';
import { AppError } from '../../shared/errors';
import { epochOf, localDateOf, minuteMs } from '../../shared/time';
import { signWithinMinutes } from '../../shared/careplans/activation';
import type { CallContext } from '../ipc/context';

export const editing = (ctx: CallContext): Editing => ({
  trx: ctx.trx,
  actor: ctx.actor,
  today: localDateOf(ctx.now, ctx.zone),
});

/**
 * A signature stands for a person, so that person's passphrase was typed a moment ago: at sign-in,
 * or asked for again (`session.confirm`). Throws `refused` with the key `careplans.needPassphrase`.
 */
export const needRecentPassphrase = (ctx: CallContext): void => {
  const age = epochOf(ctx.now) - epochOf(ctx.user.confirmedAt);
  // A clock that was set back makes no old sign-in a new one.
  if (age >= 0 && age <= signWithinMinutes * minuteMs) return;
  throw new AppError('refused', 'Type your passphrase once more to sign.', {
    key: 'careplans.needPassphrase',
  });
};
