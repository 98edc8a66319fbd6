/** Every point of a goal's progress, newest first; a wrong one is marked as entered in error. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal, Progress } from '../../../shared/careplans/plan';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { usePlanErrorText } from './error-text';
import { MoreMenu } from './MoreMenu';
import { usePlan } from './plan-context';

export const ProgressList = ({ goal }: { goal: Goal }): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { zone } = useMinute();
  const { mayWrite } = usePlan();
  const [wrong, setWrong] = useState<Progress | null>(null);
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
        <ConfirmDialog
          title={t('withdrawTitle')}
          confirm={t('withdraw')}
          safe={t('keepPlan')}
          reasonLabel={t('reason')}
          problem={error && errorText(error)}
          onClose={() => setWrong(null)}
          onConfirm={(reason) =>
            void run({ goalId: goal.id, id: wrong.id, rowVersion: wrong.rowVersion, reason }).then(
              ({ ok }) => ok && setWrong(null),
            )
          }
        >
          {t('withdrawText', { goal: goal.description })}
        </ConfirmDialog>
      )}
    </>
  );
};
