/**
 * Which fields a person set (records.md: Typed against fed): a feed's other value for one of them is
 * not applied but waits for a person.
 */
import type { Trx } from './connection';
import type { Actor } from './records';

/** Marks fields of a row as typed by the actor; what is marked already gets the newer time. */
export const markTyped = async (
  trx: Trx,
  tableName: string,
  rowId: string,
  fields: readonly string[],
  actor: Actor,
): Promise<void> => {
  if (fields.length === 0) return;
  await trx('field_source')
    .insert(
      fields.map((field) => ({
        tableName,
        rowId,
        field,
        source: 'person',
        at: actor.at,
        by: actor.userId,
      })),
    )
    .onConflict(['tableName', 'rowId', 'field'])
    .merge();
};

/** Names of the fields of `patch` that differ from the row. */
export const changedFields = (row: object, patch: object): string[] =>
  Object.entries(patch)
    .filter(
      ([field, value]) => value !== undefined && (row as Record<string, unknown>)[field] !== value,
    )
    .map(([field]) => field);
