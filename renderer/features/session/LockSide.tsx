/** The lock card's right half: which policy is in force and which line of it applied, and the ways in. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LockReason } from '../../../shared/session/session';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon, type IconName } from '../../components/Icon';
import { Key } from '../../components/Key';
import type { Locked } from './SignInForm';

const PolicyLine = ({
  icon,
  text,
  why,
  keys,
}: {
  icon: IconName;
  text: string;
  /** Instant of the lock, where this line is why. */
  why: string | null;
  keys?: string;
}): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { zone } = useMinute();
  return (
    <li className={why === null ? '' : 'why'}>
      <Icon name={icon} />
      <span>
        {why === null ? text : <b>{text}</b>} {keys ? <Key keys={keys} /> : null}
        {why === null ? null : (
          <span className="t-cap">{t('lock.policyWhy', { time: format.time(why, zone) })}</span>
        )}
      </span>
    </li>
  );
};

const lines: readonly (readonly [string, IconName, readonly LockReason[]])[] = [
  ['policyIdle', 'hourglass', ['idle']],
  ['policyElsewhere', 'clock', ['idleElsewhere']],
  ['policySystem', 'lock', ['systemLock', 'suspend']],
  ['policySwitch', 'swap', ['switchUser', 'signOut']],
  ['policyAsked', 'person', ['asked']],
];

export const LockSide = ({
  state,
  onRestore,
}: {
  state: Locked;
  onRestore: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { now, zone } = useMinute();
  const { policy, newestBackup, locked } = state;
  const minutes: Record<string, number> = {
    policyIdle: policy.idleMinutes,
    policyElsewhere: policy.idleElsewhereMinutes,
  };
  return (
    <aside className="lock-side">
      <section>
        <h2 className="t-section">{t('lock.policy')}</h2>
        <ul>
          {lines.map(([name, icon, reasons]) => (
            <PolicyLine
              key={name}
              icon={icon}
              text={t(`lock.${name}`, { count: minutes[name] ?? 0 })}
              why={locked && reasons.includes(locked.reason) ? locked.at : null}
              {...(name === 'policyAsked' ? { keys: 'Ctrl L' } : {})}
            />
          ))}
        </ul>
        {policy.setByName === null || policy.setAt === null ? null : (
          <p className="t-cap">
            {t('lock.setBy', {
              name: policy.setByName,
              when: format.date(localDateOf(policy.setAt, zone), localDateOf(now, zone)),
            })}
          </p>
        )}
      </section>
      <section>
        <h2 className="t-section">{t('lock.whileLocked')}</h2>
        <ul>
          <li>
            <Icon name="check" />
            {t('lock.closed')}
          </li>
          <li className={newestBackup ? '' : 'missing'}>
            <Icon name={newestBackup ? 'check' : 'alert'} />
            {newestBackup
              ? t('lock.backup', { when: format.dateTime(newestBackup.at, zone) })
              : t('lock.noBackup')}
          </li>
          <li>
            <Icon name="check" />
            {t('lock.nothingShown')}
          </li>
        </ul>
      </section>
      <section>
        <h2 className="t-section">{t('lock.forgotten')}</h2>
        <p className="s2">
          {t('lock.forgottenText')}{' '}
          {state.helpDesk === null ? null : <b>{t('lock.helpDesk', { phone: state.helpDesk })}</b>}
        </p>
        <button type="button" className="link" onClick={onRestore}>
          {t('lock.restore')}
        </button>
      </section>
    </aside>
  );
};
