/** The whole audit chain, walked away from the main thread. */
import { forgetAuditKey, type AuditHead } from '../../db/audit';
import { verifyChain, type ChainCheck } from '../../db/audit-chain';
import type { Job } from './job';

/** Verifies every entry against the chain and the head that was kept outside. */
export const walkChain: Job<{ known: AuditHead | null }, ChainCheck> = async (
  { store, progress, signal },
  { known },
) => {
  if (!store) throw new Error('no store is open');
  try {
    return await store.transaction((trx) => verifyChain(trx, { known, progress, signal }));
  } finally {
    forgetAuditKey(store);
  }
};
