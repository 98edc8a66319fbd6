/** The window before sign-in: no rail, no command bar, no patient; the status line tells the record's state. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import type { SessionState } from '../../../shared/session/session';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { BrandMark } from '../../components/BrandMark';
import { Icon } from '../../components/Icon';

const recordWords = { setUp: 'statusNone', locked: 'statusClosed', open: 'statusOpen' } as const;

export const Frame = ({
  state,
  children,
}: {
  state: SessionState;
  children: ReactNode;
}): ReactElement => {
  const { t } = useTranslation('session');
  const { t: tApp } = useTranslation('app');
  const format = useFormat();
  const { now, zone } = useMinute();
  const { run } = useCommand('session.device');
  const invented = state.state !== 'setUp' && state.store === 'demonstration';
  return (
    <div className={invented ? 'app no-rail invented' : 'app no-rail'}>
      <header className="top">
        <div className="brand">
          <BrandMark />
          <span className="brand-name">{tApp('brand')}</span>
        </div>
        <div className="top-right end">
          <span className="clock">
            {format.weekdayDate(localDateOf(now, zone))}{' '}
            <b className="b">{format.time(now, zone)}</b>
          </span>
        </div>
      </header>
      {invented ? (
        <aside className="invented-band" aria-label={tApp('status.invented')}>
          <Icon name="eye" size={14} />
          {tApp('status.invented')}
        </aside>
      ) : null}
      {children}
      <footer className="status">
        <span>
          <Icon name="lock" size={14} />
          <b>{t(`lock.${recordWords[state.state]}`)}</b>
        </span>
        {state.state === 'locked' ? (
          <span className="optional">
            <Icon name="database" size={14} />
            {state.newestBackup === null
              ? tApp('status.noBackup')
              : t('lock.statusBackup', { when: format.dateTime(state.newestBackup.at, zone) })}
          </span>
        ) : null}
        <span className="optional">
          <Icon name="plug" size={14} />
          {t('lock.statusNetwork')}
        </span>
        <span className="optional end">{t('lock.workstation', { name: state.workstation })}</span>
        {state.testBuild ? <b>{tApp('status.testBuild')}</b> : null}
        <label>
          <Icon name="globe" size={14} />
          <span className="sr">{t('lock.language')}</span>
          <select
            className="quiet-select"
            value={state.device.language}
            onChange={(event) => void run({ language: event.target.value === 'es' ? 'es' : 'en' })}
          >
            <option value="en">English</option>
            <option value="es">Español</option>
          </select>
        </label>
      </footer>
    </div>
  );
};
