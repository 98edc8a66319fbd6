/** Lines of a plan and tasks that accepting a proposal writes, and taking them back. */
import type { AcceptedLine, AcceptedLines, AcceptedTask } from '../shared/proposals/acceptance';
import type { LibraryItem } from '../shared/proposals/proposal';
import type { StandingLine } from '../shared/proposals/similar';
import { conflict, notFound } from '../shared/errors';
import { openPlan, planIdOf, seen, settleDraft, type Editing } from './careplan-editing';
import type { ActivityRow, GoalRow, Origin, ProblemRow } from './careplan-rows';
import type { Trx } from './connection';
import type { DatedLine, Made, MadeRecord } from './proposals';
import { insertRecord, updateRecord, type RecordColumns } from './records';

/** Who owns what a role owns: a user of ours, or the role in words. */
export type OwnerOf = (role: string | null) => { ownerId: string | null; ownerRole: string | null };

const standing = { removedAt: null, enteredInErrorAt: null };

/** Lines of a plan and open tasks of a stay, for what says the same already. */
export const standingLines = async (
  trx: Trx,
  encounterId: string,
  carePlanId: string | null,
): Promise<StandingLine[]> => {
  const problems =
    carePlanId === null
      ? []
      : ((await trx('problem')
          .where({ carePlanId, ...standing })
          .orderBy(['position', 'id'])) as ProblemRow[]);
  const ids = problems.map(({ id }) => id);
  const below = async <Row>(table: string): Promise<Row[]> =>
    ids.length === 0
      ? []
      : ((await trx(table)
          .whereIn('problemId', ids)
          .where(standing)
          .orderBy(['position', 'id'])) as Row[]);
  const goals = await below<GoalRow>('goal');
  const activities = await below<ActivityRow>('activity');
  const tasks = (await trx('task')
    .where({ encounterId, open: 1 })
    .orderBy(['createdAt', 'id'])
    .select('id', 'title', 'kind')) as { id: string; title: string; kind: string }[];
  return [
    ...problems.map(({ id, title, templateItem }): StandingLine => ({
      ...{ record: 'problem', id, text: title, code: templateItem },
    })),
    ...goals.map(({ id, description, templateItem }): StandingLine => ({
      ...{ record: 'goal', id, text: description, code: templateItem },
    })),
    ...activities.map(({ id, description, templateItem }): StandingLine => ({
      ...{ record: 'activity', id, text: description, code: templateItem },
    })),
    ...tasks.map(({ id, title, kind }): StandingLine => ({
      record: 'task',
      id,
      text: title,
      code: kind,
    })),
  ];
};

const lastPosition = async (e: Editing, table: string, where: object): Promise<number> => {
  const row = await e.trx(table).where(where).max({ last: 'position' }).first();
  return (row as { last: number | null } | undefined)?.last ?? 0;
};

/** What lines bring beside their words. */
export interface Bringing {
  ownerOf: OwnerOf;
  /** The problem's ground in words, for its line and its print. */
  source: string;
  library: LibraryItem | null;
  /** Which of the lines the library's item is. */
  libraryLine: 'problem' | 'goal' | 'activity';
}

/** Writes accepted lines into the plan's draft, after those that stand there. */
export const insertLines = async (
  e: Editing,
  planId: string,
  lines: AcceptedLines,
  { ownerOf, source, library, libraryLine }: Bringing,
): Promise<MadeRecord[]> => {
  const plan = await openPlan(e, planId);
  const made: MadeRecord[] = [];
  const originOf = (line: Bringing['libraryLine']): Partial<Origin> =>
    library === null || line !== libraryLine
      ? {}
      : {
          templateId: library.templateId,
          templateVersion: library.version,
          templateItem: library.item,
        };
  const insert = async (
    record: 'problem' | 'goal' | 'activity',
    values: Record<string, string | number | null>,
  ): Promise<string> => {
    const { id } = await insertRecord(e.trx, record, { ...values, ...originOf(record) }, e.actor);
    made.push({ record, id, rowVersion: 1, made: true });
    return id;
  };
  if (lines.problemId !== null) {
    const row = (await e
      .trx('problem')
      .where({ id: lines.problemId, ...standing })
      .first()) as ProblemRow | undefined;
    if (row?.carePlanId !== planId) throw notFound();
  }
  const problemId =
    lines.problemId ??
    (await insert('problem', {
      carePlanId: planId,
      position: (await lastPosition(e, 'problem', { carePlanId: planId })) + 1,
      title: lines.problem,
      source,
    }));
  const goalId =
    lines.goal === null
      ? null
      : await insert('goal', {
          ...{ problemId, patientId: plan.patientId },
          position: (await lastPosition(e, 'goal', { problemId })) + 1,
          ...{ description: lines.goal.text, dueOn: lines.goal.dueOn },
        });
  let position = await lastPosition(e, 'activity', { problemId });
  const activity = ({ text, dueOn, role }: AcceptedLine) => ({
    ...{ problemId, goalId, position: ++position, description: text, dueOn },
    ...ownerOf(role),
  });
  for (const line of lines.interventions) await insert('activity', activity(line));
  await settleDraft(e, planId);
  return made;
};

/** Adds accepted tasks to the stay. `dueEnds` is the instant that ends a day. */
export const insertTasks = async (
  e: Editing,
  of: { patientId: string; encounterId: string },
  tasks: readonly AcceptedTask[],
  ownerOf: OwnerOf,
  dueEnds: (day: string) => string,
): Promise<MadeRecord[]> => {
  const made: MadeRecord[] = [];
  for (const { kind, title, role, priority, dueAt, dueOn } of tasks) {
    const { id } = await insertRecord(
      e.trx,
      'task',
      {
        ...{ ...of, kind, title, priority, dueOn, status: 'requested', open: 1 },
        dueAt: dueOn === null ? dueAt : dueEnds(dueOn),
        ...ownerOf(role),
      },
      e.actor,
    );
    made.push({ record: 'task', id, rowVersion: 1, made: true });
  }
  return made;
};

/** The plan's line or the stay's task that is taken for a proposal. Throws `notFound`. */
export const takenLine = async (
  trx: Trx,
  encounterId: string,
  carePlanId: string | null,
  { record, id }: Pick<StandingLine, 'record' | 'id'>,
): Promise<MadeRecord> => {
  const lines = await standingLines(trx, encounterId, carePlanId);
  if (!lines.some((line) => line.record === record && line.id === id)) throw notFound();
  const row = (await trx(record).where({ id }).first('rowVersion')) as { rowVersion: number };
  return { record, id, rowVersion: row.rowVersion, made: false };
};

type TaskRow = RecordColumns & { status: string; open: number } & Record<string, unknown>;

const withdrawTask = async (e: Editing, { id, rowVersion }: MadeRecord): Promise<void> => {
  const row = (await e.trx('task').where({ id }).first()) as TaskRow | undefined;
  if (!row) throw notFound();
  if (row.rowVersion !== rowVersion) throw conflict(row);
  await updateRecord<TaskRow>(
    e.trx,
    'task',
    id,
    rowVersion,
    {
      ...{ status: 'entered-in-error', open: 0, enteredInErrorAt: e.actor.at },
      enteredInErrorBy: e.actor.userId,
      enteredInErrorReason: 'Taken back after accepting',
    },
    e.actor,
  );
};

const withdrawLine = async (e: Editing, { record, id, rowVersion }: MadeRecord): Promise<void> => {
  const part = record as 'problem' | 'goal' | 'activity';
  const row = await seen(e, part, id, rowVersion);
  const planId = await planIdOf(e, part, row as ProblemRow);
  if (planId !== null) await openPlan(e, planId);
  await updateRecord<ProblemRow>(
    e.trx,
    part,
    id,
    rowVersion,
    { removedAt: e.actor.at, templateItem: null },
    e.actor,
  );
};

const putDateBack = async (e: Editing, { record, id, rowVersion, before }: DatedLine) => {
  await seen(e, record, id, rowVersion);
  await updateRecord<GoalRow>(e.trx, record, id, rowVersion, { dueOn: before }, e.actor);
};

/**
 * Takes back what accepting wrote, as long as nobody changed it since (`conflict`). What was there
 * before and only taken for the proposal stays.
 */
export const withdrawMade = async (
  e: Editing,
  carePlanId: string | null,
  { lines, dated }: Made,
): Promise<MadeRecord[]> => {
  const own = lines.filter(({ made }) => made);
  for (const line of own)
    await (line.record === 'task' ? withdrawTask(e, line) : withdrawLine(e, line));
  for (const line of dated) await putDateBack(e, line);
  if (own.some(({ record }) => record !== 'task')) await settleDraft(e, carePlanId);
  return own;
};
