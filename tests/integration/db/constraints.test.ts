import { expect, test } from 'vitest';
import { describeEachEngine } from '../../support/engines/each-engine';
import { fillTables, inReferenceOrder, rowFor } from '../../support/engines/filled';
import { structureOf } from '../../support/engines/structure';

describeEachEngine('constraints', ({ store }) => {
  /** A store with a row in every table, and its structure. */
  const filled = async () => {
    const { knex } = await store();
    const structure = await structureOf(knex);
    const rows = await fillTables(knex);
    /** The table's row again, under another key, with one value changed. */
    const attempt = (table: string, values: Record<string, unknown>) => {
      const { primaryKey, columns } = structure[table]!;
      const own = Object.fromEntries(
        primaryKey.map((column) => [
          column,
          structure[table]!.references[column]
            ? rows[table]![column]
            : columns[column]!.kind === 'int'
              ? 2
              : `${table}-2`,
        ]),
      );
      return knex(table).insert({ ...rowFor(table, structure[table]!), ...own, ...values });
    };
    return { knex, structure, rows, attempt, tables: Object.keys(rows) };
  };

  test('a code that no check allows is refused, in every column that has a check', async () => {
    const { structure, tables, attempt } = await filled();
    const asked: string[] = [];
    for (const table of tables)
      for (const column of Object.keys(structure[table]!.codes)) {
        asked.push(`${table}.${column}`);
        await expect(attempt(table, { [column]: 'nonsense' }), asked.at(-1)).rejects.toThrow(
          /check constraint/i,
        );
      }
    expect(asked.length).toBeGreaterThan(25);
  });

  test('a reference to what is not there is refused, in every column that refers', async () => {
    const { structure, tables, attempt } = await filled();
    const asked: string[] = [];
    for (const table of tables)
      for (const column of Object.keys(structure[table]!.references)) {
        asked.push(`${table}.${column}`);
        const value = structure[table]!.columns[column]!.kind === 'int' ? 999 : 'nobody';
        // The other unique columns of the row are left empty where they may be: only this one is wrong.
        const others = Object.fromEntries(
          structure[table]!.indexes.filter(({ unique }) => unique)
            .flatMap(({ columns }) => columns)
            .filter((name) => structure[table]!.columns[name]!.kind === 'text')
            .filter((name) => !structure[table]!.references[name] && !structure[table]!.codes[name])
            .map((name) => [name, 'another']),
        );
        await expect(attempt(table, { ...others, [column]: value }), asked.at(-1)).rejects.toThrow(
          /foreign key/i,
        );
      }
    expect(asked.length).toBeGreaterThan(70);
  });

  test('what is referred to cannot be deleted', async () => {
    const { knex, structure, tables } = await filled();
    const referredTo = new Set(
      tables.flatMap((table) =>
        Object.values(structure[table]!.references)
          .map((target) => target.split('.')[0]!)
          .filter((target) => target !== table),
      ),
    );
    referredTo.delete('audit');
    for (const table of referredTo)
      await expect(knex(table).del(), table).rejects.toThrow(/foreign key/i);
  });

  test('a missing value is refused, in every column that needs one', async () => {
    const { structure, tables, attempt } = await filled();
    for (const table of tables)
      for (const [column, { nullable }] of Object.entries(structure[table]!.columns))
        // SQLite gives an entry without a sequence the next one; `appendAudit` never leaves it out.
        if (!nullable && `${table}.${column}` !== 'audit.seq')
          await expect(attempt(table, { [column]: null }), `${table}.${column}`).rejects.toThrow(
            /not.null/i,
          );
  });

  test('what must be single is refused a second time', async () => {
    const { knex, structure, rows, tables } = await filled();
    let asked = 0;
    for (const table of tables)
      for (const columns of [
        structure[table]!.primaryKey,
        ...structure[table]!.indexes.filter(({ unique }) => unique).map((index) => index.columns),
      ]) {
        asked += 1;
        await expect(knex(table).insert(rows[table]!), `${table} ${columns}`).rejects.toThrow(
          /unique/i,
        );
      }
    expect(asked).toBeGreaterThan(55);
  });

  test('words in a column of numbers and bytes in a column of words are refused', async () => {
    const { structure, tables, attempt } = await filled();
    for (const table of tables)
      for (const [column, { kind }] of Object.entries(structure[table]!.columns)) {
        if (kind === 'int')
          await expect(
            attempt(table, { [column]: 'many' }),
            `${table}.${column}`,
          ).rejects.toThrow();
        if (kind === 'int')
          await expect(attempt(table, { [column]: 1.5 }), `${table}.${column}`).rejects.toThrow();
      }
  });

  test('entries of the audit cannot be changed, deleted or emptied out', async () => {
    const { knex } = await filled();
    for (const table of ['audit_subject', 'audit']) {
      await expect(knex(table).update({ seq: 5 })).rejects.toThrow(/append-only/);
      await expect(knex(table).del()).rejects.toThrow(/append-only/);
      await expect(knex(table).truncate()).rejects.toThrow(/append-only|foreign key/);
      expect(await knex(table).select()).toHaveLength(1);
    }
  });

  test('words sort by their code points, whatever language the server speaks', async () => {
    const { knex } = await store();
    const words = ['b', 'B', 'a', 'Z', 'é', 'z', 'ä', 'Ω', '😀', '~', ' a', '10', '9', ''];
    const row = { value: '', updatedAt: '', updatedBy: '' };
    await knex('setting').insert(words.map((key) => ({ ...row, key })));
    expect(await knex('setting').orderBy('key').pluck('key')).toEqual(
      words.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    expect(
      await knex('setting').where('key', '>=', 'a').where('key', '<', 'c').pluck('key'),
    ).toEqual(expect.arrayContaining(['a', 'b']));
    expect(await knex('setting').where({ key: 'A' }).first()).toBeUndefined();
  });

  test('a list sorted by a column that may be missing is sorted by it, the missing ones last', async () => {
    const { knex } = await store();
    const place = { rowVersion: 1, createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };
    await knex('unit').insert(
      [
        { id: '1', name: 'missing', specialty: null },
        { id: '2', name: 'old', specialty: '2025' },
        { id: '3', name: 'new', specialty: '2026' },
      ].map((unit) => ({ ...place, ...unit })),
    );
    const names = (order: 'asc' | 'desc') =>
      knex('unit')
        .orderBy([{ column: 'specialty', order, nulls: 'last' }, 'id'])
        .pluck('name');
    expect(await names('desc')).toEqual(['new', 'old', 'missing']);
    expect(await names('asc')).toEqual(['old', 'new', 'missing']);
  });

  test('counts and sums are numbers', async () => {
    const { knex } = await filled();
    const row = await knex('unit')
      .count({ n: '*' })
      .sum({ limits: 'headLimit' })
      .avg({ mean: 'headLimit' })
      .first();
    expect(row).toEqual({ n: 1, limits: 1, mean: 1 });
  });
});

test('the tables are filled in an order in which each reference has its row', () => {
  const reference = (to: string) => ({
    columns: {},
    primaryKey: [],
    indexes: [],
    codes: {},
    references: { a: `${to}.id` },
  });
  expect(
    inReferenceOrder({ c: reference('b'), b: reference('a'), a: { ...reference('a') } }),
  ).toEqual(['a', 'b', 'c']);
});
