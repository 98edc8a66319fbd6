/** The walk over the plan: its goals at the left, the one in hand in the middle, the end last. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Blocker } from '../../../../shared/careplans/activation';
import { walkGoals, type Walk } from '../../../../shared/careplans/walk';
import { useCommand } from '../../../app/api';
import { Icon } from '../../../components/Icon';
import { Key } from '../../../components/Key';
import { usePlan } from '../plan-context';
import { WalkEnd } from './WalkEnd';
import { WalkGoal } from './WalkGoal';

export const WalkDialog = ({
  walk,
  onClose,
  onMend,
}: {
  walk: Walk;
  onClose: () => void;
  onMend: (blocker: Blocker) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const titleId = useId();
  const { plan } = usePlan();
  const { run: abandon } = useCommand('careplans.abandonWalk');
  const goals = walkGoals(plan, walk.kind);
  const decisionOf = (goalId: string) => walk.decisions.find((one) => one.goalId === goalId);
  const firstOpen = goals.findIndex(({ goal }) => decisionOf(goal.id) === undefined);
  // It goes on where it was: at the first goal that nobody decided about.
  const [at, setAt] = useState(firstOpen === -1 ? goals.length : firstOpen);
  const current = goals[at];
  const decided = goals.filter(({ goal }) => decisionOf(goal.id) !== undefined).length;
  return (
    <Dialog
      fullScreen
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { borderRadius: 0 } } }}
    >
      <div className="cp-template-bar">
        <h2 className="t-section" id={titleId}>
          {t(`course.walk.title.${walk.kind}`)}
        </h2>
        <span className="s2 grow">
          {plan.patient.name}. {t('course.walk.decided', { n: decided, total: goals.length })}
        </span>
        <Button
          variant="text"
          onClick={() =>
            void abandon({ id: plan.id, walkId: walk.id, rowVersion: walk.rowVersion }).then(
              ({ ok }) => ok && onClose(),
            )
          }
        >
          {t('course.walk.abandon')}
        </Button>
        <Button onClick={onClose}>
          {t('course.walk.leave')} <Key keys="Esc" />
        </Button>
      </div>
      <div className="cp-walk">
        <nav className="cp-outline" aria-label={t('course.walk.goals')}>
          <ol>
            {goals.map(({ goal }, index) => {
              const one = decisionOf(goal.id);
              return (
                <li key={goal.id}>
                  <button
                    type="button"
                    className="cp-outline-item"
                    aria-current={index === at ? 'step' : undefined}
                    onClick={() => setAt(index)}
                  >
                    <Icon name={one ? 'check' : 'clock'} size={14} />
                    <span className="grow">
                      <span className="m">{goal.description}</span>
                      {one ? (
                        <span className="t-cap">
                          {t('course.walk.byWhom', {
                            decision: t(`course.walk.decision.${one.decision}`),
                            name: one.byName ?? t('somebody'),
                          })}
                          {one.goesOn ? `, ${t('course.walk.goesOnMark')}` : null}
                        </span>
                      ) : null}
                    </span>
                  </button>
                </li>
              );
            })}
            <li>
              <button
                type="button"
                className="cp-outline-item"
                aria-current={current === undefined ? 'step' : undefined}
                onClick={() => setAt(goals.length)}
              >
                <Icon name="sign" size={14} />
                <span className="m">{t('course.walk.last')}</span>
              </button>
            </li>
          </ol>
        </nav>
        <div className="cp-walk-main">
          {current === undefined ? (
            <WalkEnd walk={walk} onDone={onClose} onMend={onMend} />
          ) : (
            <>
              <p className="t-cap" role="status">
                {t('course.walk.step', { n: at + 1, total: goals.length })}
              </p>
              <WalkGoal
                key={current.goal.id}
                walk={walk}
                goal={current.goal}
                problem={current.problem}
                onNext={() => setAt(at + 1)}
              />
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
};
