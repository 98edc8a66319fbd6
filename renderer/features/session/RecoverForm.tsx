/** Opens the record with the printed key and gives one administrator a new passphrase. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { Icon } from '../../components/Icon';
import { KeyGroupsField } from '../../components/KeyGroupsField';
import { useErrorText } from '../../components/PlaceState';
import { PassphraseField } from './PassphraseField';
import { TextField } from './TextField';

export const RecoverForm = ({ onBack }: { onBack: () => void }): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [recoveryKey, setRecoveryKey] = useState('');
  const [signInName, setSignInName] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const [marked, setMarked] = useState(false);
  const { run, isRunning, error, reset } = useCommand('session.recover');
  const keyProblem = error?.fields?.['recoveryKey'];
  const passphraseProblem = error?.fields?.['newPassphrase'];
  const missing = (value: string): string | undefined =>
    marked && value.trim() === '' ? t('setUp.required') : undefined;
  const submit = (): void => {
    setMarked(true);
    if (recoveryKey && signInName.trim() && newPassphrase)
      void run({ recoveryKey, signInName, newPassphrase });
  };
  return (
    <form
      className="stack"
      aria-label={t('recover.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1 className="t-page">{t('recover.title')}</h1>
      <p className="s2">{t('recover.text')}</p>
      <KeyGroupsField
        label={t('recover.key')}
        autoFocus
        value={recoveryKey}
        problem={
          keyProblem === undefined ? missing(recoveryKey) : t(`recover.problem.${keyProblem}`)
        }
        onChange={(value) => {
          setRecoveryKey(value);
          reset();
        }}
      />
      <TextField
        label={t('recover.name')}
        maxLength={200}
        value={signInName}
        problem={missing(signInName)}
        onChange={setSignInName}
      />
      <PassphraseField
        label={t('passphrase.new')}
        value={newPassphrase}
        rate
        problem={
          passphraseProblem === undefined
            ? missing(newPassphrase)
            : t(`passphrase.problem.${passphraseProblem}`)
        }
        onChange={setNewPassphrase}
      />
      {error && !error.fields ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {error.key === 'recoveryRefused'
            ? t('recover.refused')
            : error.key === 'recoverAdministrator'
              ? t('recover.administrator')
              : errorText(error)}
        </div>
      ) : null}
      <div className="row wrap">
        <Button type="submit" variant="contained" size="large" disabled={isRunning}>
          {isRunning ? t('lock.opening') : t('recover.submit')}
        </Button>
        <Button variant="text" size="large" onClick={onBack}>
          {t('recover.back')}
        </Button>
      </div>
    </form>
  );
};
