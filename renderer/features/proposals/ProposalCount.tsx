/** How many suggestions wait: beside the tab of the plan, and as a line on the overview. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/api';
import { Icon } from '../../components/Icon';
import './proposals.css';

const useCount = (encounterId: string | null): number =>
  useCall('proposals.ofStay', encounterId === null ? null : { encounterId }).data?.open.length ?? 0;

/** Nothing while none waits. */
export const ProposalCount = ({
  encounterId,
}: {
  encounterId: string | null;
}): ReactElement | null => {
  const { t } = useTranslation('proposals');
  const count = useCount(encounterId);
  if (count === 0) return null;
  return (
    <span className="pr-badge" title={t('badge', { count })}>
      <Icon name="bulb" size={12} />
      <span aria-hidden="true">{count}</span>
      <span className="sr"> {t('badge', { count })}</span>
    </span>
  );
};

export const ProposalsWaiting = ({
  encounterId,
  onLook,
}: {
  encounterId: string;
  onLook: () => void;
}): ReactElement | null => {
  const { t } = useTranslation('proposals');
  const count = useCount(encounterId);
  if (count === 0) return null;
  return (
    <div className="pr-waiting row wrap">
      <Icon name="bulb" />
      <span className="m">{t('waiting', { count })}</span>
      <Button size="small" onClick={onLook}>
        {t('look')}
      </Button>
    </div>
  );
};
