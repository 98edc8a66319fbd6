/** Table `setting`: what holds for the whole hospital, as JSON by key. */
import type { z } from 'zod';
import type { Trx } from './connection';
import type { Actor } from './records';

/** A setting's value, or null where it was never set. Throws when it is not what the schema says. */
export const readSetting = async <T>(
  trx: Trx,
  key: string,
  schema: z.ZodType<T>,
): Promise<T | null> => {
  const row = (await trx('setting').where({ key }).first('value')) as { value: string } | undefined;
  return row ? schema.parse(JSON.parse(row.value)) : null;
};

/** Sets a value. Whoever sets last holds; the audit entry of the call tells who. */
export const writeSetting = async (
  trx: Trx,
  key: string,
  value: unknown,
  actor: Actor,
): Promise<void> => {
  const row = { value: JSON.stringify(value), updatedAt: actor.at, updatedBy: actor.userId };
  await trx('setting')
    .insert({ key, rowVersion: 1, ...row })
    .onConflict('key')
    .merge({ ...row, rowVersion: trx.raw('?? + 1', ['setting.rowVersion']) });
};
