/** What an administrator changes about people: rows of user, membership and credential. */
import { AppError, notFound } from '../shared/errors';
import type { Role } from '../shared/permissions';
import type { Credential, LicenseNotice, User } from '../shared/users/user';
import type { Trx } from './connection';
import { dropRecord, insertRecord, updateRecord, type Actor, type RecordColumns } from './records';
import { getUser, type UserRow } from './users';

/** What is typed about a person. */
export interface PersonFields {
  givenName: string;
  familyName: string;
  role: Role;
  phone: string | null;
  unitIds: readonly string[];
  credentials: readonly Credential[];
}

type CredentialRow = RecordColumns & Credential & { userId: string };
type MembershipRow = RecordColumns & { userId: string; unitId: string };

/** Everybody, active ones first, then by name. `today` is the hospital's local date. */
export const listUsers = async (trx: Trx, today: string): Promise<User[]> => {
  const rows = (await trx('user')
    .whereNot({ role: 'interface' })
    .orderBy([{ column: 'active', order: 'desc' }, 'familyName', 'givenName', 'id'])) as UserRow[];
  const memberships = (await trx('membership')
    .join('unit', 'unit.id', 'membership.unitId')
    .orderBy('unit.name')
    .select('membership.userId', 'unit.id', 'unit.name')) as {
    userId: string;
    id: string;
    name: string;
  }[];
  const credentials = (await trx('credential').orderBy(['createdAt', 'id'])) as CredentialRow[];
  const assigned = await assignedStays(trx);
  const users: User[] = [];
  for (const row of rows)
    users.push({
      id: row.id,
      rowVersion: row.rowVersion,
      signInName: row.signInName,
      givenName: row.givenName,
      familyName: row.familyName,
      role: row.role,
      phone: row.phone,
      active: row.active === 1,
      mustChangePassphrase: row.mustChangePassphrase === 1,
      units: memberships
        .filter(({ userId }) => userId === row.id)
        .map(({ id, name }) => ({ id, name })),
      credentials: credentials
        .filter(({ userId }) => userId === row.id)
        .map(({ kind, state, number, expiresOn }) => ({
          kind,
          state,
          number,
          expiresOn,
          expired: expiresOn !== null && expiresOn < today,
        })),
      lastSignInAt: await lastSignIn(trx, row.id),
      assignedStays: assigned.get(row.id) ?? 0,
    });
  return users;
};

/**
 * Licenses of people who sign in that end on or before `by` (a local date), soonest first. An
 * administrator hears of everybody's, a unit lead of those of the people of their units, anybody of
 * their own.
 */
export const licensesEndingBy = async (
  trx: Trx,
  by: string,
  reader: { id: string; role: Role; unitIds: readonly string[] },
): Promise<LicenseNotice[]> => {
  const rows = (await trx('credential')
    .join('user', 'user.id', 'credential.userId')
    .where('user.active', 1)
    .where('credential.expiresOn', '<=', by)
    .modify((query) => {
      if (reader.role === 'administrator') return;
      void query.where((whose) => {
        void whose.where('user.id', reader.id);
        if (reader.role === 'unitLead')
          void whose.orWhereIn(
            'user.id',
            trx('membership').whereIn('unitId', reader.unitIds).select('userId'),
          );
      });
    })
    .orderBy([
      { column: 'credential.expiresOn', nulls: 'last' },
      'user.familyName',
      'user.givenName',
      'credential.id',
    ])
    .select(
      'credential.id',
      'credential.userId',
      'credential.kind',
      'credential.expiresOn',
      'user.givenName',
      'user.familyName',
    )) as (Omit<LicenseNotice, 'own'> & { userId: string })[];
  return rows.map(({ userId, ...notice }) => ({ ...notice, own: userId === reader.id }));
};

/** One person. Throws `notFound`. */
export const shownUser = async (trx: Trx, id: string, today: string): Promise<User> => {
  const user = (await listUsers(trx, today)).find((other) => other.id === id);
  if (!user) throw notFound();
  return user;
};

const assignedStays = async (trx: Trx): Promise<Map<string, number>> => {
  const counts = new Map<string, number>();
  for (const column of ['caseManagerId', 'dischargePlannerId']) {
    const rows = (await trx('encounter')
      .where({ active: 1 })
      .whereNotNull(column)
      .groupBy(column)
      .select(column)
      .count({ count: '*' })) as Record<string, string | number>[];
    for (const row of rows) {
      const id = String(row[column]);
      counts.set(id, (counts.get(id) ?? 0) + Number(row['count']));
    }
  }
  return counts;
};

const lastSignIn = async (trx: Trx, userId: string): Promise<string | null> => {
  const row = (await trx('audit')
    .where({ userId, action: 'session.signIn', outcome: 'ok' })
    .orderBy('seq', 'desc')
    .first('at')) as { at: string } | undefined;
  return row?.at ?? null;
};

/** Adds a person who must change their passphrase at the first sign-in. */
export const addUser = async (
  trx: Trx,
  signInName: string,
  { unitIds, credentials, ...person }: PersonFields,
  actor: Actor,
): Promise<UserRow> => {
  if (await trx('user').where({ signInName }).first('id')) throw nameTaken();
  const { id } = await insertRecord(
    trx,
    'user',
    { signInName, ...person, active: 1, mustChangePassphrase: 1 },
    actor,
  );
  await setMemberships(trx, id, unitIds, actor);
  await setCredentials(trx, id, credentials, actor);
  return getUser(trx, id);
};

const nameTaken = (): AppError =>
  new AppError('invalid', 'Somebody signs in with this name already.', {
    key: 'signInNameTaken',
    fields: { signInName: 'taken' },
  });

/** Changes a person. The hospital always keeps an administrator who can sign in. */
export const changeUser = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  { unitIds, credentials, ...person }: PersonFields,
  actor: Actor,
): Promise<UserRow> => {
  const before = await getUser(trx, id);
  if (before.role === 'administrator' && person.role !== 'administrator')
    await requireOtherAdministrator(trx, id);
  const row = await updateRecord<UserRow>(trx, 'user', id, rowVersion, person, actor);
  await setMemberships(trx, id, unitIds, actor);
  await setCredentials(trx, id, credentials, actor);
  return row;
};

/** Takes the sign-in away or gives it back. */
export const setActive = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  active: boolean,
  actor: Actor,
): Promise<UserRow> => {
  const before = await getUser(trx, id);
  if (!active && before.role === 'administrator') await requireOtherAdministrator(trx, id);
  const mustChangePassphrase = active ? 1 : before.mustChangePassphrase;
  return updateRecord<UserRow>(
    trx,
    'user',
    id,
    rowVersion,
    { active: active ? 1 : 0, mustChangePassphrase },
    actor,
  );
};

/** The next sign-in must choose a passphrase. */
export const demandOwnPassphrase = (
  trx: Trx,
  id: string,
  rowVersion: number,
  actor: Actor,
): Promise<UserRow> =>
  updateRecord<UserRow>(trx, 'user', id, rowVersion, { mustChangePassphrase: 1 }, actor);

const requireOtherAdministrator = async (trx: Trx, id: string): Promise<void> => {
  const other = await trx('user')
    .where({ role: 'administrator', active: 1 })
    .whereNot({ id })
    .first('id');
  if (other) return;
  throw new AppError(
    'refused',
    'This is the only administrator. Make somebody else one first, or nobody could manage users and backups.',
    { key: 'lastAdministrator' },
  );
};

const setMemberships = async (
  trx: Trx,
  userId: string,
  unitIds: readonly string[],
  actor: Actor,
): Promise<void> => {
  const present = (await trx('membership').where({ userId })) as MembershipRow[];
  for (const row of present)
    if (!unitIds.includes(row.unitId)) await dropRecord(trx, 'membership', row, actor);
  for (const unitId of new Set(unitIds))
    if (!present.some((row) => row.unitId === unitId)) {
      if (!(await trx('unit').where({ id: unitId }).first('id'))) throw notFound();
      await insertRecord(trx, 'membership', { userId, unitId }, actor);
    }
};

const setCredentials = async (
  trx: Trx,
  userId: string,
  credentials: readonly Credential[],
  actor: Actor,
): Promise<void> => {
  const present = (await trx('credential').where({ userId })) as CredentialRow[];
  for (const row of present)
    if (!credentials.some(({ kind }) => kind === row.kind))
      await dropRecord(trx, 'credential', row, actor);
  for (const { kind, ...rest } of credentials) {
    const row = present.find((other) => other.kind === kind);
    if (row)
      await updateRecord<CredentialRow>(trx, 'credential', row.id, row.rowVersion, rest, actor);
    else await insertRecord(trx, 'credential', { userId, kind, ...rest }, actor);
  }
};
