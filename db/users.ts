/** People who sign in, their units and their licenses. */
import { notFound } from '../shared/errors';
import type { Role } from '../shared/permissions';
import type { Trx } from './connection';
import type { RecordColumns } from './records';

export interface UserRow extends RecordColumns {
  signInName: string;
  givenName: string;
  familyName: string;
  role: Role;
  phone: string | null;
  mustChangePassphrase: number;
  active: number;
  preferences: string;
}

/** The user of a sign-in name (folded); undefined when there is none. */
export const userByName = (trx: Trx, signInName: string): Promise<UserRow | undefined> =>
  trx('user').where({ signInName }).first();

/** One user; undefined when there is none. */
export const findUser = (trx: Trx, id: string): Promise<UserRow | undefined> =>
  trx('user').where({ id }).first();

/** One user. Throws `notFound`. */
export const getUser = async (trx: Trx, id: string): Promise<UserRow> => {
  const row = await findUser(trx, id);
  if (!row) throw notFound();
  return row;
};

/** The units a person belongs to; an administrator sees all. */
export const unitsOfUser = async (
  trx: Trx,
  user: { id: string; role: Role },
): Promise<{ id: string; name: string }[]> => {
  const units = trx('unit')
    .where('unit.active', 1)
    .orderBy('unit.name')
    .select('unit.id', 'unit.name');
  if (user.role !== 'administrator')
    units.join('membership', 'membership.unitId', 'unit.id').where('membership.userId', user.id);
  return units;
};

/** Credentials as printed behind a name: an expired license is printed nowhere (records.md). */
export const printedCredentials = async (
  trx: Trx,
  userId: string,
  today: string,
): Promise<string> => {
  const rows = (await trx('credential')
    .where({ userId })
    .where((q) => q.whereNull('expiresOn').orWhere('expiresOn', '>=', today))
    .orderBy(['createdAt', 'id'])
    .select('kind')) as { kind: string }[];
  return rows.map(({ kind }) => kind).join(', ');
};
