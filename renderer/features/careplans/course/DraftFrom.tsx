/** Begins the working draft from an older version, and says what that replaces. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/api';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';

export const DraftFrom = ({
  version,
  onBegun,
}: {
  version: number;
  onBegun: () => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { plan } = usePlan();
  const [asking, setAsking] = useState(false);
  const { run, error } = useCommand('careplans.draftFrom');
  const begin = async (): Promise<void> => {
    const { id, rowVersion } = plan;
    const outcome = await run({ id, rowVersion, version });
    if (!outcome.ok) return;
    setAsking(false);
    onBegun();
  };
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('course.draftFrom')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('course.draftFromTitle', { version })}
          confirm={t('course.draftFromDone')}
          safe={t('keepPlan')}
          dangerous={false}
          problem={error && errorText(error)}
          onClose={() => setAsking(false)}
          onConfirm={() => void begin()}
        >
          {t('course.draftFromText', { name: plan.patient.name, version })}
          {plan.draftOpen && plan.changes > 0
            ? ` ${t('course.draftFromLost', { count: plan.changes })}`
            : null}
        </ConfirmDialog>
      ) : null}
    </>
  );
};
