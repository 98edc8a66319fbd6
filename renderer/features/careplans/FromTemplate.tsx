/** A small mark on what a template brought: "From Heart failure". */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FromTemplate as Record } from '../../../shared/careplans/plan';
import { usePlan } from './plan-context';

export const FromTemplate = ({ record }: { record: Record }): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const { templateTitle } = usePlan();
  const title = record.templateId ? templateTitle(record.templateId) : null;
  return title === null ? null : <span className="cp-from">{t('template.from', { title })}</span>;
};
