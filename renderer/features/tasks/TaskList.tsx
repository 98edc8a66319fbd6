/** A stay's tasks: what is open by due, tick to do, add with T, closed ones folded away. */
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../shared/tasks/task';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { wasOpenAtLock } from '../../app/open-forms';
import { useMay } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { DueLabel } from '../../components/DueLabel';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { EmptyState, ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { taskDraft, TaskForm } from './TaskForm';

const isOpen = (task: Task): boolean =>
  task.status === 'requested' || task.status === 'in-progress' || task.status === 'on-hold';

const TaskRow = ({
  task,
  mayWrite,
  onChange,
  onCancel,
}: {
  task: Task;
  mayWrite: boolean;
  onChange: () => void;
  onCancel: () => void;
}): ReactElement => {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const { zone } = useMinute();
  const offerUndo = useOfferUndo();
  const { run, error } = useCommand('tasks.setDone');
  const errorText = useErrorText();
  const open = isOpen(task);
  const setDone = async (done: boolean): Promise<void> => {
    const outcome = await run({ id: task.id, rowVersion: task.rowVersion, done });
    if (!outcome.ok) return;
    const { rowVersion } = outcome.value;
    offerUndo(
      done ? t('wasDone', { title: task.title }) : t('wasOpened', { title: task.title }),
      () => run({ id: task.id, rowVersion, done: !done }),
    );
  };
  return (
    <li className="row" style={{ minHeight: 40, borderBottom: '1px solid var(--line)' }}>
      <Checkbox
        checked={task.status === 'completed'}
        disabled={!mayWrite || task.status === 'cancelled'}
        onChange={(event) => void setDone(event.target.checked)}
        slotProps={{
          input: {
            'aria-label': open
              ? t('markDone', { title: task.title })
              : t('undone', { title: task.title }),
          },
        }}
      />
      <span className="grow">
        <span className={open ? 'm' : 's3'}>{task.title}</span>
        {(task.ownerName ?? task.ownerRole) === null ? null : (
          <span className="t-cap"> {task.ownerName ?? task.ownerRole}</span>
        )}
        {task.status === 'cancelled' ? (
          <span className="t-cap"> {t('cancelled', { reason: task.statusReason })}</span>
        ) : null}
        {error === undefined ? null : (
          <span className="problem" role="alert">
            {errorText(error)}
          </span>
        )}
      </span>
      {open ? (
        <DueLabel due={task} boxed />
      ) : task.completedAt === null ? null : (
        <span className="t-cap">
          {t('doneAt', { when: format.dateTime(task.completedAt, zone) })}
        </span>
      )}
      {open && mayWrite ? (
        <>
          <button
            type="button"
            className="icon-button"
            aria-label={`${t('change')}: ${task.title}`}
            onClick={onChange}
          >
            <Icon name="pencil" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={`${t('cancel')}: ${task.title}`}
            onClick={onCancel}
          >
            <Icon name="close" />
          </button>
        </>
      ) : null}
    </li>
  );
};

const cancelForm = (id: string): string => `tasks.cancel:${id}`;

const CancelTask = ({ task, onClose }: { task: Task; onClose: () => void }): ReactElement => {
  const { t } = useTranslation('tasks');
  const { t: tParts } = useTranslation('components');
  const errorText = useErrorText();
  const { run, error } = useCommand('tasks.cancel');
  return (
    <ReasonDialog
      form={cancelForm(task.id)}
      title={t('cancelTitle', { title: task.title })}
      confirm={t('cancel')}
      reasonLabel={tParts('reason')}
      problem={error && errorText(error)}
      onClose={onClose}
      onConfirm={async (reason) =>
        (await run({ id: task.id, rowVersion: task.rowVersion, reason })).ok
      }
    >
      {t('cancelText')}
    </ReasonDialog>
  );
};

/** A task that was being changed or canceled when Liaison locked opens again with what was typed. */
const useOpenAgain = (
  encounterId: string,
  tasks: readonly Task[] | undefined,
  onOpen: (form: { task: Task }) => void,
  onCancel: (task: Task) => void,
): void => {
  const told = useRef(false);
  useEffect(() => {
    if (!tasks || told.current) return;
    told.current = true;
    const task = tasks.find((each) => wasOpenAtLock(taskDraft(encounterId, each)));
    if (task) onOpen({ task });
    const cancelling = tasks.find(({ id }) => wasOpenAtLock(cancelForm(id)));
    if (cancelling) onCancel(cancelling);
  }, [encounterId, tasks, onOpen, onCancel]);
};

export const TaskList = ({
  encounterId,
  patientId,
  asked,
}: {
  encounterId: string;
  patientId: string;
  /** Changes each time a new task is asked for: its form opens. */
  asked?: number | undefined;
}): ReactElement => {
  const { t } = useTranslation('tasks');
  const mayWrite = useMay('care.write');
  const { data: tasks, error, refetch } = useCall('tasks.ofEncounter', { encounterId });
  const [form, setForm] = useState<{ task: Task | null } | null>(() =>
    wasOpenAtLock(taskDraft(encounterId, null)) ? { task: null } : null,
  );
  const [cancelling, setCancelling] = useState<Task | null>(null);
  const [showClosed, setShowClosed] = useState(false);
  useKey('t', () => setForm({ task: null }), mayWrite);
  useOpenAgain(encounterId, tasks, setForm, setCancelling);
  useEffect(() => {
    if (asked !== undefined && mayWrite) setForm({ task: null });
  }, [asked, mayWrite]);
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!tasks) return <Skeleton />;
  const open = tasks.filter(isOpen);
  const closed = tasks.filter((task) => !isOpen(task));
  const row = (task: Task): ReactElement => (
    <TaskRow
      key={task.id}
      task={task}
      mayWrite={mayWrite}
      onChange={() => setForm({ task })}
      onCancel={() => setCancelling(task)}
    />
  );
  return (
    <section aria-label={t('title')}>
      <div className="section-head">
        <h2>{t('title')}</h2>
        <span className="n">{t('open', { count: open.length })}</span>
        {mayWrite ? (
          <Button size="small" sx={{ ml: 'auto' }} onClick={() => setForm({ task: null })}>
            <Icon name="plus" /> {t('add')} <Key keys="T" />
          </Button>
        ) : null}
      </div>
      {form === null ? null : (
        <TaskForm
          key={form.task?.id ?? 'new'}
          encounterId={encounterId}
          patientId={patientId}
          task={form.task}
          onDone={() => setForm(null)}
        />
      )}
      {mayWrite
        ? [null, ...open].map((task) => (
            <LeftUnsaved
              key={task?.id ?? 'new'}
              form={taskDraft(encounterId, task)}
              what={task === null ? t('add') : `${t('change')}: ${task.title}`}
              onGoOn={() => setForm({ task })}
            />
          ))
        : null}
      {open.length === 0 && form === null ? (
        <EmptyState compact icon="task" title={t('emptyTitle')}>
          {t('empty')}
        </EmptyState>
      ) : (
        <ul>{open.map(row)}</ul>
      )}
      {closed.length === 0 ? null : (
        <Button
          variant="text"
          size="small"
          aria-expanded={showClosed}
          onClick={() => setShowClosed(!showClosed)}
        >
          {showClosed ? t('hideClosed') : t('showClosed', { count: closed.length })}
        </Button>
      )}
      {showClosed ? <ul aria-label={t('closed')}>{closed.map(row)}</ul> : null}
      {cancelling === null ? null : (
        <CancelTask task={cancelling} onClose={() => setCancelling(null)} />
      )}
    </section>
  );
};
