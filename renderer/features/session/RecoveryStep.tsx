/** The recovery key, shown once: print it, then type three groups back with them covered. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { Foot } from './Foot';

export interface ShownKey {
  recoveryKey: string[];
  /** Groups asked back, 1 to 9. */
  askBack: number[];
}

const groupLength = 4;

export const RecoveryStep = ({
  shown,
  onBack,
}: {
  shown: ShownKey;
  onBack: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [covered, setCovered] = useState(false);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [keptIn, setKeptIn] = useState('');
  const print = useCommand('session.printRecoveryKey');
  const [printed, setPrinted] = useState<boolean | null>(null);
  const confirm = useCommand('session.confirmRecoveryKey');
  const left = shown.askBack.filter(
    (group) => (typed[String(group)] ?? '').trim().length < groupLength,
  );
  const submit = async (): Promise<void> => {
    if (left.length > 0) return;
    const outcome = await confirm.run({
      groups: typed,
      keptIn: keptIn.trim() === '' ? null : keptIn,
    });
    if (outcome.ok) setWrong(outcome.value.wrongGroups);
  };
  return (
    <form
      className="step-body"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="step-scroll stack">
        <div className="t-cap">{t('setUp.step', { n: 4 })}</div>
        <h1 className="t-page">{t('setUp.recoveryTitle')}</h1>
        <p className="s2 t-read">{t('setUp.recoveryText')}</p>
        <div className="box" style={{ padding: 0 }}>
          <ol className="key-groups" aria-label={t('lock.recovery')}>
            {shown.recoveryKey.map((group, i) => (
              <li key={i} className="key-group">
                <small>{i + 1}</small>
                {covered && shown.askBack.includes(i + 1) ? '••••' : group}
              </li>
            ))}
          </ol>
          <div
            className="row wrap"
            style={{
              borderTop: '1px solid var(--line)',
              padding: '8px 12px',
              background: 'var(--sunken)',
            }}
          >
            <Button
              onClick={() =>
                void print
                  .run({})
                  .then((outcome) => setPrinted(outcome.ok && outcome.value.printed))
              }
            >
              <Icon name="printer" /> {t('setUp.print')}
            </Button>
            {covered ? (
              <Button onClick={() => setCovered(false)}>{t('setUp.showAgain')}</Button>
            ) : null}
            <span className="help end">{t('setUp.noLetters')}</span>
          </div>
        </div>
        {printed === null ? null : (
          <div className={printed ? 'good' : 'problem'} role="status">
            {printed ? t('setUp.printed') : t('setUp.notPrinted')}
          </div>
        )}
        <div>
          <h2 className="t-section">{t('setUp.typeBack')}</h2>
          <p className="help">{t('setUp.covered')}</p>
        </div>
        <div className="row wrap" style={{ alignItems: 'flex-start' }}>
          {shown.askBack.map((group) => (
            <div className="grow" key={group} style={{ minWidth: 120 }}>
              <Field
                label={t('setUp.group', { n: group })}
                problem={wrong.includes(group) ? t('setUp.groupWrong') : undefined}
              >
                {(control) => (
                  <input
                    {...control}
                    maxLength={8}
                    autoComplete="off"
                    spellCheck={false}
                    value={typed[String(group)] ?? ''}
                    onFocus={() => setCovered(true)}
                    onChange={(event) => {
                      setTyped({ ...typed, [String(group)]: event.target.value.toUpperCase() });
                      setWrong([]);
                    }}
                  />
                )}
              </Field>
            </div>
          ))}
        </div>
        <Field label={t('setUp.keptIn')} optional>
          {(control) => (
            <input
              {...control}
              value={keptIn}
              onChange={(event) => setKeptIn(event.target.value)}
            />
          )}
        </Field>
        {confirm.error ? (
          <div className="problem" role="alert">
            {errorText(confirm.error)}
          </div>
        ) : null}
      </div>
      <Foot hint={left.length > 0 ? t('setUp.groupsLeft') : ''} onBack={onBack}>
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={left.length > 0 || confirm.isRunning}
        >
          {t('setUp.finish')} <Key keys="Enter" on />
        </Button>
      </Foot>
    </form>
  );
};
