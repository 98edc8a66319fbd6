/** Reads the audit for those who may: by filter, in pages, with names instead of ids. */
import type { AuditItem, AuditPage } from '../shared/audit/audit';
import type { AuditFilter } from '../shared/contract/audit';
import type { AuditRow } from './audit';
import type { Trx } from './connection';
import { personName, personNames } from './person-names';

/** Whose audit is read: all of it, or that of a unit lead's units. */
export type AuditScope = 'all' | { unitIds: readonly string[] };

export interface AuditReading {
  filter: AuditFilter;
  scope: AuditScope;
  /** The hospital's local date, for credentials behind names. */
  today: string;
}

/** People whose entries are within the scope, by name; those who no longer sign in too. */
export const auditPeople = async (
  trx: Trx,
  scope: AuditScope,
): Promise<{ id: string; name: string }[]> => {
  const query = trx('user')
    .orderBy(['givenName', 'familyName', 'id'])
    .select('id', 'givenName', 'familyName');
  if (scope !== 'all')
    void query.whereIn(
      'id',
      trx('membership')
        .whereIn('unitId', [...scope.unitIds])
        .select('userId'),
    );
  const users = (await query) as { id: string; givenName: string; familyName: string }[];
  return users.map((user) => ({ id: user.id, name: personName(user) }));
};

/** A page, newest first. */
export const auditPage = async (
  trx: Trx,
  reading: AuditReading,
  before: number | null,
  limit: number,
): Promise<AuditPage> => {
  const query = filtered(trx, reading, await patientsOf(trx, reading.filter))
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (before !== null) void query.where('seq', '<', before);
  const rows = (await query) as AuditRow[];
  const items = await named(trx, rows.slice(0, limit), reading);
  return { items, nextBefore: rows.length > limit ? items.at(-1)!.seq : null };
};

/** Entries after one, oldest first: for an export that goes on page by page. */
export const auditAfter = async (
  trx: Trx,
  reading: AuditReading,
  after: number,
  limit: number,
): Promise<AuditItem[]> => {
  const rows = (await filtered(trx, reading, await patientsOf(trx, reading.filter))
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)) as AuditRow[];
  return named(trx, rows, reading);
};

/** The query of a reading; not async, since awaiting a query runs it. */
const filtered = (
  trx: Trx,
  { filter, scope }: AuditReading,
  patientIds: readonly string[] | null,
) => {
  const query = trx('audit');
  if (filter.userId) void query.where('audit.userId', filter.userId);
  if (filter.outcome) void query.where('outcome', filter.outcome);
  if (filter.fromAt) void query.where('at', '>=', filter.fromAt);
  if (filter.toAt) void query.where('at', '<', filter.toAt);
  if (filter.action)
    void query.where('action', '>=', filter.action).where('action', '<', `${filter.action}~`);
  if (patientIds)
    void query.where((q) =>
      q.whereIn('audit.patientId', [...patientIds]).orWhereIn(
        'seq',
        trx('audit_subject')
          .whereIn('patientId', [...patientIds])
          .select('seq'),
      ),
    );
  if (scope !== 'all') {
    const people = trx('membership')
      .whereIn('unitId', [...scope.unitIds])
      .select('userId');
    const lay = trx('encounter')
      .whereIn('encounter.unitId', [...scope.unitIds])
      .where('encounter.patientId', trx.ref('audit.patientId'))
      .select('encounter.id');
    // Asked per entry, newest first: the sequence numbers of all lists that held anybody of the
    // unit are millions, and a page needs a hundred.
    const held = trx('audit_subject')
      .join('encounter', 'encounter.patientId', 'audit_subject.patientId')
      .whereIn('encounter.unitId', [...scope.unitIds])
      .where('audit_subject.seq', trx.ref('audit.seq'))
      .select('audit_subject.seq');
    void query.where((q) =>
      q.whereIn('audit.userId', people).orWhereExists(lay).orWhereExists(held),
    );
  }
  return query;
};

/** Ids of the filter's patient and of all records merged with it; null without such a filter. */
const patientsOf = async (trx: Trx, filter: AuditFilter): Promise<string[] | null> => {
  if (filter.mrn === null && filter.patientId === null) return null;
  const survivors = trx('patient').select('survivorId');
  if (filter.mrn !== null) void survivors.where({ mrn: filter.mrn });
  if (filter.patientId !== null) void survivors.where({ id: filter.patientId });
  return trx('patient').whereIn('survivorId', survivors).pluck('id');
};

const named = async (
  trx: Trx,
  rows: readonly AuditRow[],
  { scope, today }: AuditReading,
): Promise<AuditItem[]> => {
  const names = await personNames(
    trx,
    rows.map(({ userId }) => userId),
    today,
  );
  const mrns = await recordNumbers(trx, rows, scope);
  const subjects = (await trx('audit_subject')
    .whereIn(
      'seq',
      rows.map(({ seq }) => seq),
    )
    .groupBy('seq')
    .select('seq')
    .count({ count: '*' })) as { seq: number; count: number | string }[];
  const counts = new Map(subjects.map(({ seq, count }) => [seq, Number(count)]));
  return rows.map(({ mac: _mac, detail, ...row }) => ({
    ...row,
    userName: (row.userId !== null && names.get(row.userId)) || null,
    mrn: (row.patientId !== null && mrns.get(row.patientId)) || null,
    detail: detail === null ? null : (JSON.parse(detail) as Record<string, unknown>),
    subjects: counts.get(row.seq) ?? 0,
  }));
};

/** Record numbers; restricted patients only for readers of the whole audit. */
const recordNumbers = async (
  trx: Trx,
  rows: readonly AuditRow[],
  scope: AuditScope,
): Promise<Map<string, string>> => {
  const ids = [
    ...new Set(rows.flatMap(({ patientId }) => (patientId === null ? [] : [patientId]))),
  ];
  const query = trx('patient').whereIn('id', ids).whereNotNull('mrn').select('id', 'mrn');
  if (scope !== 'all') void query.where({ restricted: 0 });
  return new Map(((await query) as { id: string; mrn: string }[]).map(({ id, mrn }) => [id, mrn]));
};
