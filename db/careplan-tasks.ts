/** Tasks that stand for the due dates of a plan's interventions, and what doing one records. */
import type { Activity } from '../shared/careplans/plan';
import type { ActivityStatus } from '../shared/careplans/statuses';
import { dueEnd } from '../shared/due';
import type { Editing } from './careplan-editing';
import { stayOfPlan } from './careplan-edits';
import type { ActivityRow } from './careplan-rows';
import { loadPlan, planRow } from './careplans';
import { insertRecord, updateRecord, type RecordColumns } from './records';

type TaskRow = RecordColumns & {
  activityId: string | null;
  open: number;
  status: string;
  title: string;
  ownerId: string | null;
  ownerRole: string | null;
  dueOn: string | null;
  dueAt: string | null;
};

/** Nobody has to do it any more. */
const over: ReadonlySet<ActivityStatus> = new Set([
  'completed',
  'cancelled',
  'stopped',
  'entered-in-error',
]);

const openTasks = async (e: Editing, activityIds: readonly string[]): Promise<TaskRow[]> =>
  (await e
    .trx('task')
    .whereIn('activityId', [...activityIds])
    .where({ open: 1 })
    .orderBy('id')) as TaskRow[];

const close = (e: Editing, task: TaskRow, done: boolean): Promise<TaskRow> =>
  updateRecord<TaskRow & Record<string, unknown>>(
    e.trx,
    'task',
    task.id,
    task.rowVersion,
    done
      ? { status: 'completed', open: 0, completedAt: e.actor.at, completedBy: e.actor.userId }
      : { status: 'cancelled', open: 0 },
    e.actor,
  );

const taskOf = (activity: Activity, zone: string) => ({
  title: activity.description.slice(0, 200),
  ownerId: activity.ownerId,
  ownerRole: activity.ownerId === null ? (activity.ownerName ?? activity.ownerRole) : null,
  dueOn: activity.dueOn,
  dueAt: dueEnd({ dueAt: null, dueOn: activity.dueOn }, zone),
});

/**
 * Brings the tasks in line with the plan that was just signed: one open task for each intervention
 * with a due date, none for those that went, are over or have no date. Answers with how many were made.
 */
export const settleTasks = async (e: Editing, planId: string, zone: string): Promise<number> => {
  const plan = await loadPlan(e.trx, planId, e.today);
  const standing = plan.problems.flatMap(({ activities }) => activities);
  const wanted = standing.filter(({ dueOn, status }) => dueOn !== null && !over.has(status));
  const all = (await e
    .trx('activity')
    .join('problem', 'problem.id', 'activity.problemId')
    .where({ 'problem.carePlanId': planId })
    .orderBy('activity.id')
    .pluck('activity.id')) as string[];
  const tasks = await openTasks(e, all);
  for (const task of tasks)
    if (!wanted.some(({ id }) => id === task.activityId)) await close(e, task, false);
  const encounterId = wanted.length === 0 ? '' : await stayOfPlan(e, await planRow(e.trx, planId));
  let made = 0;
  for (const activity of wanted) {
    const values = taskOf(activity, zone);
    const [task] = tasks.filter(({ activityId }) => activityId === activity.id);
    if (task) {
      await updateRecord<TaskRow>(e.trx, 'task', task.id, task.rowVersion, values, e.actor);
      continue;
    }
    await insertRecord(
      e.trx,
      'task',
      {
        ...{ patientId: plan.patientId, encounterId, activityId: activity.id },
        ...{ status: 'requested', open: 1, ...values },
      },
      e.actor,
    );
    made += 1;
  }
  return made;
};

/** An intervention that is over has no open task: done with it, or called off. */
export const followActivity = async (
  e: Editing,
  activityId: string,
  status: ActivityStatus,
): Promise<void> => {
  if (!over.has(status)) return;
  for (const task of await openTasks(e, [activityId])) await close(e, task, status === 'completed');
};

/**
 * Doing the task records on the plan: its intervention is done, or in progress again where that is
 * taken back. A task that stands for none records nothing.
 */
export const recordTaskOnPlan = async (
  e: Editing,
  taskId: string,
  done: boolean,
): Promise<void> => {
  const task = (await e.trx('task').where({ id: taskId }).first('activityId')) as
    { activityId: string | null } | undefined;
  if (!task?.activityId) return;
  const activity = (await e.trx('activity').where({ id: task.activityId }).first()) as
    ActivityRow | undefined;
  if (!activity || activity.enteredInErrorAt !== null) return;
  await updateRecord<ActivityRow>(
    e.trx,
    'activity',
    activity.id,
    activity.rowVersion,
    { status: done ? 'completed' : 'in-progress' },
    e.actor,
  );
};
