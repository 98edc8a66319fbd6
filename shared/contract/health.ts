/** The health page: each promise as a present fact (issue: Store, keys, sign-in). */
import type { Health } from '../health/health';
import { answer, nothing, read, write } from './define';

export const healthOwnCalls = {
  'health.read': read({
    input: nothing,
    output: answer<Health>(),
    access: 'health.read',
    reads: ['health', 'backup', 'audit', 'users', 'settings'],
  }),
  /** Reads the whole file and walks the whole chain, with progress (jobs `health.check`, `audit.verify`). */
  'health.check': write({
    input: nothing,
    output: answer<Health>(),
    access: 'backup.manage',
    changes: ['health', 'audit'],
  }),
};
