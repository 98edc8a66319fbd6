/** Sets, moves or makes unknown the expected discharge; a move says why, and can be taken back. */
import Dialog from '@mui/material/Dialog';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/api';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { ExpectedDischargeForm } from './ExpectedDischargeForm';
import { useStayLists } from './use-stay-lists';

interface DialogProps {
  encounterId: string;
  patientId: string;
  /** Name and an identifier: whom the date is about. */
  about: string;
  onClose: () => void;
}

export const ExpectedDischargeDialog = (props: DialogProps): ReactElement => {
  const { t } = useTranslation('encounters');
  const titleId = useId();
  const {
    data: stay,
    error,
    refetch,
  } = useCall('encounters.get', {
    encounterId: props.encounterId,
  });
  const { lists } = useStayLists();
  return (
    <Dialog
      open
      onClose={props.onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 440, p: 5 } } }}
    >
      <h2 className="t-subject" id={titleId}>
        {t('eddTitle')}
      </h2>
      <p className="s2">{props.about}</p>
      {error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : !stay || !lists ? (
        <Skeleton rows={4} />
      ) : (
        <ExpectedDischargeForm {...props} stay={stay} lists={lists} />
      )}
    </Dialog>
  );
};
