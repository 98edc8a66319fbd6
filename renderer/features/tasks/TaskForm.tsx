/** Adds a task, or changes one: the same form for both. What is typed is kept as a draft. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOfLocal, localOf } from '../../../shared/time';
import type { Task } from '../../../shared/tasks/task';
import { useCommand, type CallInput } from '../../app/api';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { TimeInput } from '../../components/TimeInput';

type Due = Pick<CallInput<'tasks.add'>, 'dueAt' | 'dueOn'>;

/** A day alone is a date; with a time it is an instant in the hospital's zone. */
const dueOf = (day: string, time: string, zone: string): Due => {
  if (day === '') return { dueAt: null, dueOn: null };
  if (time === '') return { dueAt: null, dueOn: day };
  return { dueAt: instantOfLocal(`${day}T${time}`, zone), dueOn: null };
};

const localDue = (task: Task | null, zone: string): { day: string; time: string } => {
  if (task?.dueOn) return { day: task.dueOn, time: '' };
  if (!task?.dueAt) return { day: '', time: '' };
  const local = localOf(task.dueAt, zone);
  return { day: local.slice(0, 10), time: local.slice(11) };
};

/** The form's draft: a new task of a stay, or changes to one. */
export const taskDraft = (encounterId: string, task: Task | null): string =>
  `task:${task?.id ?? encounterId}`;

export const TaskForm = ({
  encounterId,
  patientId,
  task,
  onDone,
}: {
  encounterId: string;
  patientId: string;
  /** The task to change; null adds one. */
  task: Task | null;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('tasks');
  const { t: tApp } = useTranslation('app');
  const errorText = useErrorText();
  const { user } = useSession();
  const { zone } = useMinute();
  // The day, the time and whose it is are kept like the words: a lock loses none of them.
  const draft = useFormDraft(
    taskDraft(encounterId, task),
    {
      title: task?.title ?? '',
      ...localDue(task, zone),
      owner: task === null || task.ownerId === user.id ? 'me' : 'other',
    },
    { patientId, baseRowVersion: task?.rowVersion ?? null },
  );
  const { title = '', day = '', time = '', owner } = draft.values;
  const mine = owner === 'me';
  const [problem, setProblem] = useState<string>();
  const throwAway = useThrowAway();
  const add = useCommand('tasks.add');
  const change = useCommand('tasks.change');

  const leave = (): void => {
    draft.clear();
    onDone();
  };
  const save = async (): Promise<void> => {
    if (title.trim() === '') {
      setProblem(t('whatMissing'));
      return;
    }
    const due = dueOf(day, time, zone);
    const ownerId = mine
      ? user.id
      : task !== null && task.ownerId !== user.id
        ? task.ownerId
        : null;
    const outcome =
      task === null
        ? await add.run({ encounterId, title, detail: null, kind: 'tk-other', ownerId, ...due })
        : await change.run({
            id: task.id,
            rowVersion: task.rowVersion,
            title,
            detail: task.detail,
            ownerId,
            ...due,
          });
    if (outcome.ok) leave();
    else setProblem(outcome.error.fields?.['dueOn'] ?? errorText(outcome.error));
  };

  return (
    <form
      className="box stack"
      aria-label={task === null ? t('add') : t('change')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <Field label={t('what')} problem={problem}>
        {(control) => (
          <input
            {...control}
            autoFocus
            value={title}
            maxLength={200}
            onChange={(event) => {
              draft.set('title', event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="row wrap" style={{ alignItems: 'flex-start' }}>
        <Field label={t('dueDay')} optional>
          {(control) => (
            <DateInput
              {...control}
              half={draft.half('day')}
              value={day}
              onChange={(next) => draft.set('day', next)}
            />
          )}
        </Field>
        <Field label={t('dueTime')} optional help={t('dueTimeHelp')}>
          {(control) => (
            <TimeInput
              {...control}
              half={draft.half('time')}
              value={time}
              disabled={day === ''}
              onChange={(next) => draft.set('time', next)}
            />
          )}
        </Field>
        <Field label={t('owner')}>
          {(control) => (
            <select
              {...control}
              value={mine ? 'me' : 'other'}
              onChange={(event) => draft.set('owner', event.target.value)}
            >
              <option value="me">
                {user.givenName} {user.familyName}
              </option>
              <option value="other">
                {task !== null && task.ownerId !== null && task.ownerId !== user.id
                  ? task.ownerName
                  : t('nobody')}
              </option>
            </select>
          )}
        </Field>
      </div>
      <div className="row">
        <Button type="submit" variant="contained" disabled={add.isRunning || change.isRunning}>
          {task === null ? t('save') : t('saveChange')} <Key keys="Enter" on />
        </Button>
        <Button
          variant="text"
          onClick={() => {
            throwAway(taskDraft(encounterId, task), title || t('add'));
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
