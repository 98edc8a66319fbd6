/** Use cases about tasks. */
import { recordTaskOnPlan } from '../../db/careplan-tasks';
import { addTask, changeTask, getTask, tasksOfEncounter } from '../../db/tasks';
import { findUser } from '../../db/users';
import type { taskCalls } from '../../shared/contract/tasks';
import { AppError } from '../../shared/errors';
import { dueEnd } from '../../shared/due';
import { mayRole } from '../../shared/permissions';
import type { Task } from '../../shared/tasks/task';
import type { CallContext, Handlers } from '../ipc/context';
import { editing } from './careplan-editing';

/** Puts the task's id and versions into the call's audit entry. */
const noted = (ctx: CallContext, task: Task, versionBefore?: number): Task => {
  ctx.note({
    recordType: 'task',
    recordId: task.id,
    versionAfter: task.rowVersion,
    ...(versionBefore === undefined ? {} : { versionBefore }),
  });
  return task;
};

/** A due is an instant or a date, never both; a date is stored with the instant that ends it, for sorting. */
const dueOf = (
  due: { dueAt: string | null; dueOn: string | null },
  zone: string,
): { dueAt: string | null; dueOn: string | null } => {
  if (due.dueAt !== null && due.dueOn !== null)
    throw new AppError('invalid', 'A task is due at a time or on a day, not both.', {
      fields: { dueOn: 'Choose a time or a day.' },
    });
  return due.dueOn === null ? due : { dueOn: due.dueOn, dueAt: dueEnd(due, zone) };
};

/** A task is given to people who work with patients; one that somebody has already stays theirs. */
const refuseOutsider = async (
  ctx: CallContext,
  ownerId: string | null,
  before: string | null,
): Promise<void> => {
  if (ownerId === null || ownerId === before) return;
  const user = await findUser(ctx.trx, ownerId);
  if (user?.active !== 1 || !mayRole(user.role, 'patients.read'))
    throw new AppError('invalid', 'This person does not work with patients in Liaison.', {
      key: 'invalid',
      fields: { ownerId: 'This person does not work with patients in Liaison.' },
    });
};

export const taskHandlers: Handlers<typeof taskCalls> = {
  'tasks.ofEncounter': async (ctx, { encounterId }) => {
    if (ctx.patientId) ctx.saw([ctx.patientId]);
    return tasksOfEncounter(ctx.trx, encounterId);
  },

  'tasks.add': async (ctx, input) => {
    const { dueAt, dueOn, ...rest } = input;
    await refuseOutsider(ctx, rest.ownerId, null);
    const task = await addTask(
      ctx.trx,
      { ...rest, ...dueOf({ dueAt, dueOn }, ctx.zone), patientId: ctx.patientId! },
      ctx.actor,
    );
    return noted(ctx, task);
  },

  'tasks.change': async (ctx, { id, rowVersion, dueAt, dueOn, ...patch }) => {
    await refuseOutsider(ctx, patch.ownerId, (await getTask(ctx.trx, id)).ownerId);
    const task = await changeTask(
      ctx.trx,
      id,
      rowVersion,
      { ...patch, ...dueOf({ dueAt, dueOn }, ctx.zone) },
      ctx.actor,
    );
    return noted(ctx, task, rowVersion);
  },

  'tasks.setDone': async (ctx, { id, rowVersion, done }) => {
    const before = await getTask(ctx.trx, id);
    if (before.status === 'cancelled')
      throw new AppError('refused', 'This task was cancelled. Add a new one instead.', {
        key: 'taskCancelled',
      });
    const task = await changeTask(
      ctx.trx,
      id,
      rowVersion,
      done
        ? { status: 'completed', open: 0, completedAt: ctx.now, completedBy: ctx.user.id }
        : { status: 'requested', open: 1, completedAt: null, completedBy: null },
      ctx.actor,
    );
    await recordTaskOnPlan(editing(ctx), id, done);
    return noted(ctx, task, rowVersion);
  },

  'tasks.cancel': async (ctx, { id, rowVersion, reason }) => {
    const task = await changeTask(
      ctx.trx,
      id,
      rowVersion,
      { status: 'cancelled', open: 0, statusReason: reason },
      ctx.actor,
    );
    return noted(ctx, task, rowVersion);
  },
};
