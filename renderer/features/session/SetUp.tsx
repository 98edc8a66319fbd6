/** First run in four steps: hospital, units and beds, administrator, recovery key (set-up screen). */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { countBeds, parseRooms } from '../../../shared/units/rooms';
import type { CallError } from '../../../shared/errors';
import { useCommand } from '../../app/api';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { AdministratorStep, HospitalStep, UnitsStep, type SetUpForm } from './SetUpSteps';
import { Foot } from './Foot';
import { RecoveryStep, type ShownKey } from './RecoveryStep';

type StepName = 'hospital' | 'units' | 'administrator' | 'recovery';
const steps: readonly StepName[] = ['hospital', 'units', 'administrator', 'recovery'];

/** Fields of a step that are still missing or wrong; empty = go on. */
const problemsOf = (form: SetUpForm, step: StepName): string[] => {
  const missing = (value: string, name: string): string[] => (value.trim() === '' ? [name] : []);
  if (step === 'hospital')
    return [...missing(form.hospitalName, 'hospitalName'), ...missing(form.zone, 'zone')];
  if (step === 'units')
    return form.units.flatMap((unit, i) => [
      ...missing(unit.name, `units.${i}.name`),
      ...(parseRooms(unit.rooms).ok ? [] : [`units.${i}.rooms`]),
    ]);
  if (step === 'administrator')
    return [
      ...missing(form.givenName, 'givenName'),
      ...missing(form.familyName, 'familyName'),
      ...missing(form.signInName, 'signInName'),
      ...missing(form.passphrase, 'passphrase'),
    ];
  return [];
};

/** Which step an error of main belongs to. */
const stepOfError = (error: CallError): StepName =>
  error.fields?.['zone'] ? 'hospital' : 'administrator';

const emptyForm = (zone: string): SetUpForm => ({
  hospitalName: '',
  zone,
  helpDesk: '',
  units: [{ name: '', rooms: '' }],
  givenName: '',
  familyName: '',
  signInName: '',
  passphrase: '',
});

const toInput = (form: SetUpForm) => ({
  hospitalName: form.hospitalName,
  zone: form.zone,
  helpDesk: form.helpDesk.trim() === '' ? null : form.helpDesk,
  units: form.units.map((unit) => {
    const parsed = parseRooms(unit.rooms);
    return { name: unit.name, rooms: parsed.ok ? parsed.rooms : [] };
  }),
  administrator: {
    givenName: form.givenName,
    familyName: form.familyName,
    signInName: form.signInName,
    passphrase: form.passphrase,
  },
});

export const SetUp = ({ guessedZone }: { guessedZone: string }): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [step, setStep] = useState<StepName>('hospital');
  const [form, setForm] = useState<SetUpForm>(() => emptyForm(guessedZone));
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<ShownKey | null>(null);
  const { run, isRunning, error, reset } = useCommand('session.setUp');
  const change = (patch: Partial<SetUpForm>): void => {
    setForm({ ...form, ...patch });
    setMarked([]);
    reset();
  };
  const goOn = async (): Promise<void> => {
    const problems = problemsOf(form, step);
    setMarked(problems);
    if (problems.length > 0) return;
    if (step !== 'administrator') {
      setStep(steps[steps.indexOf(step) + 1]!);
      return;
    }
    const outcome = await run(toInput(form));
    if (outcome.ok) {
      setShown(outcome.value);
      setStep('recovery');
    } else setStep(stepOfError(outcome.error));
  };
  const fields = error?.fields ?? {};
  const props = { form, marked, fields, onChange: change };
  const foot = (
    <Foot
      hint={marked.length > 0 ? t('setUp.missing') : error && !error.fields ? errorText(error) : ''}
      onBack={step === 'hospital' ? undefined : () => setStep(steps[steps.indexOf(step) - 1]!)}
    >
      <Button type="submit" variant="contained" size="large" disabled={isRunning}>
        {isRunning ? t('setUp.making') : t('setUp.next')} <Key keys="Enter" on />
      </Button>
    </Foot>
  );
  return (
    <main className="panel" style={{ gridColumn: '1 / -1' }}>
      <div className="steps-panel">
        <StepList
          step={step}
          form={form}
          locked={shown !== null && step === 'recovery'}
          onStep={setStep}
        />
        {step === 'recovery' && shown ? (
          <RecoveryStep shown={shown} onBack={() => setStep('administrator')} />
        ) : (
          <form
            className="step-body"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void goOn();
            }}
          >
            <div className="step-scroll stack">
              <div className="t-cap">{t('setUp.step', { n: steps.indexOf(step) + 1 })}</div>
              {step === 'hospital' ? (
                <HospitalStep {...props} />
              ) : step === 'units' ? (
                <UnitsStep {...props} />
              ) : (
                <AdministratorStep {...props} />
              )}
            </div>
            {foot}
          </form>
        )}
      </div>
    </main>
  );
};

const StepList = ({
  step,
  form,
  locked,
  onStep,
}: {
  step: StepName;
  form: SetUpForm;
  locked: boolean;
  onStep: (step: StepName) => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const explore = useCommand('session.exploreDemonstration');
  const now = steps.indexOf(step);
  const doneText = (name: StepName): string => {
    if (name === 'hospital') return form.hospitalName;
    if (name === 'administrator') return `${form.givenName} ${form.familyName}`;
    const beds = form.units.reduce((sum, unit) => {
      const parsed = parseRooms(unit.rooms);
      return sum + (parsed.ok ? countBeds(parsed.rooms) : 0);
    }, 0);
    return t('setUp.unitsDone', { units: form.units.length, beds });
  };
  return (
    <nav className="steps-list" aria-label={t('setUp.title')}>
      <div style={{ padding: '0 12px 16px' }}>
        <div className="t-section">{t('setUp.title')}</div>
        <div className="t-cap">{t('setUp.about')}</div>
      </div>
      {steps.map((name, i) => (
        <div
          key={name}
          className={i < now ? 'step done' : 'step'}
          aria-current={i === now ? 'step' : undefined}
        >
          <span className="mark">{i < now ? <Icon name="check" size={12} /> : i + 1}</span>
          <span>
            <span className="m">{t(`setUp.steps.${name}`)}</span>
            <span className="t-cap" style={{ display: 'block' }}>
              {i < now ? doneText(name) : t(`setUp.stepsHelp.${name}`)}
            </span>
          </span>
          {i < now && !locked ? (
            <button
              type="button"
              className="link"
              aria-label={`${t('setUp.change')}: ${t(`setUp.steps.${name}`)}`}
              onClick={() => onStep(name)}
            >
              {t('setUp.change')}
            </button>
          ) : null}
        </div>
      ))}
      <div className="box stack" style={{ marginTop: 'auto', background: 'var(--sunken)' }}>
        <div className="row m">
          <Icon name="eye" /> {t('setUp.demoTitle')}
        </div>
        <div className="s2">{t('setUp.demoText')}</div>
        <Button
          sx={{ whiteSpace: 'normal', height: 'auto', minHeight: 30 }}
          disabled={explore.isRunning}
          onClick={() => void explore.run({})}
        >
          {explore.isRunning ? t('setUp.demoMaking') : t('setUp.demo')}
        </Button>
      </div>
    </nav>
  );
};
