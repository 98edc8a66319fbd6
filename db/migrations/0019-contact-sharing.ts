import type { Migration } from './migration';

/** What a person around the patient may be told, and the language to tell it in. */
export const contactSharing: Migration = {
  id: '0019-contact-sharing',
  up: async (trx, c) => {
    await trx.schema.alterTable('related_person', (t) => {
      c.text(t, 'language');
      /** everything, limited or nothing; null = not asked. */
      c.text(t, 'mayBeTold');
      /** What, where it is limited; in the patient's words. */
      c.text(t, 'toldWhat');
    });
  },
};
