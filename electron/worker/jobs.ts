/** The jobs of the reading worker; a feature adds one line. */
import { copyStore, readCopy, rekeyStoreCopy } from './copies';
import { readingJobs } from '../services/imports/reading-jobs';
import { checkIntegrity } from './integrity';
import { walkChain } from './walk-chain';

export const jobs = {
  'store.integrity': checkIntegrity,
  'backup.copy': copyStore,
  'backup.check': readCopy,
  'backup.rekey': rekeyStoreCopy,
  'audit.verify': walkChain,
  ...readingJobs,
};

export type Jobs = typeof jobs;
