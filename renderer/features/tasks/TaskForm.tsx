/** Adds a task, or changes one: the same form for both. What is typed is kept as a draft. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOfLocal, localOf } from '../../../shared/time';
import type { Task } from '../../../shared/tasks/task';
import { useCommand, type CallInput } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { Field } from '../../components/Field';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';

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
  const draft = useDraft(`task:${task?.id ?? encounterId}`, task?.title ?? '', { patientId });
  const [{ day, time }, setDue] = useState(() => localDue(task, zone));
  const [mine, setMine] = useState(task === null || task.ownerId === user.id);
  const [problem, setProblem] = useState<string>();
  const add = useCommand('tasks.add');
  const change = useCommand('tasks.change');

  const save = async (): Promise<void> => {
    const title = draft.text.trim();
    if (title === '') {
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
    if (outcome.ok) {
      draft.clear();
      onDone();
    } else setProblem(outcome.error.fields?.['dueOn'] ?? errorText(outcome.error));
  };

  return (
    <form
      className="box stack"
      aria-label={task === null ? t('add') : t('change')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t('what')} problem={problem}>
        {(control) => (
          <input
            {...control}
            autoFocus
            value={draft.text}
            maxLength={200}
            onChange={(event) => {
              draft.set(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="row wrap" style={{ alignItems: 'flex-start' }}>
        <Field label={t('dueDay')} optional>
          {(control) => (
            <input
              {...control}
              type="date"
              value={day}
              onChange={(event) => setDue({ day: event.target.value, time })}
            />
          )}
        </Field>
        <Field label={t('dueTime')} optional help={t('dueTimeHelp')}>
          {(control) => (
            <input
              {...control}
              type="time"
              value={time}
              disabled={day === ''}
              onChange={(event) => setDue({ day, time: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('owner')}>
          {(control) => (
            <select
              {...control}
              value={mine ? 'me' : 'other'}
              onChange={(event) => setMine(event.target.value === 'me')}
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
        <Button variant="text" onClick={onDone}>
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
