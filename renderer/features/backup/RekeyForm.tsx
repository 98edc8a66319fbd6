/** Gives the record a new data key, so that whoever was taken away opens no later copy of it. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { useBackupErrorText } from './error-text';

export const RekeyForm = (): ReactElement => {
  const { t } = useTranslation('backup');
  const { t: tApp } = useTranslation('app');
  const errorText = useBackupErrorText();
  const [open, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [marked, setMarked] = useState(false);
  const { run, isRunning, error, reset } = useCommand('backup.rekey');
  const close = (): void => {
    setOpen(false);
    setPassphrase('');
    setMarked(false);
    reset();
  };
  const submit = async (): Promise<void> => {
    setMarked(true);
    if (passphrase === '') return;
    // Ends with the window loaded afresh, signed in under the new key.
    const outcome = await run({ passphrase });
    if (outcome.ok) return;
    setPassphrase('');
    // Emptied by us: not to be called missing beside what was wrong.
    setMarked(false);
  };
  return (
    <section className="stack" aria-label={t('rekey.title')}>
      <div className="section-head">
        <h2>{t('rekey.title')}</h2>
      </div>
      <p className="s2 measure">{t('rekey.text')}</p>
      {open ? (
        <form
          className="box stack"
          aria-label={t('rekey.title')}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Field
            label={t('rekey.passphrase')}
            help={t('rekey.help')}
            problem={marked && passphrase === '' ? t('missing') : undefined}
          >
            {(control) => (
              <input
                {...control}
                type="password"
                autoFocus
                autoComplete="off"
                maxLength={1024}
                disabled={isRunning}
                value={passphrase}
                onChange={(event) => setPassphrase(event.target.value)}
              />
            )}
          </Field>
          {error ? (
            <div className="problem" role="alert">
              <Icon name="alert" size={14} />
              {errorText(error)}
            </div>
          ) : null}
          <div className="row">
            <Button type="submit" variant="contained" disabled={isRunning}>
              {isRunning ? t('rekey.running') : t('rekey.do')}
            </Button>
            <Button variant="text" disabled={isRunning} onClick={close}>
              {tApp('cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>
            <Icon name="key" /> {t('rekey.open')}
          </Button>
        </div>
      )}
    </section>
  );
};
