import Button from '@mui/material/Button';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The one button that goes on stays visible and says beside it what is missing. */
export const Foot = ({
  hint,
  onBack,
  children,
}: {
  hint: ReactNode;
  onBack?: (() => void) | undefined;
  children: ReactNode;
}): ReactElement => {
  const { t } = useTranslation('session');
  return (
    <div className="step-foot">
      {onBack ? (
        <Button size="large" onClick={onBack}>
          {t('setUp.back')}
        </Button>
      ) : null}
      <span className="step-hint s2" role="status">
        {hint}
      </span>
      {children}
    </div>
  );
};
