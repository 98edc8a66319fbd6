/**
 * Which of many patients a person may open: the rule of access.ts asked for a whole calendar in a
 * few queries. A test compares the two, person by person and patient by patient.
 */
import { leftStayReachDays } from '../shared/permissions';
import { plusHours } from '../shared/time';
import type { Reader } from './access';
import type { Trx } from './connection';

/** Patients a query may name at once. */
const chunkSize = 400;

export interface OpenablePatients {
  /** Surviving ids that open without a reason. */
  openable: Set<string>;
  /** Surviving ids of restricted patients. */
  restricted: Set<string>;
}

/** Asks for surviving ids. */
export const openablePatients = async (
  trx: Trx,
  reader: Reader,
  patientIds: readonly string[],
  now: string,
): Promise<OpenablePatients> => {
  const found: OpenablePatients = { openable: new Set(), restricted: new Set() };
  const ids = [...new Set(patientIds)];
  for (let i = 0; i < ids.length; i += chunkSize)
    await readChunk(trx, reader, ids.slice(i, i + chunkSize), now, found);
  return found;
};

const readChunk = async (
  trx: Trx,
  reader: Reader,
  ids: readonly string[],
  now: string,
  found: OpenablePatients,
): Promise<void> => {
  const rows = (await trx('patient')
    .whereIn('survivorId', [...ids])
    .select('id', 'survivorId', 'restricted')) as {
    id: string;
    survivorId: string;
    restricted: number;
  }[];
  const survivor = new Map(rows.map((row) => [row.id, row.survivorId]));
  for (const row of rows) if (row.restricted === 1) found.restricted.add(row.survivorId);
  const all = [...survivor.keys()];
  const survivorsOf = async (query: Promise<unknown>): Promise<string[]> =>
    ((await query) as { patientId: string }[]).map(({ patientId }) => survivor.get(patientId)!);
  const team = [
    ...(await survivorsOf(assigned(trx, reader, all))),
    ...(await survivorsOf(inCareTeam(trx, reader, all, now))),
    ...(await survivorsOf(granted(trx, reader, all, now))),
  ];
  for (const id of team) found.openable.add(id);
  if (reader.unitIds.length === 0) return;
  for (const id of await survivorsOf(onUnits(trx, reader, all, now)))
    if (!found.restricted.has(id)) found.openable.add(id);
};

type Found = Promise<unknown>;

const assigned = (trx: Trx, reader: Reader, ids: string[]): Found =>
  trx('encounter')
    .whereIn('patientId', ids)
    .where({ active: 1 })
    .where((q) => q.where({ caseManagerId: reader.id }).orWhere({ dischargePlannerId: reader.id }))
    .distinct('patientId');

const inCareTeam = (trx: Trx, reader: Reader, ids: string[], now: string): Found =>
  trx('care_team_member')
    .whereIn('patientId', ids)
    .where({ userId: reader.id })
    .whereNull('enteredInErrorAt')
    .where((q) => q.whereNull('endsAt').orWhere('endsAt', '>', now))
    .distinct('patientId');

const granted = (trx: Trx, reader: Reader, ids: string[], now: string): Found =>
  trx('access_grant')
    .whereIn('patientId', ids)
    .where({ userId: reader.id })
    .where('fromAt', '<=', now)
    .where('toAt', '>', now)
    .distinct('patientId');

const onUnits = (trx: Trx, reader: Reader, ids: string[], now: string): Found =>
  trx('encounter')
    .whereIn('patientId', ids)
    .whereIn('unitId', [...reader.unitIds])
    .where((q) =>
      q.where({ active: 1 }).orWhere('dischargedAt', '>=', plusHours(now, -24 * leftStayReachDays)),
    )
    .distinct('patientId');
