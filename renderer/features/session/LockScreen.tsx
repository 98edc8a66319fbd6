/** Sign-in and lock: who, since when, why, which policy; passphrase and recovery key are always offered. */
import Button from '@mui/material/Button';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../shared/errors';
import type { LockReason, SessionState } from '../../../shared/session/session';
import { epochOf, localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { useMinute, useNow } from '../../app/now';
import { Field } from '../../components/Field';
import { Icon, type IconName } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { PassphraseField } from './PassphraseField';
import { RecoverForm } from './RecoverForm';

type Locked = Extract<SessionState, { state: 'locked' }>;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('');

const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** What stands under the passphrase: the refusal, the wait, or how many tries were wrong. */
const TryState = ({
  error,
  failures,
}: {
  error: CallError | undefined;
  failures: Locked['failures'];
}): ReactElement | null => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const { now } = useNow();
  const waitUntil =
    error?.code === 'throttled' ? String(error.values?.['waitUntil'] ?? '') : failures.waitUntil;
  const left = waitUntil ? epochOf(waitUntil) - epochOf(now) : 0;
  if (left > 0)
    return (
      <div className="problem" role="alert">
        <Icon name="hourglass" size={14} />
        {t('lock.wait', { time: clockOf(left) })}
      </div>
    );
  if (error && error.code !== 'throttled')
    return (
      <div className="problem" role="alert">
        <Icon name="alert" size={14} />
        {error.key === 'signInRefused' ? t('lock.refused') : errorText(error)}
      </div>
    );
  return failures.count === 0 ? null : (
    <div className="help">{t('lock.failures', { count: failures.count })}</div>
  );
};

const SignInForm = ({ state, asOther }: { state: Locked; asOther: boolean }): ReactElement => {
  const { t } = useTranslation('session');
  const known = asOther ? null : state.lastSignInName;
  const [name, setName] = useState(known ?? '');
  const [passphrase, setPassphrase] = useState('');
  const { run, isRunning, error } = useCommand('session.signIn');
  const submit = async (): Promise<void> => {
    const outcome = await run({ signInName: name, passphrase });
    if (!outcome.ok) setPassphrase('');
  };
  return (
    <form
      className="stack"
      aria-label={t('lock.signIn')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('lock.name')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            autoFocus={known === null}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <PassphraseField
        label={t('passphrase.label')}
        value={passphrase}
        autoFocus={known !== null}
        onChange={setPassphrase}
      />
      <TryState error={error} failures={state.failures} />
      <Button
        type="submit"
        variant="contained"
        color="primary"
        size="large"
        disabled={isRunning || name.trim() === '' || passphrase === ''}
      >
        {isRunning
          ? t('lock.opening')
          : state.locked && !asOther
            ? t('lock.unlock')
            : t('lock.enter')}{' '}
        <Key keys="Enter" on />
      </Button>
    </form>
  );
};

const Who = ({ state, asOther }: { state: Locked; asOther: boolean }): ReactElement => {
  const { t } = useTranslation('session');
  const { t: tApp } = useTranslation('app');
  const format = useFormat();
  const { zone } = useMinute();
  const { locked, policy } = state;
  if (!locked || asOther || locked.displayName === null)
    return (
      <div>
        <h1 className="t-page">{t('lock.signIn')}</h1>
        <div className="s2">{state.hospitalName}</div>
      </div>
    );
  const minutes =
    locked.reason === 'idleElsewhere' ? policy.idleElsewhereMinutes : policy.idleMinutes;
  return (
    <>
      <div className="row">
        <span className="lock-face" aria-hidden="true">
          {initials(locked.displayName)}
        </span>
        <div>
          <h1 className="t-page">{locked.displayName}</h1>
          <div className="s2">
            {locked.role === null ? null : tApp(`role.${locked.role}`)}, {state.hospitalName}
          </div>
        </div>
      </div>
      <div className="lock-box">
        <Icon name="lock" />
        <div>
          <b className="b">{t('lock.lockedAt', { time: format.time(locked.at, zone) })}</b>{' '}
          {t(`lock.reason.${locked.reason}`, { minutes })}
        </div>
      </div>
    </>
  );
};

const PolicyLine = ({
  icon,
  text,
  isWhy,
  keys,
}: {
  icon: IconName;
  text: string;
  isWhy: boolean;
  keys?: string;
}): ReactElement => {
  const { t } = useTranslation('session');
  return (
    <li className={isWhy ? 'why' : ''}>
      <Icon name={icon} />
      <span>
        {isWhy ? <b>{text}</b> : text} {keys ? <Key keys={keys} /> : null}
        {isWhy ? <span className="t-cap"> {t('lock.policyWhy')}</span> : null}
      </span>
    </li>
  );
};

const Side = ({ state }: { state: Locked }): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { zone } = useMinute();
  const { policy, newestBackup } = state;
  const why = (...reasons: LockReason[]): boolean =>
    state.locked !== null && reasons.includes(state.locked.reason);
  return (
    <aside className="lock-side">
      <section>
        <h2 className="t-section">{t('lock.policy')}</h2>
        <ul>
          <PolicyLine
            icon="hourglass"
            text={t('lock.policyIdle', { minutes: policy.idleMinutes })}
            isWhy={why('idle')}
          />
          <PolicyLine
            icon="clock"
            text={t('lock.policyElsewhere', { minutes: policy.idleElsewhereMinutes })}
            isWhy={why('idleElsewhere')}
          />
          <PolicyLine
            icon="lock"
            text={t('lock.policySystem')}
            isWhy={why('systemLock', 'suspend')}
          />
          <PolicyLine icon="swap" text={t('lock.policySwitch')} isWhy={why('switchUser')} />
          <PolicyLine
            icon="person"
            text={t('lock.policyAsked')}
            isWhy={why('asked')}
            keys="Ctrl L"
          />
        </ul>
        {policy.setByName === null ? null : (
          <p className="t-cap">{t('lock.setBy', { name: policy.setByName })}</p>
        )}
      </section>
      <section>
        <h2 className="t-section">{t('lock.whileLocked')}</h2>
        <ul>
          {[
            t('lock.closed'),
            newestBackup
              ? t('lock.backup', { when: format.dateTime(newestBackup.at, zone) })
              : t('lock.noBackup'),
            t('lock.nothingShown'),
          ].map((text) => (
            <li key={text}>
              <Icon name="check" />
              {text}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="t-section">{t('lock.forgotten')}</h2>
        <p className="s2">
          {t('lock.forgottenText')}{' '}
          {state.helpDesk === null ? null : (
            <b className="b">{t('lock.helpDesk', { phone: state.helpDesk })}</b>
          )}
        </p>
      </section>
    </aside>
  );
};

const DemonstrationBox = ({ state }: { state: Locked }): ReactElement | null => {
  const { t } = useTranslation('session');
  const leave = useCommand('session.leaveDemonstration');
  const explore = useCommand('session.exploreDemonstration');
  if (state.demonstrationPassphrase === null)
    return state.otherStoreExists ? (
      <div>
        <button
          type="button"
          className="link"
          disabled={explore.isRunning}
          onClick={() => void explore.run({})}
        >
          {t('lock.explore')}
        </button>
      </div>
    ) : null;
  return (
    <div className="lock-box">
      <Icon name="eye" />
      <div className="stack">
        <span>
          {t('lock.demoPassphrase', { passphrase: state.demonstrationPassphrase })}.{' '}
          {t('lock.demoPeople')}
        </span>
        <span className="row wrap">
          <Button size="small" onClick={() => void leave.run({ erase: false })}>
            {t('lock.leaveDemo')}
          </Button>
          <Button size="small" variant="text" onClick={() => void leave.run({ erase: true })}>
            {t('lock.eraseDemo')}
          </Button>
        </span>
      </div>
    </div>
  );
};

export const LockScreen = ({ state }: { state: Locked }): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { now, zone } = useMinute();
  const [mode, setMode] = useState<'signIn' | 'other' | 'recover'>('signIn');
  useKey('alt+u', () => setMode('other'));
  useKey('alt+r', () => setMode('recover'));
  useEffect(() => setMode('signIn'), [state.store]);
  return (
    <main className="lock-screen">
      <div className="lock-clock">
        <b>{format.time(now, zone)}</b>{' '}
        <span className="t-read s2">{format.longDate(localDateOf(now, zone))}</span>
      </div>
      <div className="lock-card">
        <div className="lock-form">
          {mode === 'recover' ? (
            <RecoverForm onBack={() => setMode('signIn')} />
          ) : (
            <>
              <Who state={state} asOther={mode === 'other'} />
              <SignInForm key={`${mode}-${state.store}`} state={state} asOther={mode === 'other'} />
              {state.locked && state.locked.draftsKept > 0 && mode === 'signIn' ? (
                <div className="good">
                  <Icon name="check" size={14} />
                  {t('lock.drafts', { count: state.locked.draftsKept })}
                </div>
              ) : null}
            </>
          )}
          <DemonstrationBox state={state} />
          <div
            className="row wrap"
            style={{ borderTop: '1px solid var(--line)', paddingTop: 16, marginTop: 'auto' }}
          >
            <Button className="grow" aria-keyshortcuts="Alt+U" onClick={() => setMode('other')}>
              <Icon name="swap" /> {t('lock.switchUser')} <Key keys="Alt U" />
            </Button>
            <Button className="grow" aria-keyshortcuts="Alt+R" onClick={() => setMode('recover')}>
              <Icon name="key" /> {t('lock.recovery')} <Key keys="Alt R" />
            </Button>
          </div>
        </div>
        <Side state={state} />
      </div>
    </main>
  );
};
