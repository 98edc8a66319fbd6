/** One person's row: who, role, units, licenses, when last here, and what can be done. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import { licenseState } from '../../../shared/users/license';
import type { User } from '../../../shared/users/user';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';

const Licenses = ({ user }: { user: User }): ReactElement => {
  const { t } = useTranslation('users');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  return (
    <>
      {user.credentials.map(({ kind, expiresOn }) => {
        const state = licenseState(expiresOn, today);
        const severity = state === 'expired' ? 'overdue' : state === 'soon' ? 'soon' : null;
        return (
          <span key={kind} className={severity ? `sev ${severity} credential` : 'credential'}>
            {severity ? <Icon name={state === 'expired' ? 'alert' : 'clock'} size={14} /> : null}
            {severity
              ? t(`license.${state}`, { kind, when: format.date(expiresOn!, today) })
              : kind}
          </span>
        );
      })}
    </>
  );
};

export const UserRow = ({
  user,
  isSelf,
  onChange,
  onReset,
  onDeactivate,
  onReactivate,
}: {
  user: User;
  isSelf: boolean;
  onChange: () => void;
  onReset: () => void;
  onDeactivate: () => void;
  onReactivate: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const { t: tApp } = useTranslation('app');
  const format = useFormat();
  const { zone } = useMinute();
  const name = t('fullName', { ...user });
  const act = (key: string, run: () => void, quiet = true): ReactElement => (
    <Button
      size="small"
      variant={quiet ? 'text' : 'outlined'}
      aria-label={`${t(key)}: ${name}`}
      onClick={run}
    >
      {t(key)}
    </Button>
  );
  return (
    <tr className={user.active ? undefined : 'user-gone'}>
      <td>
        <span className="m">{name}</span>
        <span className="sub">{user.signInName}</span>
      </td>
      <td>{tApp(`role.${user.role}`)}</td>
      <td>{user.units.map((unit) => unit.name).join(', ')}</td>
      <td>
        <Licenses user={user} />
      </td>
      <td className="nw">
        {user.lastSignInAt === null ? t('never') : format.dateTime(user.lastSignInAt, zone)}
      </td>
      <td>
        {!user.active ? (
          <span className="s3">{t('inactive')}</span>
        ) : user.mustChangePassphrase ? (
          <span className="sev today">
            <Icon name="key" size={14} />
            {t('temporary')}
          </span>
        ) : (
          <span className="sev ok">
            <Icon name="check" size={14} />
            {t('active')}
          </span>
        )}
      </td>
      <td>
        <span className="row user-actions">
          {act('change', onChange, false)}
          {isSelf ? null : user.active ? (
            <>
              {act('reset', onReset)}
              {act('deactivate', onDeactivate)}
            </>
          ) : (
            act('reactivate', onReactivate)
          )}
        </span>
      </td>
    </tr>
  );
};
