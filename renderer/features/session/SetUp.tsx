/**
 * First run in four steps: hospital, units and beds, administrator, recovery key (set-up screen).
 * What is typed waits in main's memory, so that it is here again after a look at the demonstration.
 */
import Button from '@mui/material/Button';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { callOnce, useCommand } from '../../app/api';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { RestorePlace } from '../backup';
import { AdministratorStep } from './AdministratorStep';
import { Foot } from './Foot';
import { HospitalStep } from './HospitalStep';
import { RecoverySheet, RecoveryStep } from './RecoveryStep';
import {
  emptyForm,
  problemsOf,
  stepOfError,
  steps,
  toInput,
  type SetUpForm,
  type ShownKey,
  type StepName,
} from './set-up-form';
import { StepList } from './StepList';
import { UnitsStep } from './UnitsStep';

interface Begun {
  form: SetUpForm;
  step: StepName;
  shown: ShownKey | null;
}

/** The unfinished set-up, or an empty one. */
const begin = async (guessedZone: string): Promise<Begun> => {
  const kept = await callOnce('session.keptSetUp', {}).catch(() => ({ form: null, shown: null }));
  if (!kept.form) return { form: emptyForm(guessedZone), step: 'hospital', shown: null };
  const { step, ...form } = kept.form;
  // A key that waits is still the one on the paper; without it the record is made anew.
  const stepNow = kept.shown ? 'recovery' : step === 'recovery' ? 'administrator' : step;
  return { form: { ...form, passphrase: '' }, step: stepNow, shown: kept.shown };
};

const keep = (step: StepName, { passphrase: _never, ...form }: SetUpForm): void =>
  void callOnce('session.keepSetUp', { step, ...form }).catch(() => undefined);

export const SetUp = ({ guessedZone }: { guessedZone: string }): ReactElement | null => {
  const [begun, setBegun] = useState<Begun | null>(null);
  useEffect(() => void begin(guessedZone).then(setBegun), [guessedZone]);
  return begun ? <SetUpSteps begun={begun} /> : null;
};

const SetUpSteps = ({ begun }: { begun: Begun }): ReactElement => {
  const { t } = useTranslation('session');
  const [step, setStep] = useState<StepName>(begun.step);
  const [form, setForm] = useState<SetUpForm>(begun.form);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<ShownKey | null>(begun.shown);
  const [keptIn, setKeptIn] = useState('');
  const [restoring, setRestoring] = useState(false);
  const { run, isRunning, error, reset } = useCommand('session.setUp');
  useEffect(() => keep(step, form), [step, form]);
  const goTo = (next: StepName): void => {
    setMarked([]);
    // Made again from what is typed then: the key that was shown counts no more.
    setShown(null);
    setStep(next);
  };
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
    // A step before may have been emptied by "Change".
    const open = steps.find((name) => problemsOf(form, name).length > 0);
    if (open) {
      setStep(open);
      setMarked(problemsOf(form, open));
      return;
    }
    const outcome = await run(toInput(form));
    if (outcome.ok) {
      setShown(outcome.value);
      setStep('recovery');
    } else setStep(stepOfError(outcome.error.fields));
  };
  const props = { form, marked, fields: error?.fields ?? {}, onChange: change };
  const now = steps.indexOf(step);
  if (restoring) return <RestoreInstead onClose={() => setRestoring(false)} />;
  return (
    <main className="panel" style={{ gridColumn: '1 / -1' }}>
      <div className={step === 'recovery' ? 'steps-panel three' : 'steps-panel'}>
        <StepList step={step} form={form} onStep={goTo} onRestore={() => setRestoring(true)} />
        {step === 'recovery' && shown ? (
          <>
            <RecoveryStep
              shown={shown}
              caption={t('setUp.step', { n: 4 })}
              keptIn={keptIn}
              onKeptIn={setKeptIn}
              onBack={() => goTo('administrator')}
            />
            <aside className="step-side">
              <RecoverySheet
                shown={shown}
                hospitalName={form.hospitalName}
                keptIn={keptIn}
                by={`${form.givenName} ${form.familyName}`}
              />
            </aside>
          </>
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
              <div className="t-cap">{t('setUp.step', { n: now + 1 })}</div>
              {step === 'hospital' ? (
                <HospitalStep {...props} />
              ) : step === 'units' ? (
                <UnitsStep {...props} />
              ) : (
                <AdministratorStep {...props} />
              )}
            </div>
            <Foot
              hint={<Hint marked={marked} error={error} />}
              onBack={now === 0 ? undefined : () => goTo(steps[now - 1]!)}
            >
              <Button type="submit" variant="contained" size="large" disabled={isRunning}>
                {isRunning ? t('setUp.making') : t('setUp.next')} <Key keys="Enter" on />
              </Button>
            </Foot>
          </form>
        )}
      </div>
    </main>
  );
};

/** This computer takes another one's place: its backup instead of a set-up. */
const RestoreInstead = ({ onClose }: { onClose: () => void }): ReactElement => (
  <main className="lock-screen">
    <div className="lock-card one">
      <div className="lock-form">
        <RestorePlace onClose={onClose} />
      </div>
    </div>
  </main>
);

/** What keeps from going on. */
const Hint = ({
  marked,
  error,
}: {
  marked: readonly string[];
  error: ReturnType<typeof useCommand<'session.setUp'>>['error'];
}): string => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  if (marked.length > 0) return t('setUp.missing');
  if (!error) return '';
  return error.fields ? t('setUp.missing') : errorText(error);
};
