import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { unstatedOrders } from '../../support/engines/order-check';

const read = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const modules = read('db').map(({ name, text }) => ({
  name: basename(name, '.ts'),
  text,
  functions: [...text.matchAll(/^export (?:async )?(?:const|class|function) (\w+)/gm)].map(
    ([, called]) => called!,
  ),
}));

/** What tests of both engines import, by module of db/. */
const tested = new Map<string, Set<string>>();
for (const { text } of read('tests/integration/db'))
  if (text.includes('describeEachEngine('))
    for (const [, names, module] of text.matchAll(
      /import \{([^}]*)\} from '..\/..\/..\/db\/([\w-]+)'/g,
    )) {
      const known = tested.get(module!) ?? new Set();
      for (const name of names!.split(',')) known.add(name.trim());
      tested.set(module!, known);
    }

/** Modules that no test calls by name, with how both engines run them all the same. */
const runByOthers: Record<string, string> = {
  'careplan-rows': 'rows to objects, without a query; careplans.test.ts reads what they make',
  columns: 'every migration; migrations.test.ts compares what it makes',
  connection: 'every store of a test',
  dialect: 'asked by the others; constraints.test.ts and records.test.ts ask what it does',
  'fed-tables': 'what fed-rows knows of each table',
};

test.each(modules.filter(({ name }) => !runByOthers[name]))(
  'every function of db/$name is tested on both engines',
  ({ name, functions }) => {
    expect(functions.length).toBeGreaterThan(0);
    const known = tested.get(name) ?? new Set();
    expect(functions.filter((called) => !known.has(called))).toEqual([]);
  },
);

test('what is left to others is still there', () => {
  const names = modules.map(({ name }) => name);
  expect(Object.keys(runByOthers).filter((name) => !names.includes(name))).toEqual([]);
});

test('no repository asks which engine it is on, or speaks the language of one', () => {
  // `bulk` and `statements` are one thing with a version for each: a statement that the driver keeps.
  const mayKnow = new Set([
    'dialect',
    'columns',
    'connection',
    'schema',
    'audit',
    'bulk',
    'statements',
  ]);
  const ofOneEngine =
    /engineOf|sqlcipher|postgres|sqlite_|pg_|PRAGMA|::\w|\bILIKE\b|\bGLOB\b|json_extract|->>|\browid\b|strftime|to_char/;
  const found = modules
    .filter(({ name }) => !mayKnow.has(name))
    .flatMap(({ name, text }) =>
      text
        .split('\n')
        .map((line) => line.replace(/\/\/.*|^\s*\/?\*.*/, ''))
        .filter((line) => ofOneEngine.test(line))
        .map((line) => `db/${name}.ts: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});

const column = (nullable: boolean) => ({ kind: 'text' as const, nullable, default: null });
const structure = {
  unit: {
    columns: { id: column(false), name: column(false), note: column(true) },
    primaryKey: ['id'],
    indexes: [{ columns: ['name'], unique: true, where: null }],
    references: {},
    codes: {},
  },
};

test.each([
  ['order by "id" asc', 0],
  ['order by "name" asc', 0],
  ['order by "note" asc nulls last, "id" asc', 0],
  ['order by "note" asc, "id" asc', 1],
  ['order by "unit"."note" desc nulls first limit ?', 1],
  ['order by "note" asc', 2],
  ['', 0],
])('of “select * from unit %s” %i things about the order are not stated', (order, problems) => {
  expect(unstatedOrders(`select * from "unit" ${order}`, structure)).toHaveLength(problems);
});
