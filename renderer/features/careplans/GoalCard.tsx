/** One goal: what, measure, baseline, target, due, its line, and what was last seen. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isPursued, type Goal } from '../../../shared/careplans/plan';
import type { Achievement } from '../../../shared/careplans/statuses';
import { useCommand, type CallInput } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { wasOpenAtLock } from '../../app/open-forms';
import { Icon, type IconName } from '../../components/Icon';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { GoalAttention } from './course/GoalAttention';
import { UnmeasuredReason } from './course/Reasons';
import { FromTemplate } from './FromTemplate';
import { MeasureDetails, useMeasureSummary, useValueWords, ValueField } from './GoalMeasure';
import { InErrorDialog } from './InErrorDialog';
import { JoinGoal } from './JoinGoal';
import { MoreMenu } from './MoreMenu';
import { NearDue } from './NearDue';
import { usePlan } from './plan-context';
import { useOfferDeed } from './plan-deeds';
import { progressDraft, ProgressForm } from './ProgressForm';
import { ProgressLine } from './ProgressLine';
import { ProgressList, withdrawnAtLock } from './ProgressList';
import { SavedField, type SaveText } from './SavedField';
import { splitDraft, SplitGoal } from './SplitGoal';
import { usePartActions } from './use-part-actions';
import type { Reorder } from './use-reorder';
import { useSaver } from './use-saver';

type GoalField = 'description' | 'measure' | 'dueOn' | 'ownWords';
type Turn = CallInput<'careplans.setGoalStatus'>['status'];

const turns: readonly Turn[] = ['active', 'completed', 'on-hold', 'cancelled'];
const wellGoing: readonly Achievement[] = ['improving', 'achieved', 'sustaining'];
const badlyGoing: readonly Achievement[] = ['worsening', 'not-achieved', 'not-attainable'];

/** Achievement with its sign: shape and word tell it, colour only repeats it. */
const AchievementLabel = ({ goal }: { goal: Goal }): ReactElement => {
  const { t } = useTranslation('careplans');
  const status = goal.achievementStatus;
  const icon: IconName = wellGoing.includes(status)
    ? 'checkCircle'
    : badlyGoing.includes(status)
      ? 'alert'
      : 'clock';
  const tone = wellGoing.includes(status) ? 'ok' : badlyGoing.includes(status) ? 'today' : '';
  return (
    <span className="row nw">
      <span className={`sev ${tone}`}>
        <Icon name={icon} size={14} />
        {t(`achievement.${status}`)}
      </span>
      {isPursued(goal.lifecycleStatus) ? null : (
        <span className="pill plain">{t(`goalStatus.${goal.lifecycleStatus}`)}</span>
      )}
    </span>
  );
};

export const GoalCard = ({
  goal,
  above,
  reorder,
}: {
  goal: Goal;
  /** The goal before it, with which it can be joined. */
  above: Goal | null;
  reorder: Reorder;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const { plan, mayWrite, collapsed, setCollapsed, foundId } = usePlan();
  const isCollapsed = collapsed.has(goal.id);
  const offerDeed = useOfferDeed();
  const saver = useSaver('careplans.changeGoal', goal);
  const { run: turn } = useCommand('careplans.setGoalStatus');
  const actions = usePartActions('goal', goal, goal.description);
  const [recording, setRecording] = useState(() => wasOpenAtLock(progressDraft(goal.id)));
  const [showAll, setShowAll] = useState(() => withdrawnAtLock(goal) !== null);
  const [showWords, setShowWords] = useState(goal.ownWords !== null);
  const [showMeasure, setShowMeasure] = useState(false);
  const [reshaping, setReshaping] = useState<'split' | 'join' | null>(() =>
    wasOpenAtLock(splitDraft(goal.id)) ? 'split' : null,
  );
  const measureSummary = useMeasureSummary();
  const valueWords = useValueWords();
  const newest = goal.progress.at(-1);

  const field = (name: GoalField, label: string, more: object = {}): ReactElement => {
    const save: SaveText = (text, unchanged, over) => saver({ [name]: text }, unchanged, over);
    return (
      <SavedField
        record={goal}
        field={name}
        label={label}
        value={goal[name]}
        read={(current) => (current as Goal)[name]}
        save={save}
        patientId={plan.patientId}
        readOnly={!mayWrite}
        maxLength={120}
        {...more}
      />
    );
  };
  const turnTo = async (status: Turn): Promise<void> => {
    const before = turns.find((each) => each === goal.lifecycleStatus) ?? 'active';
    const outcome = await turn({ id: goal.id, rowVersion: goal.rowVersion, status });
    if (!outcome.ok) return;
    const { rowVersion } = outcome.value;
    offerDeed(
      t('goalTurned', { status: t(`goalStatus.${status}`) }),
      [{ record: 'goal', id: goal.id, from: goal.rowVersion, to: rowVersion }],
      () => turn({ id: goal.id, rowVersion, status: before }),
    );
  };

  return (
    <article
      className={foundId === goal.id ? 'cp-goal found' : 'cp-goal'}
      aria-label={`${t('goal')}: ${goal.description}`}
      data-part={goal.id}
      {...reorder.item(goal)}
    >
      <div className="cp-goal-head">
        <button
          type="button"
          className="icon-button cp-fold"
          aria-label={`${t(isCollapsed ? 'expand' : 'collapse')}: ${goal.description}`}
          aria-expanded={!isCollapsed}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => setCollapsed([goal.id], !isCollapsed)}
        >
          <Icon name={isCollapsed ? 'right' : 'down'} size={14} />
        </button>
        <span className="cp-tag cp-handle" {...reorder.handle(goal)}>
          {t('goal')}
        </span>
        {field('description', t('goalWhat'), {
          quietLabel: true,
          required: true,
          maxLength: 300,
          className: 'grow cp-strong',
        })}
        <FromTemplate record={goal} />
        <AchievementLabel goal={goal} />
        {mayWrite ? (
          <MoreMenu
            label={t('moreFor', { what: goal.description })}
            items={[
              ...turns
                .filter(
                  (status) =>
                    status !== goal.lifecycleStatus && goal.lifecycleStatus !== 'proposed',
                )
                .map((status) => ({
                  text: t(`goalTurn.${status}`),
                  act: () => void turnTo(status),
                })),
              { text: t('splitGoal'), act: () => setReshaping('split') },
              ...(above === null
                ? []
                : [{ text: t('joinAbove'), act: () => setReshaping('join') }]),
              ...(showWords ? [] : [{ text: t('addWords'), act: () => setShowWords(true) }]),
              ...actions.items,
            ]}
          />
        ) : null}
      </div>
      {reshaping === 'split' ? <SplitGoal goal={goal} onDone={() => setReshaping(null)} /> : null}
      {reshaping === 'join' && above !== null ? (
        <JoinGoal above={above} goal={goal} onDone={() => setReshaping(null)} />
      ) : null}
      {isCollapsed ? null : (
        <>
          <div className="cp-goal-grid">
            <div>
              {field('measure', t('measure'))}
              <button
                type="button"
                className="cp-measure-toggle t-cap"
                aria-expanded={showMeasure}
                aria-label={t('measureHowFor', {
                  how: measureSummary(goal),
                  goal: goal.description,
                })}
                onClick={() => setShowMeasure(!showMeasure)}
              >
                {measureSummary(goal)} <Icon name={showMeasure ? 'up' : 'down'} size={12} />
              </button>
            </div>
            <ValueField goal={goal} name="baseline" label={t('baseline')} saver={saver} />
            <ValueField goal={goal} name="target" label={t('target')} saver={saver} />
            <div>
              {field('dueOn', t('due'), { kind: 'date' })}
              {goal.dueOn !== null &&
              goal.achievementStatus !== 'achieved' &&
              isPursued(goal.lifecycleStatus) ? (
                <NearDue on={goal.dueOn} />
              ) : null}
            </div>
            <div className="cp-goal-now">
              <ProgressLine goal={goal} />
              {newest?.value ? (
                <div>
                  <span className="t-label">{t('now')}</span>
                  <span className="t-subject">{valueWords(goal, newest.value)}</span>
                  <span className="t-cap">{format.dateTime(newest.at, zone)}</span>
                </div>
              ) : null}
            </div>
          </div>
          {showMeasure ? <MeasureDetails goal={goal} saver={saver} /> : null}
          <GoalAttention goal={goal} />
          <UnmeasuredReason goal={goal} />
          {showWords ? (
            <div className="cp-goal-words">
              {field('ownWords', t('goalOwnWords'), { kind: 'text', maxLength: 2000 })}
            </div>
          ) : null}
          <LeftUnsaved
            form={progressDraft(goal.id)}
            what={t('progressFor', { goal: goal.description })}
            onGoOn={() => setRecording(true)}
          />
          {recording ? (
            <ProgressForm goal={goal} onDone={() => setRecording(false)} />
          ) : (
            <div className="cp-goal-foot">
              <Icon name="pencil" size={14} />
              <span className="grow trunc">
                {newest
                  ? [newest.statement, newest.byName].filter(Boolean).join(' · ')
                  : t('progressNone')}
              </span>
              {goal.progress.length === 0 ? null : (
                <Button
                  variant="text"
                  size="small"
                  aria-expanded={showAll}
                  onClick={() => setShowAll(!showAll)}
                >
                  {showAll ? t('progressHide') : t('progressAll')}
                </Button>
              )}
              {mayWrite ? (
                <Button
                  variant="text"
                  size="small"
                  color="primary"
                  onClick={() => setRecording(true)}
                >
                  {t('recordProgress')}
                </Button>
              ) : null}
            </div>
          )}
          {showAll ? <ProgressList goal={goal} /> : null}
        </>
      )}
      {actions.erroneous === null ? null : (
        <InErrorDialog target={actions.erroneous} onClose={actions.close} />
      )}
    </article>
  );
};
