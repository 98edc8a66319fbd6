/** Small marks on a line of the plan: the template that brought it, the answer that it stands on. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FromTemplate as Record } from '../../../shared/careplans/plan';
import { LineGround } from '../proposals';
import { usePlan } from './plan-context';

export const FromTemplate = ({
  record,
}: {
  record: Record & { id: string; source?: string | null };
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { templateTitle } = usePlan();
  const title = record.templateId ? templateTitle(record.templateId) : null;
  return (
    <>
      {title === null ? null : <span className="cp-from">{t('template.from', { title })}</span>}
      <LineGround id={record.id} short={Boolean(record.source)} />
    </>
  );
};
