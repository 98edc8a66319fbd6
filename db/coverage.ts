/** Who pays: coverages of a patient, and the discharge facts that follow their class. */
import { conflict, notFound } from '../shared/errors';
import type { Coverage } from '../shared/coverage/coverage';
import type { LastChange } from '../shared/last-change';
import type { Trx } from './connection';
import { survivorOf } from './access';
import { keepEncounterFacts } from './encounter-facts';
import { mergedIds } from './merged';
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

type Joined = Omit<Coverage, 'changedByName'> & {
  patientId: string;
  editorGiven: string | null;
  editorFamily: string | null;
};

const standing = (trx: Trx) =>
  trx('coverage')
    .leftJoin({ editor: 'user' }, 'editor.id', 'coverage.updatedBy')
    .whereNull('coverage.enteredInErrorAt')
    .select(...[...columns, 'patientId'].map((column) => `coverage.${column}`), {
      changedAt: 'coverage.updatedAt',
      editorGiven: 'editor.givenName',
      editorFamily: 'editor.familyName',
    });

const toCoverage = ({
  patientId: _patient,
  editorGiven,
  editorFamily,
  ...coverage
}: Joined): Coverage => ({
  ...coverage,
  changedByName: editorFamily === null ? null : `${editorGiven ?? ''} ${editorFamily}`.trim(),
});

/** Coverages that stand, primary first. */
export const coveragesOf = async (trx: Trx, patientIds: readonly string[]): Promise<Coverage[]> => {
  const rows = (await standing(trx)
    .whereIn('coverage.patientId', [...patientIds])
    .orderBy(['coverage.rank', 'coverage.createdAt', 'coverage.id'])) as Joined[];
  return rows.map(toCoverage);
};

const getCoverage = async (trx: Trx, id: string): Promise<Joined> => {
  const row = (await standing(trx).where('coverage.id', id).first()) as Joined | undefined;
  if (!row) throw notFound();
  return row;
};

/**
 * Discharges that were counted under this patient's payer are counted under the new one, those of
 * merged records too.
 */
const keepFacts = async (trx: Trx, patientId: string, zone: string): Promise<void> => {
  const ids = await mergedIds(trx, await survivorOf(trx, patientId));
  const stays = (await trx('encounter').whereIn('patientId', ids).select('id')) as { id: string }[];
  await keepEncounterFacts(
    trx,
    stays.map(({ id }) => id),
    zone,
  );
};

export type CoverageFacts = Omit<Coverage, 'id' | 'rowVersion' | keyof LastChange>;

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
  if (before.rowVersion !== rowVersion) throw conflict(toCoverage(before));
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
