import type { Knex } from 'knex';
import type { Columns } from '../columns';

/** One numbered, forward change of the schema with one concern; released ones never change. */
export interface Migration {
  /** `0001-settings`: number and purpose, in order of application. */
  id: string;
  up: (trx: Knex.Transaction, c: Columns) => Promise<void>;
}
