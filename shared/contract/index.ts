/**
 * Every call of the product. `calls` run inside the pipeline's transaction; `ownCalls` open theirs
 * themselves (keys, stores, and long work that yields).
 */
import { backupOwnCalls } from './backup';
import { carePlanCalls } from './careplans';
import { documentCalls, documentOwnCalls } from './documents';
import { draftOwnCalls } from './drafts';
import { sessionOwnCalls } from './session';
import { taskCalls } from './tasks';

export const calls = {
  ...taskCalls,
  ...carePlanCalls,
  ...documentCalls,
};

export const ownCalls = {
  ...sessionOwnCalls,
  ...draftOwnCalls,
  ...documentOwnCalls,
  ...backupOwnCalls,
};

export type Calls = typeof calls;
export type OwnCalls = typeof ownCalls;
export type AllCalls = Calls & OwnCalls;
export type CallName = keyof AllCalls;
