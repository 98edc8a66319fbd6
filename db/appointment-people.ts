/** People of calendars: colleagues whose calendar is shown, and whom an appointment can expect. */
import type { Invitable } from '../shared/appointments/appointment';
import type { ParticipantInput } from '../shared/contract/appointments';
import { notFound } from '../shared/errors';
import { fold } from '../shared/folding';
import type { SeriesRow } from './appointments';
import type { Trx } from './connection';
import { personName } from './person-names';

/** Names one answer offers. */
const mostOffered = 30;
/** Practitioners looked through: a feed may bring every physician of the region. */
const mostPractitioners = 5000;

const clinicalRoles = ['unitLead', 'caseManager', 'dischargePlanner'];
/** The role code of who signs in, as participants carry it. */
const codeOfRole: Record<string, string> = {
  unitLead: 'lead',
  caseManager: 'cm',
  dischargePlanner: 'dp',
};

interface UserName {
  id: string;
  givenName: string;
  familyName: string;
  role: string;
}

/** Active people of these units who work with patients, by family name. */
export const colleaguesOf = async (
  trx: Trx,
  unitIds: readonly string[],
): Promise<{ userId: string; name: string; role: string }[]> => {
  const rows = (await trx('user')
    .whereIn(
      'id',
      trx('membership')
        .whereIn('unitId', [...unitIds])
        .select('userId'),
    )
    .whereIn('role', clinicalRoles)
    .where('active', 1)
    .orderBy(['familyName', 'givenName', 'id'])
    .select('id', 'givenName', 'familyName', 'role')) as UserName[];
  return rows.map((row) => ({ userId: row.id, name: personName(row), role: row.role }));
};

/** People whose name holds each word of the text: those of the house first. */
export const invitablePeople = async (trx: Trx, text: string): Promise<Invitable[]> => {
  const words = fold(text).split(' ').filter(Boolean);
  const matches = (name: string): boolean => {
    const folded = fold(name);
    return words.every((word) => folded.includes(word));
  };
  const users = (await trx('user')
    .whereIn('role', clinicalRoles)
    .where('active', 1)
    .orderBy(['familyName', 'givenName', 'id'])
    .select('id', 'givenName', 'familyName', 'role')) as UserName[];
  const practitioners = (await trx('practitioner')
    .orderBy(['familyName', 'givenName', 'id'])
    .limit(mostPractitioners)
    .select('id', 'prefix', 'givenName', 'familyName')) as {
    id: string;
    prefix: string | null;
    givenName: string;
    familyName: string;
  }[];
  return [
    ...users.map((row) => ({
      userId: row.id,
      practitionerId: null,
      name: personName(row),
      role: codeOfRole[row.role] ?? null,
    })),
    ...practitioners.map((row) => ({
      userId: null,
      practitionerId: row.id,
      name: [row.prefix, personName(row)].filter(Boolean).join(' '),
      role: 'md',
    })),
  ]
    .filter(({ name }) => matches(name))
    .slice(0, mostOffered);
};

/**
 * Can all of these people be expected? Who left the house stays where they were expected before,
 * and is put on nothing new.
 */
export const mayBeExpected = async (
  trx: Trx,
  people: readonly ParticipantInput[],
): Promise<boolean> => {
  const kept = (await trx('appointment_participant')
    .whereIn(
      'id',
      people.flatMap(({ id }) => id ?? []),
    )
    .select('id', 'userId')) as { id: string; userId: string | null }[];
  const isKept = ({ id, userId }: ParticipantInput): boolean =>
    kept.some((row) => row.id === id && row.userId === userId);
  const all = async (table: 'user' | 'practitioner', ids: readonly (string | null)[]) => {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return true;
    const query = trx(table).whereIn('id', wanted).select('id');
    if (table === 'user') query.where('active', 1);
    return ((await query) as { id: string }[]).length === wanted.length;
  };
  const users = await all(
    'user',
    people.filter((person) => !isKept(person)).map(({ userId }) => userId),
  );
  return (
    users &&
    (await all(
      'practitioner',
      people.map(({ practitionerId }) => practitionerId),
    ))
  );
};

/** The name of a unit. */
export const unitName = async (trx: Trx, unitId: string): Promise<string | null> => {
  const row = (await trx('unit').where({ id: unitId }).first('name')) as
    { name: string } | undefined;
  return row?.name ?? null;
};

/** A series whatever became of it, for taking a change back. */
export const seriesOfAnyStatus = async (trx: Trx, id: string): Promise<SeriesRow> => {
  const row = (await trx('appointment_series').where({ id }).first()) as SeriesRow | undefined;
  if (!row) throw notFound();
  return row;
};
