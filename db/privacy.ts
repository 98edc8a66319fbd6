/** Openings with a reason and their review; restricted patients. */
import { AppError, notFound } from '../shared/errors';
import type { Opening, RestrictedPatient } from '../shared/privacy/privacy';
import type { AuditScope } from './audit-reading';
import type { Trx } from './connection';
import { personName } from './person-names';
import { updateRecord, type Actor, type RecordColumns } from './records';

/** As many as a person looks through; older ones are in the audit. */
const openingsShown = 200;

interface OpeningRow extends RecordColumns {
  patientId: string;
  userId: string;
  reason: string;
  fromAt: string;
  toAt: string;
  reviewedAt: string | null;
  reviewedBy: string | null;
  reviewNote: string | null;
}

/** The query of openings within a scope; not async, since awaiting a query runs it. */
const openingsWithin = (trx: Trx, scope: AuditScope) => {
  const query = trx('access_grant').where('access_grant.kind', 'breakGlass');
  if (scope !== 'all') {
    const units = [...scope.unitIds];
    const people = trx('membership').whereIn('unitId', units).select('userId');
    const stays = trx('encounter')
      .join('patient as layPatient', 'layPatient.id', 'encounter.patientId')
      .join('patient as opened', 'opened.survivorId', 'layPatient.survivorId')
      .whereIn('encounter.unitId', units)
      .where('opened.id', trx.ref('access_grant.patientId'))
      .select('encounter.id');
    void query.where((q) => q.whereIn('access_grant.userId', people).orWhereExists(stays));
  }
  return query;
};

/** Openings that wait for a review, or that had one; newest first. */
export const openings = async (
  trx: Trx,
  scope: AuditScope,
  reviewed: boolean,
): Promise<Opening[]> => {
  const query = openingsWithin(trx, scope)
    .join('user', 'user.id', 'access_grant.userId')
    .leftJoin('user as reviewer', 'reviewer.id', 'access_grant.reviewedBy')
    .join('patient', 'patient.id', 'access_grant.patientId')
    .orderBy([
      { column: 'access_grant.fromAt', order: 'desc' },
      { column: 'access_grant.id', order: 'desc' },
    ])
    .limit(openingsShown)
    .select(
      'access_grant.*',
      'patient.survivorId',
      'patient.mrn',
      { givenName: 'user.givenName', familyName: 'user.familyName' },
      { reviewerGiven: 'reviewer.givenName', reviewerFamily: 'reviewer.familyName' },
    );
  void (reviewed
    ? query.whereNotNull('access_grant.reviewedAt')
    : query.whereNull('access_grant.reviewedAt'));
  const rows = (await query) as (OpeningRow & {
    survivorId: string;
    mrn: string | null;
    givenName: string;
    familyName: string;
    reviewerGiven: string | null;
    reviewerFamily: string | null;
  })[];
  // A lead is not told who is restricted (security.md, Restricted patients).
  const hidden = scope === 'all' ? new Set<string>() : await restrictedAmong(trx, rows);
  return rows.map((row) => ({
    id: row.id,
    rowVersion: row.rowVersion,
    patientId: row.survivorId,
    mrn: hidden.has(row.survivorId) ? null : row.mrn,
    userId: row.userId,
    byName: personName(row),
    reason: row.reason,
    fromAt: row.fromAt,
    toAt: row.toAt,
    reviewedAt: row.reviewedAt,
    reviewedByName:
      row.reviewerGiven === null
        ? null
        : personName({ givenName: row.reviewerGiven, familyName: row.reviewerFamily ?? '' }),
    reviewNote: row.reviewNote,
  }));
};

/** Restriction of any record of a merge holds for all. */
const restrictedAmong = async (
  trx: Trx,
  rows: readonly { survivorId: string }[],
): Promise<Set<string>> => {
  const ids = [...new Set(rows.map(({ survivorId }) => survivorId))];
  return new Set(
    await trx('patient')
      .whereIn('survivorId', ids)
      .where({ restricted: 1 })
      .pluck<string[]>('survivorId'),
  );
};

/** The opening within the reader's scope; `notFound` otherwise. */
const openingOf = async (trx: Trx, scope: AuditScope, id: string): Promise<OpeningRow> => {
  const row = (await openingsWithin(trx, scope).where('access_grant.id', id).first()) as
    OpeningRow | undefined;
  if (!row) throw notFound();
  return row;
};

/** Writes that an opening was looked at; nobody reviews their own. */
export const reviewOpening = async (
  trx: Trx,
  scope: AuditScope,
  { id, rowVersion, note }: { id: string; rowVersion: number; note: string | null },
  actor: Actor,
): Promise<{ patientId: string; rowVersion: number }> => {
  const row = await openingOf(trx, scope, id);
  if (row.userId === actor.userId)
    throw new AppError('refused', 'Somebody else must review what you opened yourself.', {
      key: 'privacy.ownOpening',
    });
  const patch = { reviewedAt: actor.at, reviewedBy: actor.userId, reviewNote: note };
  const next = await updateRecord<OpeningRow>(trx, 'access_grant', id, rowVersion, patch, actor);
  return { patientId: row.patientId, rowVersion: next.rowVersion };
};

/** Takes the own review back. */
export const reopenReview = async (
  trx: Trx,
  scope: AuditScope,
  { id, rowVersion }: { id: string; rowVersion: number },
  actor: Actor,
): Promise<{ patientId: string; rowVersion: number }> => {
  const row = await openingOf(trx, scope, id);
  if (row.reviewedBy !== actor.userId)
    throw new AppError('refused', 'Only who made a review can take it back.', {
      key: 'privacy.othersReview',
    });
  const patch = { reviewedAt: null, reviewedBy: null, reviewNote: null };
  const next = await updateRecord<OpeningRow>(trx, 'access_grant', id, rowVersion, patch, actor);
  return { patientId: row.patientId, rowVersion: next.rowVersion };
};

type PatientRow = Omit<RestrictedPatient, 'restricted' | 'patientId'> & {
  id: string;
  restricted: number;
};

const patientColumns = [
  'id',
  'rowVersion',
  'mrn',
  'familyName',
  'givenName',
  'birthDate',
  'restricted',
  'restrictedReason',
];

/** The survivors of these records, each with the restriction of any record merged into it. */
const asRestricted = async (trx: Trx, ids: readonly string[]): Promise<RestrictedPatient[]> => {
  const rows = (await trx('patient')
    .whereIn('id', [...ids])
    .orderBy(['familyName', 'givenName', 'id'])
    .select(patientColumns)) as PatientRow[];
  const marked = (await trx('patient')
    .whereIn('survivorId', [...ids])
    .where({ restricted: 1 })
    .orderBy('id')
    .select('survivorId', 'restrictedReason')) as {
    survivorId: string;
    restrictedReason: string | null;
  }[];
  return rows.map(({ id, restricted: _own, ...row }) => {
    const mark = marked.find(({ survivorId }) => survivorId === id);
    return {
      ...row,
      patientId: id,
      restricted: mark !== undefined,
      restrictedReason: row.restrictedReason ?? mark?.restrictedReason ?? null,
    };
  });
};

/** Every restricted patient, by name. */
export const restrictedPatients = async (trx: Trx): Promise<RestrictedPatient[]> =>
  asRestricted(
    trx,
    await trx('patient').where({ restricted: 1 }).distinct().pluck<string[]>('survivorId'),
  );

/** The patient who has, or had before a merge, exactly this record number. */
export const patientByNumber = async (trx: Trx, mrn: string): Promise<RestrictedPatient | null> => {
  const row = (await trx('patient').where({ mrn }).orderBy('id').first('survivorId')) as
    { survivorId: string } | undefined;
  return row ? ((await asRestricted(trx, [row.survivorId]))[0] ?? null) : null;
};
