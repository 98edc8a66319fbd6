/** Asks before a record is marked as entered in error: it cannot be undone. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, type CallInput } from '../../app/api';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

export interface ErroneousRecord {
  record: CallInput<'careplans.enterInError'>['record'];
  id: string;
  rowVersion: number;
  what: string;
}

/** The draft of the reason why a record is in error. */
export const inErrorForm = (id: string): string => `careplans.inError:${id}`;

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
    <ReasonDialog
      form={inErrorForm(id)}
      title={t('inErrorTitle', { what })}
      confirm={t('inError')}
      safe={t('keepPlan')}
      reasonLabel={t('reason')}
      problem={error && errorText(error)}
      onClose={onClose}
      onConfirm={async (reason) => (await run({ record, id, rowVersion, reason })).ok}
    >
      {t('inErrorText', { name: plan.patient.name })}
    </ReasonDialog>
  );
};
