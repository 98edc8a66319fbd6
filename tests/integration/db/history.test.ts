import { expect, test } from 'vitest';
import { isTold, sources } from '../../../shared/patients/told-fields';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house } from '../../support/engines/house';

describeEachEngine('what a history is told from', ({ store }) => {
  test('every kind of record has its table, its title’s column and something to tell', async () => {
    const h = await house(await store());
    await h.within(async (trx) => {
      for (const { table, title } of Object.values(sources)) {
        const columns = Object.keys(await trx(table).columnInfo());
        if (title !== null) expect(columns, table).toContain(title);
        expect(
          columns.some((column) => isTold(table, column)),
          table,
        ).toBe(true);
        expect(columns.filter((column) => isTold(table, column))).not.toContain('rowVersion');
      }
    });
  });
});
