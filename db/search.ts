/** Finding a patient; what a person may not read is filtered before it is counted or limited. */
import type { SearchHit, SearchTerms } from '../shared/search/search';
import type { Trx } from './connection';

/** Hits shown at once. */
const mostHits = 12;

const matching = (trx: Trx, terms: SearchTerms) =>
  trx('patient')
    .whereRaw('?? = ??', ['patient.id', 'patient.survivorId'])
    .where((q) => {
      for (const name of [terms.name, terms.turned])
        if (name !== null)
          void q.orWhere((range) =>
            range
              .where('patient.nameFolded', '>=', name)
              .where('patient.nameFolded', '<', `${name}\uffff`),
          );
      if (terms.number !== null) void q.orWhere('patient.mrn', terms.number);
      if (terms.birthDates.length > 0) void q.orWhereIn('patient.birthDate', terms.birthDates);
    });

/** Patients within the reader's reach, by active stay in their units or on their own list. */
export const findPatients = async (
  trx: Trx,
  reader: { userId: string; unitIds: readonly string[] },
  terms: SearchTerms,
): Promise<{ hits: SearchHit[]; more: boolean }> => {
  const rows = (await matching(trx, terms)
    .join({ owner: 'patient' }, 'owner.survivorId', 'patient.id')
    .join('encounter', 'encounter.patientId', 'owner.id')
    .leftJoin('unit', 'unit.id', 'encounter.unitId')
    .leftJoin('bed', 'bed.id', 'encounter.bedId')
    .where('encounter.active', 1)
    .where((q) =>
      q
        .where('encounter.caseManagerId', reader.userId)
        .orWhere('encounter.dischargePlannerId', reader.userId)
        .orWhere((unit) =>
          unit.whereIn('encounter.unitId', [...reader.unitIds]).where('patient.restricted', 0),
        ),
    )
    .orderBy('patient.nameFolded')
    .limit(mostHits + 1)
    .select(
      'patient.familyName',
      'patient.givenName',
      'patient.birthDate',
      'patient.sex',
      'patient.mrn',
      'patient.restricted',
      {
        patientId: 'patient.id',
        unitName: 'unit.name',
        bed: trx.raw('coalesce(??, ??)', ['bed.name', 'encounter.bedLabel']),
      },
    )) as (Omit<SearchHit, 'restricted'> & { restricted: number })[];
  return {
    hits: rows.slice(0, mostHits).map((row) => ({ ...row, restricted: row.restricted === 1 })),
    more: rows.length > mostHits,
  };
};

/** How many others match; restricted ones are not counted. */
export const countOutside = async (
  trx: Trx,
  terms: SearchTerms,
  shownIds: readonly string[],
  cap: number,
): Promise<number> => {
  const rows = await matching(trx, terms)
    .where('patient.restricted', 0)
    .whereNotIn('patient.id', [...shownIds])
    .limit(cap)
    .select('patient.id');
  return rows.length;
};

/** The patient of exactly this record number, whoever may read it. */
export const patientOfNumber = async (trx: Trx, number: string): Promise<string | null> => {
  const row = (await trx('patient').where({ mrn: number }).first('survivorId')) as
    { survivorId: string } | undefined;
  return row?.survivorId ?? null;
};
