/** Everybody who signs in: invite, reset a passphrase, deactivate. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invited, User } from '../../../shared/users/user';
import { useCall, useCommand } from '../../app/api';
import { useSession } from '../../app/session-context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Icon } from '../../components/Icon';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { InviteForm } from './InviteForm';

const fullName = (user: User): string => `${user.givenName} ${user.familyName}`;

const ShownOnce = ({ invited, onDone }: { invited: Invited; onDone: () => void }): ReactElement => {
  const { t } = useTranslation('users');
  return (
    <div className="box stack" role="status">
      <b className="b">{t('shownOnce', { name: fullName(invited.user) })}</b>
      <output className="t-page" style={{ letterSpacing: '.1em', userSelect: 'text' }} data-secret>
        {invited.temporaryPassphrase}
      </output>
      <p className="s2">{t('shownText')}</p>
      <div>
        <Button variant="contained" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
};

const UserRow = ({
  user,
  onInvited,
  onDeactivate,
}: {
  user: User;
  onInvited: (invited: Invited) => void;
  onDeactivate: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const { t: tApp } = useTranslation('app');
  const errorText = useErrorText();
  const session = useSession();
  const reset = useCommand('users.resetPassphrase');
  const reactivate = useCommand('users.reactivate');
  const who = { id: user.id, rowVersion: user.rowVersion };
  const give = async (command: typeof reset | typeof reactivate): Promise<void> => {
    const outcome = await command.run(who);
    if (outcome.ok) onInvited(outcome.value);
  };
  const error = reset.error ?? reactivate.error;
  return (
    <tr>
      <td>
        <span className="m">{fullName(user)}</span>
        <span className="sub">
          {user.credentials
            .filter(({ expired }) => !expired)
            .map(({ kind }) => kind)
            .join(', ')}
        </span>
      </td>
      <td>{user.signInName}</td>
      <td>{tApp(`role.${user.role}`)}</td>
      <td>{user.units.map(({ name }) => name).join(', ')}</td>
      <td>
        {!user.active ? t('inactive') : user.mustChangePassphrase ? t('temporary') : t('active')}
      </td>
      <td>
        {user.id === session.user.id ? null : (
          <span className="row">
            {user.active ? (
              <>
                <Button
                  size="small"
                  aria-label={`${t('reset')}: ${fullName(user)}`}
                  onClick={() => void give(reset)}
                >
                  {t('reset')}
                </Button>
                <Button
                  size="small"
                  variant="text"
                  aria-label={`${t('deactivate')}: ${fullName(user)}`}
                  onClick={onDeactivate}
                >
                  {t('deactivate')}
                </Button>
              </>
            ) : (
              <Button
                size="small"
                aria-label={`${t('reactivate')}: ${fullName(user)}`}
                onClick={() => void give(reactivate)}
              >
                {t('reactivate')}
              </Button>
            )}
          </span>
        )}
        {error ? <span className="problem">{errorText(error)}</span> : null}
      </td>
    </tr>
  );
};

export const UsersPage = (): ReactElement => {
  const { t } = useTranslation('users');
  const errorText = useErrorText();
  const { data: users, error, refetch } = useCall('users.list', {});
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [leaving, setLeaving] = useState<User | null>(null);
  const deactivate = useCommand('users.deactivate');
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">{users ? t('count', { count: users.length }) : ''}</span>
        <Button variant="contained" sx={{ ml: 'auto' }} onClick={() => setInviting(true)}>
          <Icon name="plus" /> {t('invite')}
        </Button>
      </div>
      <div className="panel-body stack">
        {invited ? <ShownOnce invited={invited} onDone={() => setInvited(null)} /> : null}
        {inviting ? (
          <InviteForm
            onClose={() => setInviting(false)}
            onInvited={(answer) => {
              setInvited(answer);
              setInviting(false);
            }}
          />
        ) : null}
        {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
        {!users && !error ? <Skeleton /> : null}
        {users ? (
          <table className="table">
            <thead>
              <tr>
                {(['name', 'signInName', 'role', 'units', 'state'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(column)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  onInvited={setInvited}
                  onDeactivate={() => setLeaving(user)}
                />
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
      {leaving === null ? null : (
        <ConfirmDialog
          title={t('deactivateTitle', { name: fullName(leaving) })}
          confirm={t('deactivate')}
          problem={deactivate.error && errorText(deactivate.error)}
          onClose={() => setLeaving(null)}
          onConfirm={() =>
            void deactivate
              .run({ id: leaving.id, rowVersion: leaving.rowVersion })
              .then((outcome) => outcome.ok && setLeaving(null))
          }
        >
          {t('deactivateText', { stays: leaving.assignedStays })}
        </ConfirmDialog>
      )}
    </>
  );
};
