/** People of ours in words, as screens and papers name them. */
import type { Trx } from './connection';

/** `Robin Elmcrest`: given name first, as people are spoken of. */
export const personName = (person: { givenName: string; familyName: string }): string =>
  `${person.givenName} ${person.familyName}`.trim();

/**
 * `Robin Elmcrest, RN` by user id. A credential that had expired on `today` (the hospital's local
 * date) is left out: an expired license is printed nowhere (records.md, Credentials). Ids that are
 * no user of ours (an interface, a deleted installation) are missing from the map.
 */
export const personNames = async (
  trx: Trx,
  ids: Iterable<string | null | undefined>,
  today: string,
): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)].filter((id): id is string => typeof id === 'string');
  if (wanted.length === 0) return new Map();
  const users = (await trx('user')
    .whereIn('id', wanted)
    .select('id', 'givenName', 'familyName')) as {
    id: string;
    givenName: string;
    familyName: string;
  }[];
  const credentials = (await trx('credential')
    .whereIn('userId', wanted)
    .where((q) => q.whereNull('expiresOn').orWhere('expiresOn', '>=', today))
    .orderBy(['createdAt', 'id'])
    .select('userId', 'kind')) as { userId: string; kind: string }[];
  return new Map(
    users.map((user) => [
      user.id,
      [
        personName(user),
        ...credentials.filter(({ userId }) => userId === user.id).map(({ kind }) => kind),
      ].join(', '),
    ]),
  );
};
