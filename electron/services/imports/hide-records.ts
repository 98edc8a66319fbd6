/**
 * What a preview shows to whom (security.md, Who may do what): an administrator sees identity and
 * stays, nobody outside the team sees a restricted patient. What is hidden stays in the sums.
 */
import { reachOf } from '../../../db/access';
import type { Trx } from '../../../db/connection';
import type { Preview, PreviewRecord } from '../../../shared/imports/report';
import type { Role } from '../../../shared/permissions';

/** The person a preview is for. */
export interface PreviewReader {
  id: string;
  role: Role;
  unitIds: readonly string[];
}

/** Identity and stay: all that an administrator may see of an import. */
const administrative = new Set(['patient', 'encounter']);

/** May this person see rows of this table? */
export const mayTable = (reader: Pick<PreviewReader, 'role'>, table: string): boolean =>
  reader.role !== 'administrator' || administrative.has(table);

/** Of these patients, the restricted ones that the reader does not reach. */
export const hiddenPatients = async (
  trx: Trx,
  reader: PreviewReader,
  patientIds: Iterable<string>,
  now: string,
): Promise<Set<string>> => {
  const ids = [...new Set(patientIds)].filter((id) => id !== '');
  const hidden = new Set<string>();
  for (let at = 0; at < ids.length; at += 400) {
    const rows = (await trx('patient as own')
      .whereIn('own.id', ids.slice(at, at + 400))
      .join('patient as one', 'one.survivorId', 'own.survivorId')
      .where('one.restricted', 1)
      .distinct('own.id', 'own.survivorId')) as { id: string; survivorId: string }[];
    for (const { id, survivorId } of rows)
      if ((await reachOf(trx, reader, survivorId, now)).reach !== 'team') hidden.add(id);
  }
  return hidden;
};

/** The preview without what this person may not see, and how many records that were. */
export const hideRecords = async (
  trx: Trx,
  preview: Preview,
  reader: PreviewReader,
  now: string,
): Promise<{ preview: Preview; hidden: number }> => {
  const { created, changes, unchanged, duplicates } = preview;
  const patientIds = [
    ...[...created, ...changes, ...unchanged].map(({ patientId }) => patientId),
    ...duplicates.map(({ ours }) => ours.patientId),
  ];
  const restricted = await hiddenPatients(trx, reader, patientIds, now);
  const gone = new Set<string>();
  const keep = ({ table, rowId, patientId }: PreviewRecord): boolean => {
    if (!mayTable(reader, table)) return false;
    if (!restricted.has(patientId)) return true;
    gone.add(rowId);
    return false;
  };
  return {
    preview: {
      ...preview,
      created: created.filter(keep),
      changes: changes.filter(keep),
      unchanged: unchanged.filter(keep),
      duplicates: duplicates.map((pair) =>
        restricted.has(pair.ours.patientId)
          ? { ...pair, ours: { ...pair.ours, birthDate: null, mrn: null, stay: null } }
          : pair,
      ),
    },
    hidden: gone.size,
  };
};
