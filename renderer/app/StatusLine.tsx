/** Who is signed in, last save, last backup, import state, lock countdown (look.md, Shell). */
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/Icon';
import { Key } from '../components/Key';
import { LicenseNotices } from '../features/users/LicenseNotices';
import { useCommand } from './api';
import { useFormat } from './format';
import { go } from './navigation';
import { useNow } from './now';
import { useSession } from './session-context';
import { useAppDispatch } from './store';
import { useWork } from './work-context';

/** In the last 30 s the countdown turns to due-today, with its word. */
const lastSecondsMs = 30_000;

const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const LockCountdown = (): ReactElement | null => {
  const { t } = useTranslation('app');
  const { locksInMs } = useNow();
  const { policy } = useSession();
  if (locksInMs === null) return null;
  const share = Math.min(1, locksInMs / (policy.idleMinutes * 60_000));
  return (
    <span className={locksInMs <= lastSecondsMs ? 'soon' : ''}>
      <Icon name="lock" size={14} />
      {t('status.locksIn', { time: countdown(locksInMs) })}
      <span className="lock-bar" aria-hidden="true">
        <svg viewBox="0 0 100 4" preserveAspectRatio="none">
          <rect width={share * 100} height="4" />
        </svg>
      </span>
    </span>
  );
};

const PersonMenu = (): ReactElement => {
  const { t } = useTranslation('app');
  const { user } = useSession();
  const dispatch = useAppDispatch();
  const { run } = useCommand('session.lock');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  const name = `${user.givenName} ${user.familyName}${user.credentials ? `, ${user.credentials}` : ''}`;
  return (
    <>
      <Button
        variant="text"
        size="small"
        aria-haspopup="menu"
        title={t('menu.person')}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ fontSize: '0.75rem', height: 24, px: 1 }}
      >
        <Icon name="person" size={14} />
        <b>{name}</b> <span className="s2 optional">{t(`role.${user.role}`)}</span>
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={choose(() => void run({ reason: 'switchUser' }))}>
          {t('menu.switchUser')}
        </MenuItem>
        <MenuItem onClick={choose(() => void dispatch(go({ name: 'settings', params: {} })))}>
          {t('menu.changePassphrase')}
        </MenuItem>
        <MenuItem onClick={choose(() => void run({ reason: 'signOut' }))}>
          {t('menu.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
};

export const StatusLine = ({ onKeys }: { onKeys: () => void }): ReactElement => {
  const { t } = useTranslation('app');
  const format = useFormat();
  const session = useSession();
  const { run } = useCommand('session.lock');
  const work = useWork();
  return (
    <footer className="status" id="region-status" tabIndex={-1} aria-label={t('region.status')}>
      <PersonMenu />
      <LicenseNotices />
      <span className="optional">
        <Icon name="check" size={14} />
        {work.savedAt === null
          ? t('status.saved')
          : t('status.savedAt', { time: format.time(work.savedAt, session.hospital.zone) })}
      </span>
      <span className="optional">
        <Icon name="database" size={14} />
        {session.newestBackup === null
          ? t('status.noBackup')
          : t('status.backup', {
              time: format.dateTime(session.newestBackup.at, session.hospital.zone),
            })}
      </span>
      {work.job === null ? null : (
        <span role="status">
          <Icon name={work.job.job === 'audit.verify' ? 'history' : 'download'} size={14} />
          {t(work.job.job === 'audit.verify' ? 'status.walking' : 'status.importing', {
            done: format.number(work.job.done),
            of: format.number(work.job.of),
          })}
        </span>
      )}
      {session.testBuild ? <b>{t('status.testBuild')}</b> : null}
      <span className="lock">
        <LockCountdown />
      </span>
      <Button
        variant="text"
        size="small"
        aria-keyshortcuts="Control+L"
        sx={{ fontSize: '0.75rem', height: 24, px: 1 }}
        onClick={() => void run({ reason: 'asked' })}
      >
        <Key keys="Ctrl L" /> {t('status.lockNow')}
      </Button>
      <Button
        variant="text"
        size="small"
        sx={{ fontSize: '0.75rem', height: 24, px: 1 }}
        onClick={onKeys}
      >
        <Key keys="?" /> {t('status.keys')}
      </Button>
    </footer>
  );
};
