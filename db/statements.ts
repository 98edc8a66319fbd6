/**
 * Queries that stand on every call's path, compiled once. Knex builds and compiles a text in some ten
 * times what SQLite takes to answer it, so its text is kept for each shape of the arguments, and the
 * driver keeps the statement it prepared of it. What is asked is still written with the builder, for
 * both engines.
 */
import type { Knex } from 'knex';
import type { Trx } from './connection';
import { engineOf, type Engine } from './dialect';
import { rawConnection } from './sqlcipher/raw';

/** Null is no argument: the builder would write “is null”. */
type Value = string | number;
type Argument = Value | readonly Value[];

/** Stands for an argument, or for one value of a list, while its query is compiled. */
class Place {
  constructor(
    readonly argument: number,
    readonly item: number | null,
  ) {}
}

interface Compiled {
  sql: string;
  bindings: readonly unknown[];
}

const isList = (argument: Argument): argument is readonly Value[] => Array.isArray(argument);

/** The arguments' places: a list is as long as the one that was given. */
const placesOf = (args: readonly Argument[]): unknown[] =>
  args.map((argument, at) =>
    isList(argument) ? argument.map((_, item) => new Place(at, item)) : new Place(at, null),
  );

const shapeOf = (args: readonly Argument[]): string =>
  args.map((argument) => (isList(argument) ? argument.length : '')).join();

const valueOf = (binding: unknown, args: readonly Argument[]): unknown => {
  if (!(binding instanceof Place)) return binding;
  const argument = args[binding.argument]!;
  return binding.item === null ? argument : (argument as readonly Value[])[binding.item];
};

const rowsOf = async (trx: Trx, { sql, bindings }: Compiled, args: readonly Argument[]) => {
  const values = bindings.map((binding) => valueOf(binding, args));
  if (engineOf(trx) === 'postgres')
    return ((await trx.raw(sql, values as Knex.RawBinding[])) as { rows: unknown[] }).rows;
  const connection = await rawConnection(trx);
  // As the builder's queries are told of: the tests of the query plans listen.
  trx.client.emit('query', { sql, bindings: values });
  return connection.prepare(sql).all(values as Value[]);
};

/** A query under a transaction, with its arguments. */
export interface KeptQuery<Args extends readonly Argument[], Row> {
  all: (trx: Trx, ...args: Args) => Promise<Row[]>;
  first: (trx: Trx, ...args: Args) => Promise<Row | undefined>;
}

/**
 * Keeps a query. `build` is called once for each engine and for each length of the lists given, with
 * places where the values will stand: it may put them into conditions and must not look at them.
 */
export const keptQuery = <Args extends readonly Argument[], Row>(
  build: (trx: Trx, ...args: Args) => Knex.QueryBuilder,
): KeptQuery<Args, Row> => {
  const kept = new Map<string, Compiled>();
  const compiled = (trx: Trx, args: Args): Compiled => {
    const engine: Engine = engineOf(trx);
    const shape = `${engine} ${shapeOf(args)}`;
    const known = kept.get(shape);
    if (known) return known;
    const { sql, bindings } = build(trx, ...(placesOf(args) as unknown as Args)).toSQL();
    const made = { sql, bindings };
    kept.set(shape, made);
    return made;
  };
  const all = async (trx: Trx, ...args: Args): Promise<Row[]> =>
    (await rowsOf(trx, compiled(trx, args), args)) as Row[];
  return { all, first: async (trx, ...args) => (await all(trx, ...args))[0] };
};
