/** The jobs of the reading worker; a feature adds one line. */
import { checkIntegrity } from './integrity';

export const jobs = {
  'store.integrity': checkIntegrity,
};

export type Jobs = typeof jobs;
