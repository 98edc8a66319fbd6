/** What is asked before a sign-in is taken away or a passphrase is replaced, and what is shown once. */
import Button from '@mui/material/Button';
import { useId, type ReactElement } from 'react';
import Dialog from '@mui/material/Dialog';
import { useTranslation } from 'react-i18next';
import type { Invited, User } from '../../../shared/users/user';
import { useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { ConfirmDialog } from '../../components/ConfirmDialog';

/** A temporary passphrase, once: it is kept nowhere. */
export const ShownOnce = ({
  invited,
  onDone,
}: {
  invited: Invited;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const titleId = useId();
  return (
    <Dialog
      open
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 460, p: 5 }, role: 'alertdialog' } }}
    >
      <div className="stack" role="status">
        <h2 className="t-subject" id={titleId}>
          {t('shownOnce', { name: t('fullName', { ...invited.user }) })}
        </h2>
        <output className="temporary">{invited.temporaryPassphrase}</output>
        <p className="s2">{t('shownText', { signInName: invited.user.signInName })}</p>
        <div className="row end">
          <Button variant="contained" autoFocus onClick={onDone}>
            {t('done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};

const whoOf = ({ id, rowVersion }: User) => ({ id, rowVersion });

/** A new temporary passphrase in place of the person's own. */
export const ResetDialog = ({
  user,
  onInvited,
  onClose,
}: {
  user: User;
  onInvited: (invited: Invited) => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const errorText = useFeatureErrorText('users');
  const reset = useCommand('users.resetPassphrase');
  const reactivate = useCommand('users.reactivate');
  const command = user.active ? reset : reactivate;
  const name = t('fullName', { ...user });
  return (
    <ConfirmDialog
      title={user.active ? t('resetTitle', { name }) : t('reactivateTitle', { name })}
      confirm={user.active ? t('reset') : t('reactivate')}
      safe={t('leave')}
      dangerous={user.active}
      problem={command.error && errorText(command.error)}
      onClose={onClose}
      onConfirm={() =>
        void command.run(whoOf(user)).then((outcome) => {
          if (!outcome.ok) return;
          onClose();
          onInvited(outcome.value);
        })
      }
    >
      {user.active ? t('resetText') : t('reactivateText')}
    </ConfirmDialog>
  );
};

/** Takes the sign-in away, and says what that does not take away. */
export const DeactivateDialog = ({
  user,
  onClose,
}: {
  user: User;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('users');
  const errorText = useFeatureErrorText('users');
  const { run, error } = useCommand('users.deactivate');
  return (
    <ConfirmDialog
      title={t('deactivateTitle', { name: t('fullName', { ...user }) })}
      confirm={t('deactivate')}
      safe={t('leave')}
      dangerous={false}
      problem={error && errorText(error)}
      onClose={onClose}
      onConfirm={() => void run(whoOf(user)).then((outcome) => outcome.ok && onClose())}
    >
      <div className="stack">
        <p>{t('deactivateText')}</p>
        {user.assignedStays > 0 ? (
          <p className="b">{t('deactivateStays', { count: user.assignedStays })}</p>
        ) : null}
      </div>
    </ConfirmDialog>
  );
};
