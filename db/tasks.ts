/** Tasks of stays. */
import { notFound } from '../shared/errors';
import type { Task } from '../shared/tasks/task';
import type { Trx } from './connection';
import { insertRecord, updateRecord, type Actor, type RecordColumns } from './records';
import { keptQuery } from './statements';

type TaskRow = Omit<Task, 'ownerName'> &
  RecordColumns & { open: number; completedBy: string | null };

const selectTasks = (trx: Trx) =>
  trx('task')
    .leftJoin('user', 'user.id', 'task.ownerId')
    .whereNot('task.status', 'entered-in-error')
    .select('task.*', 'user.givenName as ownerGiven', 'user.familyName as ownerFamily');

type JoinedRow = TaskRow & { ownerGiven: string | null; ownerFamily: string | null };

const toTask = (row: JoinedRow): Task => ({
  id: row.id,
  rowVersion: row.rowVersion,
  patientId: row.patientId,
  encounterId: row.encounterId,
  kind: row.kind,
  title: row.title,
  detail: row.detail,
  ownerId: row.ownerId,
  ownerRole: row.ownerRole,
  ownerName: row.ownerFamily === null ? null : `${row.ownerGiven} ${row.ownerFamily}`,
  dueAt: row.dueAt,
  dueOn: row.dueOn,
  status: row.status,
  completedAt: row.completedAt,
  statusReason: row.statusReason,
});

/** Open ones by due, those without a due last; what is closed keeps the query's order after them. */
const byDue = (a: Task, b: Task): number => {
  const isOpen = (task: Task): boolean => task.completedAt === null && task.status !== 'cancelled';
  if (!isOpen(a) || !isOpen(b)) return Number(isOpen(b)) - Number(isOpen(a));
  return (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999');
};

/** A stay's tasks: open ones by due (those without a due last), then the closed, newest first. */
export const tasksOfEncounter = async (trx: Trx, encounterId: string): Promise<Task[]> => {
  const rows = (await selectTasks(trx)
    .where('task.encounterId', encounterId)
    .orderBy([
      { column: 'task.open', order: 'desc' },
      { column: 'task.completedAt', order: 'desc', nulls: 'last' },
      { column: 'task.dueAt', order: 'asc', nulls: 'last' },
      { column: 'task.id' },
    ])) as JoinedRow[];
  return rows.map(toTask).sort(byDue);
};

const taskQuery = keptQuery<[string], JoinedRow>((trx, id) =>
  selectTasks(trx).where('task.id', id),
);

/** One task. Throws `notFound`. */
export const getTask = async (trx: Trx, id: string): Promise<Task> => {
  const row = await taskQuery.first(trx, id);
  if (!row) throw notFound();
  return toTask(row);
};

export type NewTask = Pick<
  Task,
  'patientId' | 'encounterId' | 'title' | 'detail' | 'kind' | 'ownerId' | 'dueAt' | 'dueOn'
>;

/** Adds an open task. */
export const addTask = async (trx: Trx, task: NewTask, actor: Actor): Promise<Task> => {
  const row = await insertRecord(trx, 'task', { ...task, status: 'requested', open: 1 }, actor);
  return getTask(trx, row.id);
};

/** Changes a task under its rowVersion. */
export const changeTask = async (
  trx: Trx,
  id: string,
  rowVersion: number,
  patch: Partial<Omit<TaskRow, keyof RecordColumns>>,
  actor: Actor,
): Promise<Task> => {
  await updateRecord<TaskRow>(trx, 'task', id, rowVersion, patch, actor);
  return getTask(trx, id);
};
