/**
 * Undo and redo: brings fields of a plan's records from the state of one row version to that of
 * another. Nothing that somebody else wrote meanwhile is overwritten: it is refused, in words.
 */
import type { Step, StepRecord } from '../shared/careplans/steps';
import { AppError } from '../shared/errors';
import { openPlan, settleDraft, type Editing } from './careplan-editing';
import { followNewestProgress } from './careplan-live';
import { updateRecord, type RecordColumns } from './records';

/** Table of a record, and its fields that a person writes in the editor. */
export const kept: Record<StepRecord, { table: string; fields: readonly string[] }> = {
  carePlan: {
    table: 'care_plan',
    fields: ['title', 'reviewOn', 'agreedBy', 'agreedOn', 'agreement', 'agreementNote'],
  },
  problem: { table: 'problem', fields: ['title', 'source', 'ownWords', 'conditionId', 'position'] },
  goal: {
    table: 'goal',
    fields: [
      ...['description', 'measure', 'measureKind', 'unit', 'scaleLow', 'scaleHigh'],
      ...['levelMinus2', 'levelMinus1', 'level0', 'levelPlus1', 'levelPlus2'],
      ...['baseline', 'target', 'dueOn', 'ownWords', 'unmeasuredReason', 'lifecycleStatus'],
      'position',
    ],
  },
  goalProgress: { table: 'goal_progress', fields: ['goalId'] },
  activity: {
    table: 'activity',
    fields: [
      ...['description', 'kind', 'ownerId', 'ownerRole', 'ownerName', 'ownerContact', 'goalId'],
      ...['frequency', 'startOn', 'dueOn', 'status', 'outcome', 'position'],
    ],
  },
  barrier: {
    table: 'barrier',
    fields: [
      ...['category', 'title', 'detail', 'severity', 'removableBy', 'ownerId', 'dueAt'],
      ...['goalId', 'activityId', 'resolvedAt', 'resolution'],
    ],
  },
};

type Row = RecordColumns & Record<string, string | number | null>;

const movedOn = (): AppError =>
  new AppError('refused', 'Somebody changed this meanwhile, so it stays as it is.', {
    key: 'careplans.movedOn',
  });

/** Is the row part of the plan now? */
const stands = (row: Row): boolean =>
  (row['enteredInErrorAt'] ?? null) === null && (row['removedAt'] ?? null) === null;

/** The record as it stood at a row version. Throws `refused` where nobody knows. */
const stateAt = async (e: Editing, table: string, present: Row, version: number): Promise<Row> => {
  if (present.rowVersion === version) return present;
  const revision = (await e
    .trx('revision')
    .where({ tableName: table, rowId: present.id, rowVersion: version })
    .first('before')) as { before: string } | undefined;
  if (!revision) throw movedOn();
  return JSON.parse(revision.before) as Row;
};

const valueIn = (row: Row, field: string): string | number | null => row[field] ?? null;

/** Fields with another value in the second state, as a patch toward it. */
const differences = (from: Row, to: Row, fields: readonly string[]): Partial<Row> =>
  Object.fromEntries(
    fields
      .filter((field) => valueIn(from, field) !== valueIn(to, field))
      .map((field) => [field, valueIn(to, field)]),
  );

/** Taken out, or put back in. A barrier has no place outside of the plan: it is entered in error. */
const presence = (e: Editing, record: StepRecord, is: boolean): Partial<Row> =>
  record === 'barrier'
    ? {
        enteredInErrorAt: is ? null : e.actor.at,
        enteredInErrorBy: is ? null : e.actor.userId,
        enteredInErrorReason: is ? null : 'undone',
      }
    : { removedAt: is ? null : e.actor.at };

const needUnchanged = (present: Row, seen: Row, fields: readonly string[]): void => {
  if (fields.some((field) => valueIn(present, field) !== valueIn(seen, field))) throw movedOn();
};

/** Where others may have written below a record, which then does not go. */
const below: Partial<Record<StepRecord, readonly (readonly [table: string, column: string])[]>> = {
  problem: [
    ['goal', 'problemId'],
    ['activity', 'problemId'],
    ['barrier', 'problemId'],
  ],
  goal: [
    ['goal_progress', 'goalId'],
    ['activity', 'goalId'],
    ['barrier', 'goalId'],
  ],
  activity: [['barrier', 'activityId']],
};

const needEmpty = async (e: Editing, record: StepRecord, id: string): Promise<void> => {
  for (const [table, column] of below[record] ?? []) {
    const rows = (await e.trx(table).where({ [column]: id })) as Row[];
    if (rows.some(stands)) throw movedOn();
  }
};

const patchOf = async (e: Editing, step: Step, present: Row): Promise<Partial<Row>> => {
  const { table, fields } = kept[step.record];
  if (step.from === 0) {
    if (stands(present)) throw movedOn();
    return presence(e, step.record, true);
  }
  const from = await stateAt(e, table, present, step.from);
  if (step.to === 0) {
    if (!stands(present)) throw movedOn();
    // Its place may be another since others were ordered around it.
    needUnchanged(
      present,
      from,
      fields.filter((field) => field !== 'position'),
    );
    await needEmpty(e, step.record, present.id);
    return presence(e, step.record, false);
  }
  const to = await stateAt(e, table, present, step.to);
  if (stands(present) !== stands(from)) throw movedOn();
  const patch = differences(from, to, fields);
  needUnchanged(present, from, Object.keys(patch));
  return stands(from) === stands(to)
    ? patch
    : { ...patch, ...presence(e, step.record, stands(to)) };
};

/** The plan that a record stands in; null for none. */
const planOf = async (e: Editing, record: StepRecord, row: Row): Promise<string | null> => {
  if (record === 'carePlan') return row.id;
  if (record === 'problem') return row['carePlanId'] as string;
  const problemId =
    record === 'goalProgress'
      ? (
          (await e.trx('goal').where({ id: row['goalId'] }).first('problemId')) as Row | undefined
        )?.['problemId']
      : row['problemId'];
  if (!problemId) return null;
  const problem = await e.trx('problem').where({ id: problemId }).first('carePlanId');
  return (problem as { carePlanId: string } | undefined)?.carePlanId ?? null;
};

/** A record that was brought to another state. */
export interface Retraced {
  record: StepRecord;
  id: string;
  versionBefore: number;
  versionAfter: number;
}

/** Takes the steps one after another, all or none. Throws `refused` where a record moved on. */
export const retrace = async (
  e: Editing,
  planId: string,
  steps: readonly Step[],
): Promise<Retraced[]> => {
  await openPlan(e, planId);
  const retraced: Retraced[] = [];
  const measured = new Set<string>();
  for (const step of steps) {
    const { table } = kept[step.record];
    const present = (await e.trx(table).where({ id: step.id }).first()) as Row | undefined;
    if (!present || (await planOf(e, step.record, present)) !== planId) throw movedOn();
    const patch = await patchOf(e, step, present);
    const { rowVersion } = await updateRecord<Row>(
      e.trx,
      table,
      step.id,
      present.rowVersion,
      patch,
      e.actor,
    );
    retraced.push({
      ...{ record: step.record, id: step.id },
      ...{ versionBefore: present.rowVersion, versionAfter: rowVersion },
    });
    if (step.record === 'goalProgress')
      for (const goal of [present['goalId'], patch['goalId']])
        if (typeof goal === 'string') measured.add(goal);
  }
  for (const goal of measured) await followNewestProgress(e, goal);
  await settleDraft(e, planId);
  return retraced;
};
