/** Asks before a record is marked as entered in error: it cannot be undone. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, type CallInput } from '../../app/api';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

export interface ErroneousRecord {
  record: CallInput<'careplans.enterInError'>['record'];
  id: string;
  rowVersion: number;
  what: string;
}

export const InErrorDialog = ({
  target,
  onClose,
}: {
  target: ErroneousRecord;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { plan } = usePlan();
  const { run, error } = useCommand('careplans.enterInError');
  const { record, id, rowVersion, what } = target;
  return (
    <ConfirmDialog
      title={t('inErrorTitle', { what })}
      confirm={t('inError')}
      safe={t('keepPlan')}
      reasonLabel={t('reason')}
      problem={error && errorText(error)}
      onClose={onClose}
      onConfirm={(reason) =>
        void run({ record, id, rowVersion, reason }).then(({ ok }) => ok && onClose())
      }
    >
      {t('inErrorText', { name: plan.patient.name })}
    </ConfirmDialog>
  );
};
