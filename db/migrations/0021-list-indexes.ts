import type { Migration } from './migration';

/** Indexes of lists that were found to read tables through which grow for years. */
export const listIndexes: Migration = {
  id: '0021-list-indexes',
  up: async (trx) => {
    const index = (table: string, ...columns: string[]): Promise<void> =>
      trx.schema.alterTable(table, (t) => void t.index(columns));
    // Whether a bed was ever named, so that it can be taken away.
    await index('encounter', 'bedId');
    await index('encounter_location', 'bedId');
    // What waits for a person, oldest first; and the pairs of a patient from either side.
    await index('import_difference', 'decidedAt', 'createdAt', 'id');
    await index('possible_duplicate', 'decidedAt', 'createdAt', 'id');
    await index('possible_duplicate', 'otherId');
    // People who can be expected at an appointment, and what a physician is expected at.
    await index('practitioner', 'familyName', 'givenName', 'id');
    await index('appointment_participant', 'practitionerId');
    await trx.schema.alterTable('import_difference', (t) => void t.dropIndex(['decidedAt']));
  },
};
