/** Sign-in and lock: who, since when, why; passphrase, another person and recovery key are always offered. */
import { Suspense, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { lazyPart } from '../../app/lazy-part';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { initialsOf } from '../../components/Avatar';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { PlainButton } from '../../components/PlainButton';
import { DemonstrationBox } from './DemonstrationBox';
import { LockSide } from './LockSide';
import { SignInForm, type Locked } from './SignInForm';

const { Part: RestorePlace } = lazyPart(async () => (await import('../backup')).RestorePlace);
const { Part: RecoverForm } = lazyPart(async () => (await import('./RecoverForm')).RecoverForm);

type Mode = 'signIn' | 'other' | 'recover' | 'restore';

const Who = ({ state, asOther }: { state: Locked; asOther: boolean }): ReactElement => {
  const { t } = useTranslation('session');
  const { t: tApp } = useTranslation('app');
  const format = useFormat();
  const { now, zone } = useMinute();
  const { locked, policy } = state;
  if (!locked || asOther || locked.displayName === null)
    return (
      <div>
        <h1 className="t-page">{t('lock.signIn')}</h1>
        <div className="s2">{state.hospitalName}</div>
      </div>
    );
  const sameDay = localDateOf(locked.at, zone) === localDateOf(now, zone);
  const since = sameDay ? format.time(locked.at, zone) : format.dateTime(locked.at, zone);
  const minutes =
    locked.reason === 'idleElsewhere' ? policy.idleElsewhereMinutes : policy.idleMinutes;
  return (
    <>
      <div className="lock-who">
        <span className="lock-face" aria-hidden="true">
          {initialsOf(locked.displayName)}
        </span>
        <div>
          <h1 className="t-page">{locked.displayName}</h1>
          <div className="s2 sentence">
            {locked.role === null ? '' : `${tApp(`role.${locked.role}`)}, `}
            {state.hospitalName}
          </div>
        </div>
      </div>
      <div className="lock-box">
        <Icon name="lock" />
        <div>
          <b className="b">{t(sameDay ? 'lock.lockedAt' : 'lock.lockedOn', { time: since })}</b>{' '}
          {t(`lock.reason.${locked.reason}`, { count: minutes })}
        </div>
      </div>
    </>
  );
};

/** What a lock kept of half-written text, in words. */
const Kept = ({ state }: { state: Locked }): ReactElement | null => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { zone } = useMinute();
  const { locked } = state;
  if (!locked || locked.draftsKept === 0) return null;
  return (
    <div className="lock-kept">
      <Icon name="check" size={14} />
      {t('lock.drafts', { count: locked.draftsKept, time: format.time(locked.at, zone) })}
    </div>
  );
};

export const LockScreen = ({ state }: { state: Locked }): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { now, zone } = useMinute();
  const [mode, setMode] = useState<Mode>('signIn');
  useKey('alt+u', () => setMode('other'));
  useKey('alt+r', () => setMode('recover'));
  // Esc is heard in text fields too: nothing typed here is kept.
  const leave = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setMode('signIn');
  };
  if (mode === 'restore')
    return (
      <main className="lock-screen" onKeyDown={leave}>
        <div className="lock-card one">
          <div className="lock-form">
            <Suspense fallback={null}>
              <RestorePlace onClose={() => setMode('signIn')} />
            </Suspense>
          </div>
        </div>
      </main>
    );
  const restore = (): void => setMode('restore');
  return (
    <main className="lock-screen" onKeyDown={leave}>
      <div className="lock-clock">
        <b>{format.time(now, zone)}</b> <span>{format.longDate(localDateOf(now, zone))}</span>
      </div>
      <div className="lock-card">
        <div className="lock-form">
          {mode === 'recover' ? (
            <Suspense fallback={null}>
              <RecoverForm onBack={() => setMode('signIn')} />
            </Suspense>
          ) : (
            <>
              <Who state={state} asOther={mode === 'other'} />
              <SignInForm
                key={`${mode}-${state.store}`}
                state={state}
                asOther={mode === 'other'}
                onRestore={restore}
              />
              {mode === 'signIn' ? <Kept state={state} /> : null}
            </>
          )}
          <DemonstrationBox state={state} />
          <div className="lock-ways">
            <PlainButton
              full
              aria-keyshortcuts="Alt+U"
              size="large"
              onClick={() => setMode('other')}
            >
              <Icon name="swap" /> {t('lock.switchUser')} <Key keys="Alt U" />
            </PlainButton>
            <PlainButton
              full
              aria-keyshortcuts="Alt+R"
              size="large"
              onClick={() => setMode('recover')}
            >
              <Icon name="key" /> {t('lock.recovery')} <Key keys="Alt R" />
            </PlainButton>
          </div>
        </div>
        <LockSide state={state} onRestore={restore} />
      </div>
    </main>
  );
};
