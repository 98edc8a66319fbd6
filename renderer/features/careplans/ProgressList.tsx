/** Every point of a goal's progress, newest first; a wrong one is marked as entered in error. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal, Progress } from '../../../shared/careplans/plan';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { wasOpenAtLock } from '../../app/open-forms';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { usePlanErrorText } from './error-text';
import { MoreMenu } from './MoreMenu';
import { usePlan } from './plan-context';

const withdrawForm = (id: string): string => `careplans.withdraw:${id}`;

/** The point of the goal that was being withdrawn when Liaison locked. */
export const withdrawnAtLock = ({ progress }: Goal): Progress | null =>
  progress.find(({ id }) => wasOpenAtLock(withdrawForm(id))) ?? null;

export const ProgressList = ({ goal }: { goal: Goal }): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { zone } = useMinute();
  const { mayWrite } = usePlan();
  const [wrong, setWrong] = useState<Progress | null>(() => withdrawnAtLock(goal));
  const { run, error } = useCommand('careplans.withdrawProgress');
  return (
    <>
      <ul className="cp-progress-list" aria-label={t('progressFor', { goal: goal.description })}>
        {goal.progress.toReversed().map((point) => (
          <li key={point.id} className="row">
            <span className="s3 nw">{format.dateTime(point.at, zone)}</span>
            <span className="grow">
              {point.value === null ? null : <span className="b">{point.value} </span>}
              {t(`achievement.${point.achievementStatus}`)}
              {point.statement === null ? null : <span className="s2">. {point.statement}</span>}
            </span>
            <span className="t-cap nw">{point.byName}</span>
            {mayWrite ? (
              <MoreMenu
                label={t('moreFor', { what: format.dateTime(point.at, zone) })}
                items={[{ text: t('withdraw'), act: () => setWrong(point) }]}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {wrong === null ? null : (
        <ReasonDialog
          form={withdrawForm(wrong.id)}
          title={t('withdrawTitle')}
          confirm={t('withdraw')}
          safe={t('keepPlan')}
          reasonLabel={t('reason')}
          problem={error && errorText(error)}
          onClose={() => setWrong(null)}
          onConfirm={async (reason) => {
            const { id, rowVersion } = wrong;
            return (await run({ goalId: goal.id, id, rowVersion, reason })).ok;
          }}
        >
          {t('withdrawText', { goal: goal.description })}
        </ReasonDialog>
      )}
    </>
  );
};
