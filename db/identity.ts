/**
 * Who is who: assigners and their aliases, patients by assigner and number, merging and un-merging
 * (records.md: Identity, Merge).
 */
import { uuidv7 } from 'uuidv7';
import { fold } from '../shared/folding';
import { AppError, notFound } from '../shared/errors';
import type { Trx } from './connection';
import { updateRecord, type Actor, type RecordColumns } from './records';

/** Aliases that stand for “the source named none”: the hospital's own assigner answers to them. */
const namelessAliases = new Set(['CSV: none', 'HL7: none']);

/** Stands for the ids that FHIR resources go by among themselves; no hospital's numbers. */
const resourceAssigner = 'FHIR: resource';

interface AssignerRow {
  id: string;
  name: string;
  isOurs: number;
}

/** The assigners of the store; new ones are made as feeds name them. */
export class AssignerBook {
  private readonly byAlias = new Map<string, string>();
  private readonly byName = new Map<string, string>();
  private readonly fresh: (AssignerRow & { alias: null })[] = [];
  private readonly freshAliases: { alias: string; assignerId: string }[] = [];
  private ours: string[] = [];

  /** Reads all of them: a hospital has a handful. */
  static async load(trx: Trx): Promise<AssignerBook> {
    const book = new AssignerBook();
    const assigners = (await trx('assigner').select('id', 'name', 'isOurs')) as AssignerRow[];
    const aliases = (await trx('assigner_alias').select('alias', 'assignerId')) as {
      alias: string;
      assignerId: string;
    }[];
    for (const { id, name } of assigners) book.byName.set(fold(name), id);
    for (const { alias, assignerId } of aliases) book.byAlias.set(alias, assignerId);
    book.ours = assigners.filter(({ isOurs }) => isOurs === 1).map(({ id }) => id);
    return book;
  }

  /** The assigner that any of the names means, without making one. */
  find(names: readonly string[]): string | undefined {
    for (const name of names) {
      const known = this.byAlias.get(name) ?? this.byName.get(fold(name));
      if (known) return known;
    }
    const [only] = this.ours;
    return names.some((name) => namelessAliases.has(name)) && this.ours.length === 1
      ? only
      : undefined;
  }

  /** The assigner that any of the names means; the names not known yet become its aliases. */
  resolve(names: readonly string[]): string {
    const known = this.find(names);
    const id = known ?? uuidv7();
    if (!known) {
      // The last name is the shortest to read: a namespace after its OID.
      const name = names.at(-1)!;
      this.fresh.push({ id, name, isOurs: 0, alias: null });
      this.byName.set(fold(name), id);
    }
    for (const alias of names)
      if (!this.byAlias.has(alias) && !(known && namelessAliases.has(alias))) {
        this.byAlias.set(alias, id);
        this.freshAliases.push({ alias, assignerId: id });
      }
    return id;
  }

  /** Writes the assigners and aliases that were made. */
  async flush(trx: Trx, actor: Actor): Promise<void> {
    const common = {
      rowVersion: 1,
      createdAt: actor.at,
      createdBy: actor.userId,
      updatedAt: actor.at,
      updatedBy: actor.userId,
    };
    for (const { id, name, isOurs } of this.fresh.splice(0))
      await trx('assigner').insert({ id, name, isOurs, ...common });
    for (const alias of this.freshAliases.splice(0)) await trx('assigner_alias').insert(alias);
  }
}

/** Key of a number within its assigner. */
export const numberKey = (assignerId: string, value: string): string => `${assignerId} ${value}`;

/** Why two records cannot become one; null when they can. */
export const mergeObstacle = (
  prior: { id: string; survivorId: string },
  survivor: { id: string; survivorId: string },
  priorHasOthers: boolean,
): string | null => {
  if (prior.id === survivor.id) return 'The merge names the same patient twice.';
  if (survivor.survivorId !== survivor.id)
    return 'The patient to continue in was itself merged into another; a chain of merges is not followed.';
  if (prior.survivorId !== prior.id)
    return 'The prior number was already merged into another patient; a chain of merges is not followed.';
  if (priorHasOthers)
    return 'Other patients were merged into the prior number; a chain of merges is not followed.';
  return null;
};

interface PatientRow extends RecordColumns {
  survivorId: string;
}

const patientRow = async (trx: Trx, id: string): Promise<PatientRow> => {
  const row = (await trx('patient').where({ id }).first()) as PatientRow | undefined;
  if (!row) throw notFound();
  return row;
};

/** Merges a record into another: no row moves, reads resolve through `survivorId`. */
export const mergePatients = async (
  trx: Trx,
  priorId: string,
  survivorId: string,
  actor: Actor,
): Promise<void> => {
  const prior = await patientRow(trx, priorId);
  const survivor = await patientRow(trx, survivorId);
  const others = await trx('patient')
    .where({ survivorId: priorId })
    .whereNot({ id: priorId })
    .first('id');
  const obstacle = mergeObstacle(prior, survivor, others !== undefined);
  if (obstacle) throw new AppError('refused', obstacle, { key: 'mergeRefused' });
  await updateRecord<PatientRow>(trx, 'patient', priorId, prior.rowVersion, { survivorId }, actor);
};

/** Takes a merge back. */
export const unmergePatient = async (trx: Trx, priorId: string, actor: Actor): Promise<void> => {
  const prior = await patientRow(trx, priorId);
  if (prior.survivorId === priorId)
    throw new AppError('refused', 'This record was not merged.', { key: 'notMerged' });
  await updateRecord<PatientRow>(
    trx,
    'patient',
    priorId,
    prior.rowVersion,
    { survivorId: priorId },
    actor,
  );
};

/** An assigner as the settings show it. */
export interface Assigner {
  id: string;
  name: string;
  isOurs: boolean;
  aliases: string[];
  /** Patients with a number of this assigner. */
  patients: number;
}

/** All assigners with their aliases, ours first. */
export const listAssigners = async (trx: Trx): Promise<Assigner[]> => {
  const rows = (await trx('assigner')
    .whereNot({ name: resourceAssigner })
    .orderBy([{ column: 'isOurs', order: 'desc' }, 'name'])) as AssignerRow[];
  const aliases = (await trx('assigner_alias').orderBy('alias')) as {
    alias: string;
    assignerId: string;
  }[];
  const counts = (await trx('patient_identifier')
    .groupBy('assignerId')
    .select('assignerId')
    .countDistinct({ n: 'patientId' })) as unknown as { assignerId: string; n: number }[];
  const count = new Map(counts.map(({ assignerId, n }) => [assignerId, n]));
  return rows.map(({ id, name, isOurs }) => ({
    id,
    name,
    isOurs: isOurs === 1,
    aliases: aliases.filter((entry) => entry.assignerId === id).map(({ alias }) => alias),
    patients: count.get(id) ?? 0,
  }));
};

/** Says whether an assigner is the hospital's own. */
export const setAssignerOurs = async (
  trx: Trx,
  id: string,
  isOurs: boolean,
  actor: Actor,
): Promise<void> => {
  const row = (await trx('assigner').where({ id }).first()) as OursRow | undefined;
  if (!row) throw notFound();
  const patch = { isOurs: isOurs ? 1 : 0 };
  await updateRecord<OursRow>(trx, 'assigner', id, row.rowVersion, patch, actor);
};

type OursRow = RecordColumns & { isOurs: number };

/** Where an assigner's numbers stand. */
const numberColumns = [
  ['patient_identifier', 'assignerId', 'value'],
  ['encounter', 'visitAssignerId', 'visitNumber'],
  ['practitioner', 'assignerId', 'identifier'],
] as const;

/**
 * Two names turn out to mean one assigner: its numbers and aliases go to the other. Refused while a
 * number stands under both, since those may be two records of one patient.
 */
export const joinAssigners = async (
  trx: Trx,
  fromId: string,
  intoId: string,
  actor: Actor,
): Promise<void> => {
  const both = await trx('assigner').whereIn('id', [fromId, intoId]).select('id');
  if (fromId === intoId || both.length !== 2) throw notFound();
  for (const [table, column, number] of numberColumns) {
    const [shared] = (await trx(table)
      .where({ [column]: fromId })
      .whereIn(
        number,
        trx(table)
          .where({ [column]: intoId })
          .select(number),
      )
      .count({ n: '*' })) as { n: number }[];
    if (shared && shared.n > 0)
      throw new AppError(
        'refused',
        'Some numbers stand under both names. Decide the possible duplicates first; nothing was changed.',
        { key: 'assignersShareNumbers', values: { count: shared.n } },
      );
  }
  for (const [table, column] of numberColumns) {
    const rows = (await trx(table)
      .where({ [column]: fromId })
      .select('id', 'rowVersion')) as RecordColumns[];
    for (const { id, rowVersion } of rows)
      await updateRecord<RecordColumns & Record<string, string>>(
        trx,
        table,
        id,
        rowVersion,
        { [column]: intoId },
        actor,
      );
  }
  await trx('assigner_alias').where({ assignerId: fromId }).update({ assignerId: intoId });
  const from = (await trx('assigner').where({ id: fromId }).first()) as { name: string };
  await trx('assigner_alias')
    .insert({ alias: from.name, assignerId: intoId })
    .onConflict('alias')
    .ignore();
  await trx('assigner').where({ id: fromId }).del();
};
