/** Asks before a version is signed: it names patient and effect, and signs only what was read. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { draftNumber } from '../../../shared/careplans/plan';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

export const SignDialog = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tParts } = useTranslation('components');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { plan } = usePlan();
  const { run } = useCommand('careplans.activate');
  const [problem, setProblem] = useState<string>();
  const version = draftNumber(plan);
  const { name, birthDate, mrn } = plan.patient;
  const identifiers = [
    birthDate === null ? null : `${tParts('born')} ${format.numericDate(birthDate)}`,
    mrn === null ? null : `${tParts('mrn')} ${mrn}`,
  ]
    .filter(Boolean)
    .join(', ');
  const sign = async (): Promise<void> => {
    const { id, rowVersion, stamp } = plan;
    const outcome = await run({ id, rowVersion, stamp });
    if (outcome.ok) onClose();
    else
      setProblem(outcome.error.code === 'conflict' ? t('signConflict') : errorText(outcome.error));
  };
  return (
    <ConfirmDialog
      title={t('signTitle', { version })}
      confirm={t('signNow')}
      safe={t('signNotYet')}
      dangerous={false}
      problem={problem}
      onClose={onClose}
      onConfirm={() => void sign()}
    >
      {t('signText', { name, identifiers, version })}{' '}
      {plan.newestVersion === 0
        ? t('signFirst')
        : t('signChanged', { count: plan.changes, before: plan.newestVersion })}
    </ConfirmDialog>
  );
};
