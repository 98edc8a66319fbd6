/** Who pays: coverages of a patient, and the discharge facts that follow their class. */
import { notFound } from '../shared/errors';
import type { Coverage } from '../shared/coverage/coverage';
import type { Trx } from './connection';
import { keepEncounterFacts } from './encounter-facts';
import { changedFields, markTyped } from './field-sources';
import {
  enterInError,
  insertRecord,
  updateRecord,
  type Actor,
  type RecordColumns,
} from './records';

type CoverageRow = Coverage & RecordColumns & { patientId: string };

const columns = [
  'id',
  'rowVersion',
  'payer',
  'planClass',
  'rank',
  'memberNumber',
  'groupNumber',
  'startsOn',
  'endsOn',
] as const;

const fields = columns.slice(2);

/** Coverages that stand, primary first. */
export const coveragesOf = (trx: Trx, patientIds: readonly string[]): Promise<Coverage[]> =>
  trx('coverage')
    .whereIn('patientId', [...patientIds])
    .whereNull('enteredInErrorAt')
    .orderBy(['rank', 'createdAt', 'id'])
    .select(...columns);

const getCoverage = async (trx: Trx, id: string): Promise<Coverage & { patientId: string }> => {
  const row = (await trx('coverage')
    .where({ id })
    .first(...columns, 'patientId')) as (Coverage & { patientId: string }) | undefined;
  if (!row) throw notFound();
  return row;
};

const toCoverage = ({ patientId: _patient, ...coverage }: Coverage & { patientId: string }) =>
  coverage;

/** Discharges that were counted under this patient's payer are counted under the new one. */
const keepFacts = async (trx: Trx, patientId: string, zone: string): Promise<void> => {
  const stays = (await trx('encounter').where({ patientId }).select('id')) as { id: string }[];
  await keepEncounterFacts(
    trx,
    stays.map(({ id }) => id),
    zone,
  );
};

export type CoverageFacts = Omit<Coverage, 'id' | 'rowVersion'>;

/** Adds a coverage that a person typed. */
export const addCoverage = async (
  trx: Trx,
  patientId: string,
  facts: CoverageFacts,
  zone: string,
  actor: Actor,
): Promise<Coverage> => {
  const { id } = await insertRecord(trx, 'coverage', { ...facts, patientId }, actor);
  await markTyped(trx, 'coverage', id, fields, actor);
  await keepFacts(trx, patientId, zone);
  return toCoverage(await getCoverage(trx, id));
};

/** Changes a coverage under its rowVersion; the changed fields become a person's. */
export const changeCoverage = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  facts: CoverageFacts,
  zone: string,
  actor: Actor,
): Promise<Coverage> => {
  const before = await getCoverage(trx, id);
  await updateRecord<CoverageRow>(trx, 'coverage', id, rowVersion, facts, actor);
  await markTyped(trx, 'coverage', id, changedFields(before, facts), actor);
  await keepFacts(trx, before.patientId, zone);
  return toCoverage(await getCoverage(trx, id));
};

/** Marks a coverage as entered in error; answers with its new version. */
export const coverageInError = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  reason: string,
  zone: string,
  actor: Actor,
): Promise<number> => {
  const { patientId } = await getCoverage(trx, id);
  const row = await enterInError(trx, 'coverage', id, rowVersion, reason, actor);
  await keepFacts(trx, patientId, zone);
  return row.rowVersion;
};
