/**
 * All instruments that there are, each with its versions: the newest is offered, an older one
 * re-scores what was answered to it.
 */
import { z } from 'zod';
import { findingsIn } from './check';
import { instrumentSchema, type Instrument } from './definition';

export interface Catalog {
  /** The newest version of each, in the order of their ids. */
  newest: readonly Instrument[];
  /** The newest of an id; undefined where there is none. */
  find: (id: string) => Instrument | undefined;
  /** One version of an id. */
  version: (id: string, version: number) => Instrument | undefined;
}

/** A definition that is refused, with every reason. */
export class InstrumentError extends Error {
  constructor(
    readonly file: string,
    readonly findings: readonly string[],
  ) {
    super(`The instrument ${file} cannot be used: ${findings.join('; ')}.`);
    this.name = 'InstrumentError';
  }
}

const placeOf = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.join('.') || 'the file'}: ${message}`;

/** Checks one file. Throws `InstrumentError` with every finding. */
export const readInstrument = (name: string, file: unknown): Instrument => {
  const parsed = instrumentSchema.safeParse(file);
  if (!parsed.success) throw new InstrumentError(name, parsed.error.issues.map(placeOf));
  const findings = findingsIn(parsed.data);
  if (findings.length > 0) throw new InstrumentError(name, findings);
  return parsed.data;
};

const linksOf = (instrument: Instrument): { id: string; score?: string }[] => [
  ...instrument.items.flatMap(({ link, prefill }) => [
    ...(link ? [{ id: link.instrument, score: link.score }] : []),
    ...(prefill ?? []).flatMap(({ instrument: id }) => (id === undefined ? [] : [{ id }])),
  ]),
  ...instrument.proposals.flatMap(({ kind, ref }) =>
    kind === 'assessment' && ref !== undefined ? [{ id: ref }] : [],
  ),
];

/** Reads all files, by name. Throws `InstrumentError` for the first that cannot be used. */
export const catalogOf = (files: Readonly<Record<string, unknown>>): Catalog => {
  const all = Object.entries(files).map(([name, file]) => ({
    name,
    instrument: readInstrument(name, file),
  }));
  const versions = new Map<string, Instrument>();
  for (const { name, instrument } of all) {
    const key = `${instrument.id} ${instrument.version}`;
    if (versions.has(key))
      throw new InstrumentError(name, [`version ${instrument.version} is there twice`]);
    versions.set(key, instrument);
  }
  const newest = new Map<string, Instrument>();
  for (const { instrument } of all)
    if ((newest.get(instrument.id)?.version ?? 0) < instrument.version)
      newest.set(instrument.id, instrument);
  for (const { name, instrument } of all)
    for (const { id, score } of linksOf(instrument)) {
      const other = newest.get(id);
      if (!other) throw new InstrumentError(name, [`it names ${id}, which is no instrument`]);
      if (score !== undefined && !other.scores.some((one) => one.id === score))
        throw new InstrumentError(name, [`it takes ${score} of ${id}, which is no score there`]);
    }
  return {
    newest: [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    find: (id) => newest.get(id),
    version: (id, version) => versions.get(`${id} ${version}`),
  };
};
