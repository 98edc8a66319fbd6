/** Use cases about unfinished input. */
import type { draftOwnCalls } from '../../shared/contract/drafts';
import { AppError } from '../../shared/errors';
import type { Host } from '../host';
import type { OwnHandlers } from '../ipc/context';
import type { DraftKeeper } from './draft-keeper';
import { flushed } from './lock';

const keeperOf = (host: Host): DraftKeeper => {
  if (!host.record) throw new AppError('notSignedIn', 'Sign in first.', { key: 'notSignedIn' });
  return host.record.drafts;
};

export const draftOwnHandlers: OwnHandlers<typeof draftOwnCalls, Host> = {
  'drafts.put': async (host, draft) => {
    host.lastInputAt = host.clock.now();
    keeperOf(host).put(draft);
    return null;
  },
  'drafts.drop': async (host, { form }) => {
    keeperOf(host).drop(form);
    return null;
  },
  'drafts.list': async (host) => keeperOf(host).list(),
  'drafts.flush': async (host, { drafts }) => {
    const keeper = keeperOf(host);
    for (const draft of drafts) keeper.put(draft);
    await keeper.write();
    flushed(host);
    return null;
  },
};
