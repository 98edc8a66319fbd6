/** One problem: its wording and the patient's own, goals, interventions, barriers. */
import Button from '@mui/material/Button';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Barrier, Problem } from '../../../shared/careplans/plan';
import { useCommand, type Outcome } from '../../app/api';
import { useKey } from '../../app/keys';
import { wasOpenAtLock } from '../../app/open-forms';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { ActivityTable } from './ActivityTable';
import { barrierDraft, BarrierForm } from './BarrierForm';
import { BarrierTable } from './BarrierTable';
import { FromTemplate } from './FromTemplate';
import { GoalCard } from './GoalCard';
import { InErrorDialog, inErrorForm, type ErroneousRecord } from './InErrorDialog';
import { MoreMenu } from './MoreMenu';
import { usePlan } from './plan-context';
import { useNoteDeed } from './plan-deeds';
import { chosenLine, QuickAdd } from './QuickAdd';
import { SavedField, type SaveText } from './SavedField';
import { usePartActions } from './use-part-actions';
import { useReorder } from './use-reorder';
import { useSaver } from './use-saver';

type Adding = 'goal' | 'activity' | 'barrier' | null;
type ProblemField = 'title' | 'source' | 'ownWords';

const ProblemHead = ({ problem, number }: { problem: Problem; number: number }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite, foundId } = usePlan();
  const saver = useSaver('careplans.changeProblem', problem);
  const actions = usePartActions('problem', problem, problem.title);
  const reorder = useReorder('problem', plan.problems, ({ title }) => title);
  const field = (name: ProblemField, label: string, more: object): ReactElement => {
    const save: SaveText = (text, unchanged, over) => saver({ [name]: text }, unchanged, over);
    return (
      <SavedField
        record={problem}
        field={name}
        label={label}
        value={problem[name]}
        read={(current) => (current as Problem)[name]}
        save={save}
        patientId={plan.patientId}
        readOnly={!mayWrite}
        {...more}
      />
    );
  };
  const moveTo = (to: number): void => void reorder.moveTo(problem, to);
  return (
    <>
      <div
        className={foundId === problem.id ? 'cp-problem-head found' : 'cp-problem-head'}
        data-part={problem.id}
      >
        <span className="t-subject" aria-hidden="true">
          {number}.
        </span>
        {field('title', t('problemName', { number }), {
          quietLabel: true,
          required: true,
          maxLength: 300,
          className: 'grow cp-subject',
        })}
        <FromTemplate record={problem} />
        {mayWrite ? (
          <MoreMenu
            label={t('moreFor', { what: problem.title })}
            items={[
              ...(number > 1 ? [{ text: t('moveUp'), act: () => moveTo(number - 1) }] : []),
              ...(number < plan.problems.length
                ? [{ text: t('moveDown'), act: () => moveTo(number + 1) }]
                : []),
              ...actions.items,
            ]}
          />
        ) : null}
      </div>
      <div className="cp-problem-words">
        {field('source', t('source'), { maxLength: 120 })}
        {field('ownWords', t('ownWordsLabel'), {
          kind: 'text',
          maxLength: 2000,
          className: 'cp-quote',
        })}
      </div>
      {actions.erroneous === null ? null : (
        <InErrorDialog target={actions.erroneous} onClose={actions.close} />
      )}
    </>
  );
};

const SectionHead = ({
  title,
  count,
  button,
  keys,
  onAdd,
  more = null,
}: {
  title: string;
  count: string | number;
  button: string;
  keys?: string;
  onAdd: (() => void) | null;
  more?: ReactNode;
}): ReactElement => (
  <div className="section-head">
    <h3>{title}</h3>
    <span className="n grow">{count}</span>
    {more}
    {onAdd === null ? null : (
      <Button variant="text" size="small" onClick={onAdd} aria-keyshortcuts={keys}>
        <Icon name="plus" /> {button} {keys === undefined ? null : <Key keys={keys} />}
      </Button>
    )}
  </div>
);

export const ProblemPane = ({
  problem,
  number,
}: {
  problem: Problem;
  number: number;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, owners, mayWrite, mayCare, collapsed, setCollapsed } = usePlan();
  const reorder = useReorder('goal', problem.goals, ({ description }) => description);
  const note = useNoteDeed();
  /** Notes what was added, so that it can be undone. */
  const noted = async <T extends { id: string }>(
    record: 'goal' | 'activity' | 'barrier',
    what: string,
    outcome: Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const made = await outcome;
    if (made.ok) note(t('added', { what }), [{ record, id: made.value.id, from: 0, to: 1 }]);
    return made;
  };
  const goalIds = problem.goals.map(({ id }) => id);
  const allCollapsed = goalIds.length > 0 && goalIds.every((id) => collapsed.has(id));
  const newBarrier = `new:${problem.id}`;
  const [adding, setAdding] = useState<Adding>(() =>
    wasOpenAtLock(barrierDraft(newBarrier)) ? 'barrier' : null,
  );
  const inError = ({ id, rowVersion, title }: Barrier): ErroneousRecord => ({
    record: 'barrier',
    id,
    rowVersion,
    what: title,
  });
  const [erroneous, setErroneous] = useState<ErroneousRecord | null>(() => {
    const again = problem.barriers.find(({ id }) => wasOpenAtLock(inErrorForm(id)));
    return again ? inError(again) : null;
  });
  const { run: addGoal } = useCommand('careplans.addGoal');
  const { run: addActivity } = useCommand('careplans.addActivity');
  const { run: addBarrier } = useCommand('careplans.addBarrier');
  const problemId = problem.id;
  useKey('i', () => setAdding('activity'), mayWrite);
  useKey('b', () => setAdding('barrier'), mayWrite);
  const close = (): void => setAdding(null);
  const start = (what: Adding): (() => void) | null => (mayWrite ? () => setAdding(what) : null);
  const open = problem.barriers.filter(({ resolvedAt }) => resolvedAt === null).length;
  const moreOf = (barrier: Barrier) => [
    {
      text: t('inError'),
      act: () => setErroneous(inError(barrier)),
    },
  ];
  return (
    <section className="cp-problem" aria-label={t('problemName', { number })}>
      <ProblemHead problem={problem} number={number} />
      <div data-place={`${problemId}:goals`}>
        <SectionHead
          title={t('goalsTitle')}
          count={problem.goals.length}
          button={t('addGoal')}
          onAdd={start('goal')}
          more={
            goalIds.length < 2 ? null : (
              <Button
                variant="text"
                size="small"
                onClick={() => setCollapsed(goalIds, !allCollapsed)}
              >
                {t(allCollapsed ? 'expandAll' : 'collapseAll')}
              </Button>
            )
          }
        />
      </div>
      {problem.goals.map((goal, index) => (
        <GoalCard
          key={goal.id}
          goal={goal}
          above={problem.goals[index - 1] ?? null}
          reorder={reorder}
        />
      ))}
      {problem.goals.length === 0 && adding !== 'goal' ? (
        <p className="s2">{t('noGoals')}</p>
      ) : null}
      {adding === 'goal' ? (
        <QuickAdd
          form={`careplans:goal:${problemId}`}
          label={t('goalWhat')}
          record="goal"
          standing={problem.goals.map(({ description }) => description)}
          add={(description, line) =>
            noted('goal', description, addGoal({ problemId, description, ...chosenLine(line) }))
          }
          onClose={close}
        />
      ) : null}
      <SectionHead
        title={t('interventions')}
        count={problem.activities.length}
        button={t('addActivity')}
        keys="I"
        onAdd={start('activity')}
      />
      {problem.activities.length === 0 ? (
        adding === 'activity' ? null : (
          <p className="s2">{t('noActivities')}</p>
        )
      ) : (
        <ActivityTable activities={problem.activities} goals={problem.goals} />
      )}
      {adding === 'activity' ? (
        <QuickAdd
          form={`careplans:activity:${problemId}`}
          label={t('activityWhat')}
          record="activity"
          standing={problem.activities.map(({ description }) => description)}
          add={(description, line) =>
            noted(
              'activity',
              description,
              addActivity({ problemId, description, ...chosenLine(line) }),
            )
          }
          onClose={close}
        />
      ) : null}
      <SectionHead
        title={t('barriers')}
        count={t('barriersCount', { count: open })}
        button={t('addBarrier')}
        keys="B"
        onAdd={start('barrier')}
      />
      {problem.barriers.length === 0 ? (
        adding === 'barrier' ? null : (
          <p className="s2">{t('noBarriers')}</p>
        )
      ) : (
        <BarrierTable
          barriers={problem.barriers}
          owners={owners}
          blockable={problem}
          patientId={plan.patientId}
          mayWrite={mayWrite}
          mayCare={mayCare}
          more={moreOf}
        />
      )}
      {mayWrite ? (
        <LeftUnsaved
          form={barrierDraft(newBarrier)}
          what={t('addBarrier')}
          onGoOn={() => setAdding('barrier')}
        />
      ) : null}
      {adding === 'barrier' ? (
        <BarrierForm
          form={newBarrier}
          patientId={plan.patientId}
          barrier={null}
          owners={owners}
          blockable={problem}
          save={(fields) => noted('barrier', fields.title, addBarrier({ problemId, ...fields }))}
          onDone={close}
        />
      ) : null}
      {erroneous === null ? null : (
        <InErrorDialog target={erroneous} onClose={() => setErroneous(null)} />
      )}
    </section>
  );
};
