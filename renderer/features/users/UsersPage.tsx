/** Everybody who signs in: invite, change, give a new passphrase, take the sign-in away. */
import Button from '@mui/material/Button';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { fold } from '../../../shared/folding';
import type { Invited, User } from '../../../shared/users/user';
import { useCall } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { wasOpenAtLock } from '../../app/open-forms';
import { useSession } from '../../app/session-context';
import { Icon } from '../../components/Icon';
import { FilterField } from '../../components/FilterField';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { draftName } from './person-form';
import { PersonForm } from './PersonForm';
import { RecoveryKeySection } from './RecoveryKeySection';
import { DeactivateDialog, ResetDialog, ShownOnce } from './UserDialogs';
import { UserRow } from './UserRow';
import './users.css';

type Open =
  { what: 'person'; id: string | null } | { what: 'reset' | 'deactivate'; id: string } | null;

const textOf = (user: User): string =>
  fold(
    [
      user.givenName,
      user.familyName,
      user.signInName,
      ...user.units.map(({ name }) => name),
      ...user.credentials.map(({ kind }) => kind),
    ].join(' '),
  );

const columns = ['name', 'role', 'units', 'credentials', 'lastHere', 'state'] as const;

export const UsersPage = (): ReactElement => {
  const { t } = useTranslation('users');
  const session = useSession();
  const { data: users, error, refetch } = useCall('users.list', {});
  const filter = useDraft('users.filter');
  const [open, setOpen] = useState<Open>(null);
  const [invited, setInvited] = useState<Invited | null>(null);

  // A form that was open when Liaison locked opens again with what was typed.
  const openAgain = useEffectEvent(() => {
    if (!users) return;
    if (wasOpenAtLock(draftName(null))) setOpen({ what: 'person', id: null });
    const again = users.find((user) => wasOpenAtLock(draftName(user)));
    if (again) setOpen({ what: 'person', id: again.id });
  });
  const isListed = users !== undefined;
  useEffect(() => {
    if (isListed) openAgain();
  }, [isListed]);

  const close = (): void => setOpen(null);
  const wanted = fold(filter.text.trim());
  const shown = users?.filter((user) => textOf(user).includes(wanted));
  const chosen = open?.id ? (users?.find(({ id }) => id === open.id) ?? null) : null;
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{t('title')}</h1>
        <span className="s2">
          {users ? t('count', { count: users.filter(({ active }) => active).length }) : ''}
        </span>
        <span className="row end">
          <FilterField
            label={t('filter')}
            value={filter.text}
            onChange={filter.set}
            onClear={filter.clear}
          />
          <Button variant="contained" onClick={() => setOpen({ what: 'person', id: null })}>
            <Icon name="plus" /> {t('invite')}
          </Button>
        </span>
      </div>
      <div className="panel-body stack">
        {[null, ...(users ?? [])].map((user) => (
          <LeftUnsaved
            key={user?.id ?? 'new'}
            form={draftName(user)}
            what={
              user === null ? t('invite') : t('changeTitle', { name: t('fullName', { ...user }) })
            }
            onGoOn={() => setOpen({ what: 'person', id: user?.id ?? null })}
          />
        ))}
        {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
        {!users && !error ? <Skeleton /> : null}
        {shown?.length === 0 ? (
          <EmptyState
            icon="search"
            title={t('noMatch')}
            action={<Button onClick={() => filter.clear()}>{t('clearFilter')}</Button>}
          >
            {t('noMatchText', { count: users?.length ?? 0 })}
          </EmptyState>
        ) : null}
        {shown && shown.length > 0 ? (
          <table className="table" aria-label={t('title')}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(column)}
                  </th>
                ))}
                <th scope="col">
                  <span className="sr">{t('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  isSelf={user.id === session.user.id}
                  onChange={() => setOpen({ what: 'person', id: user.id })}
                  onReset={() => setOpen({ what: 'reset', id: user.id })}
                  onReactivate={() => setOpen({ what: 'reset', id: user.id })}
                  onDeactivate={() => setOpen({ what: 'deactivate', id: user.id })}
                />
              ))}
            </tbody>
          </table>
        ) : null}
        <RecoveryKeySection />
      </div>
      {open?.what === 'person' && (open.id === null || chosen) ? (
        <PersonForm key={open.id ?? 'new'} user={chosen} onInvited={setInvited} onClose={close} />
      ) : null}
      {open?.what === 'reset' && chosen ? (
        <ResetDialog user={chosen} onInvited={setInvited} onClose={close} />
      ) : null}
      {open?.what === 'deactivate' && chosen ? (
        <DeactivateDialog user={chosen} onClose={close} />
      ) : null}
      {invited ? <ShownOnce invited={invited} onDone={() => setInvited(null)} /> : null}
    </>
  );
};
