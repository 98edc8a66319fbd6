/** A temporary passphrase must be changed at the first sign-in; also used from the settings. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedIn } from '../../../shared/session/session';
import { useCommand } from '../../app/api';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { PassphraseField } from './PassphraseField';

/** Asks for the present passphrase and a new one; `onDone` after it was changed. */
export const PassphraseForm = ({
  autoFocus = true,
  onDone,
}: {
  autoFocus?: boolean;
  onDone?: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { run, isRunning, error } = useCommand('session.changePassphrase');
  const [marked, setMarked] = useState(false);
  const problemOf = (field: string, value: string): string | undefined => {
    const code = error?.fields?.[field];
    if (code !== undefined) return t(`passphrase.problem.${code}`);
    return marked && value === '' ? t('setUp.required') : undefined;
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMarked(true);
        if (current === '' || next === '') return;
        void run({ current, next }).then((outcome) => outcome.ok && onDone?.());
      }}
    >
      <PassphraseField
        label={t('passphrase.current')}
        value={current}
        autoFocus={autoFocus}
        problem={problemOf('current', current)}
        onChange={setCurrent}
      />
      <PassphraseField
        label={t('passphrase.new')}
        value={next}
        rate
        problem={problemOf('next', next)}
        onChange={setNext}
      />
      {error && !error.fields ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
      <Button type="submit" variant="contained" size="large" disabled={isRunning}>
        {t('passphrase.choose')} <Key keys="Enter" on />
      </Button>
    </form>
  );
};

export const FirstPassphrase = ({ user }: { user: SignedIn }): ReactElement => {
  const { t } = useTranslation('session');
  const { t: tApp } = useTranslation('app');
  const { run } = useCommand('session.lock');
  return (
    <main className="lock-screen">
      <div className="lock-card one">
        <div className="lock-form">
          <div>
            <h1 className="t-page">{t('passphrase.chooseTitle')}</h1>
            <div className="s2">
              {t('first.asWho', {
                name: `${user.givenName} ${user.familyName}`,
                role: tApp(`role.${user.role}`),
              })}
            </div>
          </div>
          <p className="s2">{t('passphrase.chooseText')}</p>
          <PassphraseForm />
          <div>
            <button type="button" className="link" onClick={() => void run({ reason: 'signOut' })}>
              {t('first.signOut')}
            </button>
          </div>
        </div>
      </div>
    </main>
  );
};
