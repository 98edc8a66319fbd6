/** Name and passphrase; who locked types only the passphrase. */
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../shared/errors';
import type { SessionState } from '../../../shared/session/session';
import { epochOf } from '../../../shared/time';
import { forgetAnswersOf, useCommand } from '../../app/api';
import { useNow } from '../../app/now';
import { useAppDispatch } from '../../app/store';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { PlainButton } from '../../components/PlainButton';
import { useErrorText } from '../../components/use-error-text';
import { PassphraseField } from './PassphraseField';
import { TextField } from './TextField';

export type Locked = Extract<SessionState, { state: 'locked' }>;

const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Milliseconds that a name must still wait. */
const useWait = (waitUntil: string | null): number => {
  const { now } = useNow();
  return waitUntil ? Math.max(0, epochOf(waitUntil) - epochOf(now)) : 0;
};

/** What stands under the passphrase: the refusal, the wait, or how many tries were wrong. */
const TryState = ({
  error,
  waitMs,
  failures,
}: {
  error: CallError | undefined;
  waitMs: number;
  failures: number;
}): ReactElement | null => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  if (waitMs > 0)
    return (
      <div className="problem" role="alert">
        <Icon name="hourglass" size={14} />
        {t('lock.wait', { time: clockOf(waitMs) })}
      </div>
    );
  const tries =
    failures === 0 ? null : <div className="help">{t('lock.failures', { count: failures })}</div>;
  if (!error || error.code === 'throttled') return tries;
  return (
    <>
      <div className="problem" role="alert">
        <Icon name="alert" size={14} />
        {error.key === 'signInRefused' ? t('lock.refused') : errorText(error)}
      </div>
      {tries}
    </>
  );
};

export const SignInForm = ({
  state,
  asOther,
  onRestore,
}: {
  state: Locked;
  asOther: boolean;
  /** The record did not open: a backup can stand in. */
  onRestore: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const dispatch = useAppDispatch();
  const known = asOther ? null : state.lastSignInName;
  // Who locked stands above with name and role: the name is not asked for again.
  const nameStands = known !== null && (state.locked?.displayName ?? null) !== null;
  const [name, setName] = useState(known ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [marked, setMarked] = useState(false);
  const { run, isRunning, error, reset } = useCommand('session.signIn');
  const isSameName = name.trim().toLowerCase() === (state.lastSignInName ?? '');
  const waitMs = useWait(
    error?.code === 'throttled'
      ? String(error.values?.['waitUntil'] ?? '')
      : isSameName
        ? state.failures.waitUntil
        : null,
  );
  const missing = (value: string): string | undefined =>
    marked && value.trim() === '' ? t('setUp.required') : undefined;
  // What stands in the fields at this key, even if it is not drawn yet while the work is loaded ahead.
  const typed = useRef({ name, passphrase });
  const submit = async (): Promise<void> => {
    setMarked(true);
    const { name: signInName, passphrase: secret } = typed.current;
    if (signInName.trim() === '' || secret === '') return;
    const outcome = await run({ signInName, passphrase: secret });
    if (!outcome.ok) {
      typed.current.passphrase = '';
      setPassphrase('');
      setMarked(false);
      // The count of wrong tries has changed.
      dispatch(forgetAnswersOf(['session']));
    }
  };
  return (
    <form
      className="stack"
      aria-label={t('lock.signIn')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {nameStands ? null : (
        <TextField
          label={t('lock.name')}
          autoFocus={known === null}
          maxLength={200}
          value={name}
          problem={missing(name)}
          onChange={(next) => {
            typed.current.name = next;
            setName(next);
            reset();
          }}
        />
      )}
      <PassphraseField
        label={t('passphrase.label')}
        value={passphrase}
        autoFocus={known !== null}
        problem={missing(passphrase)}
        onChange={(next) => {
          typed.current.passphrase = next;
          setPassphrase(next);
        }}
      />
      <TryState error={error} waitMs={waitMs} failures={isSameName ? state.failures.count : 0} />
      <PlainButton type="submit" look="contained" size="large" full disabled={isRunning}>
        {isRunning ? t('lock.opening') : nameStands ? t('lock.unlock') : t('lock.enter')}{' '}
        <Key keys="Enter" on />
      </PlainButton>
      {error?.code === 'damaged' ? (
        <PlainButton full onClick={onRestore}>
          <Icon name="database" /> {t('lock.restore')}
        </PlainButton>
      ) : null}
    </form>
  );
};
