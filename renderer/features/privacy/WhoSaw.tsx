/** Leads to the audit, narrowed to one patient: everybody who opened or listed them. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../app/navigation';
import { useAppDispatch } from '../../app/store';

export const WhoSaw = ({ mrn }: { mrn: string | null }): ReactElement | null => {
  const { t } = useTranslation('privacy');
  const dispatch = useAppDispatch();
  if (mrn === null) return null;
  return (
    <Button
      size="small"
      variant="text"
      className="who-saw"
      aria-label={t('whoSawOf', { mrn })}
      onClick={() => dispatch(go({ name: 'audit', params: { mrn } }))}
    >
      {t('whoSaw')}
    </Button>
  );
};
