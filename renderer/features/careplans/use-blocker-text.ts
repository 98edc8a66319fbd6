/** Why the plan cannot be signed yet, in words. */
import { useTranslation } from 'react-i18next';
import type { Blocker } from '../../../shared/careplans/activation';
import type { CarePlan } from '../../../shared/careplans/plan';

/** Longest part of a title quoted in a reason. */
const quoted = 40;

export const useBlockerText = (plan: CarePlan): ((blocker: Blocker) => string) => {
  const { t } = useTranslation('careplans');
  return (blocker) => {
    const title = 'title' in blocker ? blocker.title : '';
    return t(`blocker.${blocker.code}`, {
      version: plan.newestVersion,
      title: title.length > quoted ? `${title.slice(0, quoted)}…` : title,
    });
  };
};
