/** In the status line: a license that ends soon, told to its holder, the lead and the administrator. */
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import { licenseState } from '../../../shared/users/license';
import type { LicenseNotice } from '../../../shared/users/user';
import { useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import './users.css';

const NoticeRow = ({ notice, today }: { notice: LicenseNotice; today: string }): ReactElement => {
  const { t } = useTranslation('users');
  const format = useFormat();
  const ended = licenseState(notice.expiresOn, today) === 'expired';
  return (
    <li>
      <span className="m">{notice.own ? t('licenses.you') : t('fullName', { ...notice })}</span>
      <span className={ended ? 'sev overdue' : 'sev soon'}>
        <Icon name={ended ? 'alert' : 'clock'} size={14} />
        {t(ended ? 'license.expired' : 'license.soon', {
          kind: notice.kind,
          when: format.date(notice.expiresOn, today),
        })}
      </span>
    </li>
  );
};

export const LicenseNotices = (): ReactElement | null => {
  const { t } = useTranslation('users');
  const { now, zone } = useMinute();
  const { data: notices = [] } = useCall('users.licenseNotices', {});
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const title = useId();
  if (notices.length === 0) return null;
  const today = localDateOf(now, zone);
  return (
    <>
      <Button
        variant="text"
        size="small"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ fontSize: '0.75rem', height: 24, px: 1 }}
      >
        <Icon name="clock" size={14} />
        {notices.every(({ own }) => own)
          ? t('licenses.own', { count: notices.length })
          : t('licenses.several', { count: notices.length })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-labelledby': title } }}
      >
        <div className="license-notices">
          <h2 id={title} className="t-section">
            {t('licenses.title')}
          </h2>
          <ul>
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} today={today} />
            ))}
          </ul>
          <p className="s2">{t('licenses.help')}</p>
        </div>
      </Popover>
    </>
  );
};
