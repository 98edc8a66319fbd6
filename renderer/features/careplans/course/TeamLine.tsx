/** The plan's line about those who take part; opens who they are and what they were told. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlan } from '../plan-context';
import { PeopleDialog } from './PeopleDialog';

export const TeamLine = (): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const [open, setOpen] = useState(false);
  return (
    <div className="cp-field" data-place="plan:participants">
      <span className="t-label">{t('course.people.title')}</span>
      <button type="button" className="cp-link cp-team" onClick={() => setOpen(true)}>
        {plan.participants.length === 0
          ? t('course.people.none')
          : t('course.people.count', { count: plan.participants.length })}
      </button>
      {open ? <PeopleDialog onClose={() => setOpen(false)} /> : null}
    </div>
  );
};
