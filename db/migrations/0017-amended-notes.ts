import type { Migration } from './migration';

/** Finds the note that amends another, without reading all notes; only amendments stand in it. */
export const amendedNotes: Migration = {
  id: '0017-amended-notes',
  up: async (trx) => {
    await trx.raw(`CREATE INDEX "note_amends" ON "note" ("amendsId") WHERE "amendsId" IS NOT NULL`);
  },
};
