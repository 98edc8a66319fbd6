/** A temporary passphrase must be changed at the first sign-in; also used from the settings. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { PassphraseField } from './PassphraseField';

/** Asks for the present passphrase and a new one; `onDone` after it was changed. */
export const PassphraseForm = ({ onDone }: { onDone?: () => void }): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { run, isRunning, error } = useCommand('session.changePassphrase');
  const problemOf = (field: string): string | undefined => {
    const code = error?.fields?.[field];
    return code === undefined ? undefined : t(`passphrase.problem.${code}`);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run({ current, next }).then((outcome) => outcome.ok && onDone?.());
      }}
    >
      <PassphraseField
        label={t('passphrase.current')}
        value={current}
        autoFocus
        problem={problemOf('current')}
        onChange={setCurrent}
      />
      <PassphraseField
        label={t('passphrase.new')}
        value={next}
        rate
        problem={problemOf('next')}
        onChange={setNext}
      />
      {error && !error.fields ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
      <Button
        type="submit"
        variant="contained"
        size="large"
        disabled={isRunning || current === '' || next === ''}
      >
        {t('passphrase.choose')} <Key keys="Enter" on />
      </Button>
    </form>
  );
};

export const FirstPassphrase = (): ReactElement => {
  const { t } = useTranslation('session');
  return (
    <main className="lock-screen">
      <div
        className="lock-card"
        style={{ gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 520, marginTop: 'auto' }}
      >
        <div className="lock-form">
          <h1 className="t-page">{t('passphrase.chooseTitle')}</h1>
          <p className="s2">{t('passphrase.chooseText')}</p>
          <PassphraseForm />
        </div>
      </div>
    </main>
  );
};
