/** Says that a goal of a plan in force is past its date, or that nothing was recorded for days. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { goalAttention } from '../../../../shared/careplans/attention';
import type { Goal } from '../../../../shared/careplans/plan';
import { localDateOf } from '../../../../shared/time';
import { useMinute } from '../../../app/now';
import { Icon } from '../../../components/Icon';
import { usePlan } from '../plan-context';

export const GoalAttention = ({ goal }: { goal: Goal }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const { now, zone } = useMinute();
  const since = plan.versions.at(-1)?.signedAt;
  if (plan.status !== 'active' || since === undefined) return null;
  const { pastDueDays, quietDays } = goalAttention(
    { ...goal, lastProgressAt: goal.progress.at(-1)?.at ?? null },
    since,
    localDateOf(now, zone),
    zone,
  );
  if (pastDueDays === null && quietDays === null) return null;
  return (
    <div className="cp-attention row wrap">
      {pastDueDays === null ? null : (
        <span className="sev today">
          <Icon name="alert" size={14} />
          {t('course.attention.pastDue', { count: pastDueDays })}
        </span>
      )}
      {quietDays === null ? null : (
        <span className="sev soon">
          <Icon name="clock" size={14} />
          {t('course.attention.quiet', { count: quietDays })}
        </span>
      )}
    </div>
  );
};
