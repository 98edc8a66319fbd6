/** The steps of set-up at the left: done ones with Change, and the way to the demonstration. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { useWork } from '../../app/work-context';
import { Icon } from '../../components/Icon';
import { useErrorText } from '../../components/PlaceState';
import { bedsOfForm, steps, type SetUpForm, type StepName } from './set-up-form';
import { useZoneName } from './zone-name';

export const StepList = ({
  step,
  form,
  onStep,
  onRestore,
}: {
  step: StepName;
  form: SetUpForm;
  onStep: (step: StepName) => void;
  onRestore: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const zoneName = useZoneName();
  const now = steps.indexOf(step);
  const doneText = (name: StepName): string => {
    if (name === 'hospital') return `${form.hospitalName}. ${zoneName(form.zone) ?? form.zone}`;
    if (name === 'administrator') return `${form.givenName} ${form.familyName}`;
    return `${t('setUp.unitCount', { count: form.units.length })}, ${t('setUp.beds', { count: bedsOfForm(form) })}`;
  };
  return (
    <nav className="steps-list" aria-label={t('setUp.title')}>
      <div className="steps-head">
        <h2 className="t-section">{t('setUp.title')}</h2>
        <p className="t-cap">{t('setUp.about')}</p>
      </div>
      <ol>
        {steps.map((name, i) => (
          <li
            key={name}
            className={i < now ? 'step done' : 'step'}
            aria-current={i === now ? 'step' : undefined}
          >
            <span className="mark">
              {i < now ? (
                <>
                  <Icon name="check" size={12} />
                  <span className="sr">{t('setUp.done')}</span>
                </>
              ) : (
                i + 1
              )}
            </span>
            <span className="grow">
              <span className="step-name">{t(`setUp.steps.${name}`)}</span>
              <span className="t-cap">
                {i < now ? doneText(name) : t(`setUp.stepsHelp.${name}`)}
              </span>
            </span>
            {i < now ? (
              <button
                type="button"
                className="link"
                aria-label={`${t('setUp.change')}: ${t(`setUp.steps.${name}`)}`}
                onClick={() => onStep(name)}
              >
                {t('setUp.change')}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      <div className="step-foot-links">
        <button type="button" className="link" onClick={onRestore}>
          {t('setUp.restore')}
        </button>
      </div>
      <DemonstrationOffer />
    </nav>
  );
};

const DemonstrationOffer = (): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const explore = useCommand('session.exploreDemonstration');
  const { job } = useWork();
  return (
    <div className="step-demo">
      <div className="row b">
        <Icon name="eye" /> {t('setUp.demoTitle')}
      </div>
      <p className="s2">{t('setUp.demoText')}</p>
      <Button
        fullWidth
        disabled={explore.isRunning}
        onClick={() => void explore.run({})}
        sx={{ whiteSpace: 'normal', height: 'auto', minHeight: 30, lineHeight: 1.3, px: 1 }}
      >
        {explore.isRunning ? t('setUp.demoMaking') : t('setUp.demo')}
      </Button>
      {explore.isRunning && job ? (
        <progress
          className="bar"
          value={job.done}
          max={job.of}
          aria-label={t('setUp.demoMaking')}
        />
      ) : null}
      {explore.error ? (
        <p className="problem" role="alert">
          {errorText(explore.error)}
        </p>
      ) : null}
    </div>
  );
};
