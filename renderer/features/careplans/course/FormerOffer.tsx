/** At readmission: the last plan, goal by goal. Nothing comes over but what a person takes up. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../../shared/time';
import { useCall, useCommand } from '../../../app/api';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { Icon } from '../../../components/Icon';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';

export const FormerOffer = (): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { zone } = useMinute();
  const { plan, mayWrite } = usePlan();
  const { data } = useCall('careplans.former', { id: plan.id });
  const { run, isRunning, error } = useCommand('careplans.takeUp');
  const left = data?.goals.filter(({ taken }) => !taken).length ?? 0;
  const [open, setOpen] = useState(plan.newestVersion === 0);
  if (!data || !mayWrite || left === 0) return null;
  return (
    <section className="cp-former" aria-label={t('course.former.title')}>
      <div className="section-head">
        <h3>
          <Icon name="history" size={14} /> {t('course.former.title')}
        </h3>
        <span className="n grow">{left}</span>
        <Button size="small" variant="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'course.former.hide' : 'course.former.show')}
        </Button>
      </div>
      {open ? (
        <>
          <p className="t-cap">
            {t('course.former.from', {
              title: data.title,
              date: format.date(localDateOf(data.endedAt, zone)),
            })}
            {data.nextSetting === null
              ? null
              : ` ${t('course.former.handedOn', { who: data.nextSetting })}`}
          </p>
          <ul className="cp-people">
            {data.goals.map((goal) => (
              <li key={goal.id} className="row">
                <span className="grow">
                  <span className="m">{goal.description}</span>
                  <span className="t-cap">
                    {[
                      goal.problem,
                      goal.target,
                      goal.outcome === null
                        ? t('course.former.noOutcome')
                        : t(`course.walk.decision.${goal.outcome}`),
                      goal.goesOn ? t('course.walk.goesOnMark') : null,
                      goal.reason,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                {goal.taken ? (
                  <span className="sev ok">
                    <Icon name="check" size={14} /> {t('course.former.taken')}
                  </span>
                ) : (
                  <Button
                    size="small"
                    disabled={isRunning}
                    aria-label={`${t('course.former.take')}: ${goal.description}`}
                    onClick={() => void run({ id: plan.id, goalIds: [goal.id] })}
                  >
                    {t('course.former.take')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {error ? (
            <div className="problem" role="alert">
              {errorText(error)}
            </div>
          ) : null}
        </>
      ) : null}
    </section>
  );
};
