/** Opens the record with the printed key and gives one administrator a new passphrase. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { Field } from '../../components/Field';
import { useErrorText } from '../../components/PlaceState';
import { PassphraseField } from './PassphraseField';

export const RecoverForm = ({ onBack }: { onBack: () => void }): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [recoveryKey, setRecoveryKey] = useState('');
  const [signInName, setSignInName] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const { run, isRunning, error } = useCommand('session.recover');
  const keyProblem = error?.fields?.['recoveryKey'];
  const passphraseProblem = error?.fields?.['newPassphrase'];
  return (
    <form
      className="stack"
      aria-label={t('recover.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void run({ recoveryKey, signInName, newPassphrase });
      }}
    >
      <h1 className="t-page">{t('recover.title')}</h1>
      <p className="s2">{t('recover.text')}</p>
      <Field
        label={t('recover.key')}
        problem={keyProblem === undefined ? undefined : t(`recover.problem.${keyProblem}`)}
      >
        {(control) => (
          <textarea
            {...control}
            rows={2}
            autoFocus
            spellCheck={false}
            autoComplete="off"
            value={recoveryKey}
            onChange={(event) => setRecoveryKey(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('recover.name')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={signInName}
            onChange={(event) => setSignInName(event.target.value)}
          />
        )}
      </Field>
      <PassphraseField
        label={t('passphrase.new')}
        value={newPassphrase}
        rate
        problem={
          passphraseProblem === undefined ? undefined : t(`passphrase.problem.${passphraseProblem}`)
        }
        onChange={setNewPassphrase}
      />
      {error && !error.fields ? (
        <div className="problem" role="alert">
          {error.key === 'recoveryRefused' ? t('recover.refused') : errorText(error)}
        </div>
      ) : null}
      <div className="row wrap">
        <Button
          type="submit"
          variant="contained"
          disabled={isRunning || !recoveryKey || !signInName || !newPassphrase}
        >
          {t('recover.submit')}
        </Button>
        <Button variant="text" onClick={onBack}>
          {t('recover.back')}
        </Button>
      </div>
    </form>
  );
};
