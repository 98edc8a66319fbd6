/** Every handler of every declared call; one that is missing does not compile. */
import type { calls, ownCalls } from '../../shared/contract';
import type { Host } from '../host';
import type { Handlers, OwnHandlers } from '../ipc/context';
import { backupOwnHandlers } from './backup';
import { carePlanHandlers } from './careplans';
import { documentHandlers, documentOwnHandlers } from './documents';
import { draftOwnHandlers } from './drafts';
import { sessionOwnHandlers } from './session';
import { taskHandlers } from './tasks';

export const handlers: Handlers<typeof calls> = {
  ...taskHandlers,
  ...carePlanHandlers,
  ...documentHandlers,
};

export const ownHandlers: OwnHandlers<typeof ownCalls, Host> = {
  ...sessionOwnHandlers,
  ...draftOwnHandlers,
  ...documentOwnHandlers,
  ...backupOwnHandlers,
};
