/** What a place shows when it has nothing to show, or failed: the next step, in words (look.md, States). */
import Button from '@mui/material/Button';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../shared/errors';
import { Icon, type IconName } from './Icon';
import { useErrorText } from './use-error-text';

export { useErrorText } from './use-error-text';

/**
 * What is not here, when the next comes, one button. `compact` in a section among others, whose
 * head has the button: a line, so that what is there is not pushed out of sight.
 */
export const EmptyState = ({
  icon = 'check',
  title,
  children,
  action,
  compact = false,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
}): ReactElement => (
  <div className={compact ? 'place-state compact' : 'place-state'} role="status">
    <Icon name={icon} size={compact ? 16 : 20} />
    <div className="t-section">{title}</div>
    {children === undefined ? null : <p>{children}</p>}
    {action}
  </div>
);

/** In the place of what failed: what happened, what is safe, what to do. */
export const ErrorPlace = ({
  error,
  title,
  onRetry,
}: {
  error: CallError;
  title?: string;
  onRetry?: () => void;
}): ReactElement => {
  const { t } = useTranslation('app');
  const text = useErrorText();
  return (
    <div className="error-place" role="alert">
      <Icon name="alert" />
      <div className="stack">
        <div>
          <div className="b">{title ?? t('errors.title')}</div>
          <div className="s2">{text(error)}</div>
        </div>
        {onRetry ? (
          <div>
            <Button size="small" onClick={onRetry}>
              {t('tryAgain')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
};

/** Nothing for 300 ms, then a skeleton for at least 400 ms. */
const skeletonAfterMs = 300;

/** Rows of the layout to come; nothing for the first 300 ms. */
export const Skeleton = ({ rows = 6 }: { rows?: number }): ReactElement | null => {
  const { t } = useTranslation('app');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), skeletonAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className="stack" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div className="skeleton" key={index} />
      ))}
    </div>
  );
};
