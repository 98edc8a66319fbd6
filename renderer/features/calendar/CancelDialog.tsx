/** Cancels one date, this and following, or all, with a reason. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../shared/appointments/appointment';
import { useFormat } from '../../app/format';
import { useCalendarFormat } from './calendar-format';
import { ScopeDialog } from './ScopeDialog';
import { seenOf, type Changes } from './use-changes';

/** The draft of the reason why it is canceled. */
export const cancelForm = ({ key }: Occurrence): string => `appointment.cancel:${key}`;

export const CancelDialog = ({
  occurrence,
  changes,
  onClose,
}: {
  occurrence: Occurrence;
  changes: Changes;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const calendar = useCalendarFormat();
  const { title, startLocal, recurring } = occurrence;
  const when = `${format.weekdayDate(startLocal.slice(0, 10))}, ${calendar.when(occurrence)}`;
  return (
    <ScopeDialog
      title={t('cancelTitle', { title })}
      confirm={t('cancelConfirm')}
      recurring={recurring}
      reasonForm={cancelForm(occurrence)}
      onClose={onClose}
      onApply={async (scope, reason) => {
        const outcome = await changes.cancel(
          seenOf(occurrence),
          scope,
          reason,
          t(`said.cancelled.${scope}`),
        );
        if (!outcome.ok) return changes.errorText(outcome.error);
        onClose();
        return null;
      }}
    >
      {t(recurring ? 'cancelAbout' : 'cancelAll', { when })}
    </ScopeDialog>
  );
};
