/** Puts a backup in the record's place: what opens it, then whether that is meant. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/backup/backup';
import { useCommand } from '../../app/api';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Field } from '../../components/Field';
import { KeyGroupsField } from '../../components/KeyGroupsField';
import { useBackupErrorText, useWhen } from './error-text';

/** What a restore does, in full, before it is done. */
const RestoreConsequences = ({ backup }: { backup: Backup }): ReactElement => {
  const { t } = useTranslation('backup');
  const when = useWhen();
  return (
    <div className="stack">
      <p>{t('confirmMade', { when: when(backup.at), workstation: backup.workstation })}</p>
      <p className="b">
        {backup.entriesSince === null
          ? t('takenBackUnknown')
          : t('takenBack', { count: backup.entriesSince })}
      </p>
      {backup.ours ? null : <p className="b">{t('confirmOther')}</p>}
      <p>{t('confirmAfter')}</p>
    </div>
  );
};

const keyKinds = ['passphrase', 'recoveryKey'] as const;
type KeyKind = (typeof keyKinds)[number];

/** Asks for what opens the backup, then whether it is meant. It ends locked, so nothing follows. */
export const RestoreForm = ({
  backup,
  signInName = '',
  onAsk,
  onClose,
}: {
  backup: Backup;
  /** Who is signed in; nobody in the locked state. */
  signInName?: string;
  /** Counts the entries anew, just before they are told. */
  onAsk: () => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('backup');
  const { t: tApp } = useTranslation('app');
  const errorText = useBackupErrorText();
  const when = useWhen();
  const [kind, setKind] = useState<KeyKind>('passphrase');
  const [name, setName] = useState(signInName);
  const [passphrase, setPassphrase] = useState('');
  const [recoveryKey, setRecoveryKey] = useState('');
  const [marked, setMarked] = useState(false);
  const [asking, setAsking] = useState(false);
  const { run, isRunning, error, reset } = useCommand('backup.restore');
  const title = t('restoreOf', { when: when(backup.at) });
  const missing = (value: string): string | undefined =>
    marked && value.trim() === '' ? t('missing') : undefined;
  const submit = (): void => {
    setMarked(true);
    const needed = kind === 'passphrase' ? [name, passphrase] : [recoveryKey];
    if (needed.some((value) => value.trim() === '')) return;
    reset();
    onAsk();
    setAsking(true);
  };
  const restore = async (): Promise<void> => {
    // Closed at once, so that it cannot be confirmed twice; the form shows how it went.
    setAsking(false);
    const outcome = await run({
      id: backup.id,
      key:
        kind === 'passphrase'
          ? { kind, signInName: name.trim(), passphrase }
          : { kind, recoveryKey },
      otherInstallation: !backup.ours,
    });
    if (outcome.ok) onClose();
  };
  const keyProblem = error?.fields?.['recoveryKey'];
  return (
    <>
      <form
        className="box stack wide-form"
        aria-label={title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 className="t-section">{title}</h2>
        <p className="s2">{t('restoreText')}</p>
        <fieldset className="row wrap" disabled={isRunning}>
          <legend className="t-label">{t('with')}</legend>
          {keyKinds.map((name) => (
            <label key={name} className="row">
              <input
                type="radio"
                name="restore-key"
                checked={kind === name}
                onChange={() => {
                  setKind(name);
                  setMarked(false);
                  reset();
                }}
              />
              {t(name)}
            </label>
          ))}
        </fieldset>
        {kind === 'passphrase' ? (
          <div className="row wrap" style={{ alignItems: 'flex-start' }}>
            <Field label={t('signInName')} problem={missing(name)}>
              {(control) => (
                <input
                  {...control}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={200}
                  disabled={isRunning}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('passphrase')} problem={missing(passphrase)}>
              {(control) => (
                <input
                  {...control}
                  type="password"
                  autoFocus
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={1024}
                  disabled={isRunning}
                  value={passphrase}
                  onChange={(event) => setPassphrase(event.target.value)}
                />
              )}
            </Field>
          </div>
        ) : (
          <KeyGroupsField
            label={t('recoveryKey')}
            autoFocus
            disabled={isRunning}
            value={recoveryKey}
            problem={keyProblem === undefined ? missing(recoveryKey) : t(`problem.${keyProblem}`)}
            onChange={(value) => {
              setRecoveryKey(value);
              reset();
            }}
          />
        )}
        {error && keyProblem === undefined ? (
          <div className="problem" role="alert">
            {errorText(error)}
          </div>
        ) : null}
        <div className="row">
          <Button type="submit" variant="contained" disabled={isRunning}>
            {isRunning ? t('restoring') : t('next')}
          </Button>
          <Button variant="text" disabled={isRunning} onClick={onClose}>
            {tApp('cancel')}
          </Button>
        </div>
      </form>
      {asking ? (
        <ConfirmDialog
          title={t('confirmTitle', { when: when(backup.at) })}
          confirm={t('restore')}
          safe={t('keep')}
          onClose={() => setAsking(false)}
          onConfirm={() => void restore()}
        >
          <RestoreConsequences backup={backup} />
        </ConfirmDialog>
      ) : null}
    </>
  );
};
