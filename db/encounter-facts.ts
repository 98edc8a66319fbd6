/**
 * `encounter_fact`: one row a discharge, kept in the transaction of the encounter it tells of
 * (records.md: Facts for figures). Whoever changes a stay's end, class, unit or payer calls this.
 */
import { lengthOfStayDays, localDateOf } from '../shared/time';
import type { Trx } from './connection';

interface Stay {
  id: string;
  patientId: string;
  class: string;
  status: string;
  unitId: string | null;
  admittedAt: string | null;
  dischargedAt: string | null;
  dischargeDisposition: string | null;
  enteredInErrorAt: string | null;
}

/** Writes, changes or takes out the row of each stay, by what the stay is now. */
export const keepEncounterFacts = async (
  trx: Trx,
  encounterIds: readonly string[],
  zone: string,
): Promise<void> => {
  for (let at = 0; at < encounterIds.length; at += 400) {
    const part = encounterIds.slice(at, at + 400);
    const stays = (await trx('encounter').whereIn('id', part)) as Stay[];
    const left = stays.filter(isDischarge);
    const gone = stays.filter((stay) => !isDischarge(stay)).map(({ id }) => id);
    if (gone.length > 0) await trx('encounter_fact').whereIn('encounterId', gone).del();
    if (left.length === 0) continue;
    const payers = await payerClasses(trx, left);
    const rows = left.map((stay) => ({
      encounterId: stay.id,
      unitId: stay.unitId,
      class: stay.class,
      payerClass: payers.get(stay.patientId) ?? null,
      dischargedOn: localDateOf(stay.dischargedAt!, zone),
      dischargedAt: stay.dischargedAt!,
      lengthOfStayDays: lengthOfStayDays(
        stay.admittedAt ?? stay.dischargedAt!,
        stay.dischargedAt!,
        zone,
      ),
      disposition: stay.dischargeDisposition,
    }));
    for (let from = 0; from < rows.length; from += 200)
      await trx('encounter_fact')
        .insert(rows.slice(from, from + 200))
        .onConflict('encounterId')
        .merge();
  }
};

/** Visits of outpatients are no discharges. */
const isDischarge = (stay: Stay): boolean =>
  stay.status === 'finished' &&
  stay.dischargedAt !== null &&
  stay.class !== 'outpatient' &&
  stay.enteredInErrorAt === null;

const payerClasses = async (trx: Trx, stays: readonly Stay[]): Promise<Map<string, string>> => {
  const ids = [...new Set(stays.map(({ patientId }) => patientId))];
  const rows = (await trx('coverage')
    .whereIn('patientId', ids)
    .whereNull('enteredInErrorAt')
    .orderBy(['rank', 'createdAt', 'id'])
    .select('patientId', 'planClass')) as { patientId: string; planClass: string }[];
  const first = new Map<string, string>();
  for (const { patientId, planClass } of rows)
    if (!first.has(patientId)) first.set(patientId, planClass);
  return first;
};
