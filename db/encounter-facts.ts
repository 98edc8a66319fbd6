/**
 * `encounter_fact`: one row a discharge, kept in the transaction of the encounter it tells of
 * (records.md: Facts for figures). Whoever changes a stay's end, class, unit or payer calls this.
 */
import { primaryOn, type Coverage } from '../shared/coverage/coverage';
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
    const payers = await payersOf(trx, left);
    const rows = left.map((stay) => ({
      encounterId: stay.id,
      unitId: stay.unitId,
      class: stay.class,
      payerClass: payerOn(payers.get(stay.patientId) ?? [], localDateOf(stay.dischargedAt!, zone)),
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

type Payer = Pick<Coverage, 'planClass' | 'rank' | 'startsOn' | 'endsOn'>;

/** Who paid first on the day of leaving; without one in force then, the first on record. */
const payerOn = (payers: readonly Payer[], date: string): string | null =>
  (primaryOn(payers, date) ?? payers[0])?.planClass ?? null;

/** Coverages by patient, primary first; merged records share theirs (records.md: Merge). */
const payersOf = async (trx: Trx, stays: readonly Stay[]): Promise<Map<string, Payer[]>> => {
  const ids = [...new Set(stays.map(({ patientId }) => patientId))];
  const rows = (await trx('patient')
    .join({ other: 'patient' }, 'other.survivorId', 'patient.survivorId')
    .join('coverage', 'coverage.patientId', 'other.id')
    .whereIn('patient.id', ids)
    .whereNull('coverage.enteredInErrorAt')
    .orderBy(['coverage.rank', 'coverage.createdAt', 'coverage.id'])
    .select({ of: 'patient.id' }, 'planClass', 'rank', 'startsOn', 'endsOn')) as (Payer & {
    of: string;
  })[];
  const found = new Map<string, Payer[]>();
  for (const { of, ...payer } of rows) found.set(of, [...(found.get(of) ?? []), payer]);
  return found;
};
