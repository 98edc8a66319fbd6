import type Database from '@signalapp/sqlcipher';
import type { Trx } from '../connection';

/**
 * The driver's connection inside a transaction, for the few statements that stand on every call's
 * path and would cost more in the builder than in the engine. SQLCipher only.
 */
export const rawConnection = async (trx: Trx): Promise<Database> => {
  if (trx.isCompleted()) throw new Error('the transaction has ended');
  return (await trx.client.acquireConnection()) as Database;
};
