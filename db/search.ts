/**
 * Finding a patient. What a person may not read is taken out inside the query, before anything is
 * limited or counted (security.md, Restricted patients).
 */
import type { Knex } from 'knex';
import { leftStayReachDays } from '../shared/permissions';
import type { SearchHit, SearchTerms } from '../shared/search/search';
import { plusHours } from '../shared/time';
import type { Reader } from './access';
import type { Trx } from './connection';

/** Hits shown at once. */
const mostHits = 12;
/** Among so many matches those in house are brought to the front. */
const mostLookedThrough = 60;

/** After every character that a folded name can hold. */
const lastCharacter = '\u{10FFFF}';

const startsWith = (query: Knex.QueryBuilder, column: string, prefix: string): void =>
  void query.where(column, '>=', prefix).where(column, '<', `${prefix}${lastCharacter}`);

/** Signs that LIKE would read as “anything” stand for themselves. */
const literally = (text: string): string => text.replace(/[!%_]/g, '!$&');

const matches =
  (terms: SearchTerms, byNumber: boolean) =>
  (query: Knex.QueryBuilder): void => {
    for (const { starts, later } of terms.names)
      void query.orWhere((q) => {
        startsWith(q, 'patient.nameFolded', starts);
        if (later !== null)
          void q.whereRaw(`?? like ? escape '!'`, ['patient.nameFolded', `% ${literally(later)}%`]);
      });
    if (terms.birthDates.length > 0) void query.orWhereIn('patient.birthDate', terms.birthDates);
    const { number } = terms;
    if (byNumber && number !== null)
      void query
        .orWhere((q) => startsWith(q, 'patient.mrn', number))
        .orWhereIn('patient.id', (q: Knex.QueryBuilder) =>
          q
            .from('patient_identifier')
            .join({ numbered: 'patient' }, 'numbered.id', 'patient_identifier.patientId')
            .where('patient_identifier.value', number)
            .where('patient_identifier.type', 'MR')
            .select('numbered.survivorId'),
        );
  };

const isActive = '"encounter"."active" = 1';
const hasLeft = '"encounter"."active" = 0';

/** No record of the merge is restricted. */
const isOpenToUnit = `not exists (select 1 from "patient" "any"
  where "any"."survivorId" = "patient"."id" and "any"."restricted" = 1)`;

/** Patients a person reaches by a stay in the units: now, or left at most thirty days ago. */
const byUnit = (trx: Trx, { unitIds }: Reader, now: string) => {
  const stays = trx('encounter')
    .join({ owner: 'patient' }, 'owner.id', 'encounter.patientId')
    .whereIn('encounter.unitId', [...unitIds])
    .select({ id: 'owner.survivorId' });
  return [
    stays.clone().whereRaw(isActive),
    stays
      .clone()
      .whereRaw(hasLeft)
      .where('encounter.dischargedAt', '>=', plusHours(now, -24 * leftStayReachDays)),
  ];
};

/** Patients a person reaches as one of the team: assigned, in the care team, covering, by a reason. */
const byTeam = (trx: Trx, reader: Reader, now: string) => [
  ...['caseManagerId', 'dischargePlannerId'].map((column) =>
    trx('encounter')
      .join({ owner: 'patient' }, 'owner.id', 'encounter.patientId')
      .whereRaw(isActive)
      .where(`encounter.${column}`, reader.id)
      .select({ id: 'owner.survivorId' }),
  ),
  trx('care_team_member')
    .join({ owner: 'patient' }, 'owner.id', 'care_team_member.patientId')
    .where('care_team_member.userId', reader.id)
    .whereNull('care_team_member.enteredInErrorAt')
    .where((q) =>
      q.whereNull('care_team_member.endsAt').orWhere('care_team_member.endsAt', '>', now),
    )
    .select({ id: 'owner.survivorId' }),
  trx('access_grant')
    .join({ owner: 'patient' }, 'owner.id', 'access_grant.patientId')
    .where('access_grant.userId', reader.id)
    .where('access_grant.fromAt', '<=', now)
    .where('access_grant.toAt', '>', now)
    .select({ id: 'owner.survivorId' }),
];

const anyOf = (queries: readonly Knex.QueryBuilder[]): Knex.QueryBuilder =>
  queries.slice(1).reduce((all, next) => all.union(next), queries[0]!.clone());

/** Patients within the reader's reach that match; never a restricted one of others' teams. */
export const findQuery = (trx: Trx, reader: Reader, terms: SearchTerms, now: string) =>
  trx('patient')
    .where(matches(terms, true))
    .where((reach) =>
      reach
        .whereIn('patient.id', anyOf(byTeam(trx, reader, now)))
        .orWhere((unit) =>
          unit.whereIn('patient.id', anyOf(byUnit(trx, reader, now))).whereRaw(isOpenToUnit),
        ),
    )
    .orderBy(['patient.nameFolded', 'patient.id'])
    .limit(mostLookedThrough)
    .select('familyName', 'givenName', 'birthDate', 'sex', 'mrn', 'restricted', {
      patientId: 'patient.id',
    });

/** A dozen of them, those in house first. */
export const findPatients = async (
  trx: Trx,
  reader: Reader,
  terms: SearchTerms,
  now: string,
): Promise<{ hits: SearchHit[]; more: boolean }> => {
  const rows = (await findQuery(trx, reader, terms, now)) as (Omit<
    SearchHit,
    'restricted' | 'bed' | 'unitName'
  > & { restricted: number })[];
  const beds = await bedsOf(
    trx,
    rows.map(({ patientId }) => patientId),
  );
  const hits = rows
    .map((row) => ({
      ...row,
      restricted: row.restricted === 1,
      bed: beds.get(row.patientId)?.bed ?? null,
      unitName: beds.get(row.patientId)?.unitName ?? null,
      inHouse: beds.has(row.patientId),
    }))
    .sort((a, b) => Number(b.inHouse) - Number(a.inHouse))
    .map(({ inHouse: _inHouse, ...hit }) => hit);
  return { hits: hits.slice(0, mostHits), more: hits.length > mostHits };
};

const bedsOf = async (
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, { bed: string | null; unitName: string | null }>> => {
  const rows = (await trx('patient')
    .join('encounter', 'encounter.patientId', 'patient.id')
    .leftJoin('unit', 'unit.id', 'encounter.unitId')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .whereIn('patient.survivorId', [...patientIds])
    .whereRaw(isActive)
    .select({
      patientId: 'patient.survivorId',
      unitName: 'unit.name',
      bed: trx.raw('coalesce(??, ??)', ['bed.name', 'encounter.bedLabel']),
    })) as { patientId: string; bed: string | null; unitName: string | null }[];
  return new Map(rows.map((row) => [row.patientId, row]));
};

/** Others that match by name or birth date; restricted ones are not among them. */
export const outsideQuery = (
  trx: Trx,
  reader: Reader,
  terms: SearchTerms,
  now: string,
  cap: number,
) =>
  trx('patient')
    .where(matches(terms, false))
    .whereRaw('"patient"."id" = "patient"."survivorId"')
    .whereRaw(isOpenToUnit)
    .whereNotIn('patient.id', anyOf([...byTeam(trx, reader, now), ...byUnit(trx, reader, now)]))
    .limit(cap)
    .select('patient.id');

/** How many there are of them, counted up to `cap`. */
export const countOutside = async (
  trx: Trx,
  reader: Reader,
  terms: SearchTerms,
  now: string,
  cap: number,
): Promise<number> =>
  terms.names.length === 0 && terms.birthDates.length === 0
    ? 0
    : (await outsideQuery(trx, reader, terms, now, cap)).length;

/** The patient of exactly this record number (a prior one too), whoever may read it. */
export const patientOfNumber = async (trx: Trx, number: string): Promise<string | null> => {
  const own = (await trx('patient').where({ mrn: number }).first('survivorId')) as
    { survivorId: string } | undefined;
  if (own) return own.survivorId;
  const other = (await trx('patient_identifier')
    .join('patient', 'patient.id', 'patient_identifier.patientId')
    .where({ value: number, type: 'MR' })
    .first('patient.survivorId')) as { survivorId: string } | undefined;
  return other?.survivorId ?? null;
};
