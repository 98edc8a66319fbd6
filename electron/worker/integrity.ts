import type { Job } from './job';

/** Every page's HMAC, then SQLite's own structure check; empty = sound. */
export const checkIntegrity: Job<null, string[]> = async ({ store }) => {
  if (!store) throw new Error('no store is open');
  const pages = (await store.knex.raw('PRAGMA cipher_integrity_check')) as Record<string, string>[];
  const structure = (await store.knex.raw('PRAGMA quick_check')) as Record<string, string>[];
  return [...pages, ...structure]
    .map((row) => String(Object.values(row)[0]))
    .filter((finding) => finding !== 'ok');
};
